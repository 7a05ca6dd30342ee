using ContentFactory.Domain.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ContentFactory.Domain.Access;

public enum InvitationState { Open, Expired, Accepted, Revoked }

/// <summary>A place in the tenant, offered to one address for seven days. Open ones end by being accepted or revoked, once.</summary>
public sealed class Invitation : ITenantOwned
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(7);

    private Invitation() { }

    internal Invitation(Guid tenantId, Guid id, string email, DateTimeOffset now) => (TenantId, Id, Email, CreatedAt) = (tenantId, id, email, now);

    public Guid TenantId { get; private set; }
    public Guid Id { get; private set; }

    /// <summary>The address's <see cref="EmailAddress.Key"/>, so that equal addresses are equal texts.</summary>
    public string Email { get; private set; } = "";

    public MemberRole Role { get; private set; }
    public byte[] TokenHash { get; private set; } = [];
    public Guid? InvitedBy { get; private set; }
    public DateTimeOffset CreatedAt { get; private set; }
    public DateTimeOffset SentAt { get; private set; }
    public DateTimeOffset ExpiresAt { get; private set; }
    public DateTimeOffset? AcceptedAt { get; private set; }
    public Guid? AcceptedBy { get; private set; }
    public DateTimeOffset? RevokedAt { get; private set; }

    public InvitationState StateAt(DateTimeOffset now) =>
        AcceptedAt is not null ? InvitationState.Accepted : RevokedAt is not null ? InvitationState.Revoked : ExpiresAt <= now ? InvitationState.Expired : InvitationState.Open;

    /// <summary>Sent, for the first time or again: the link of an earlier letter is dead from now on.</summary>
    internal void Offer(MemberRole role, InvitationToken token, Guid? by, DateTimeOffset now) =>
        (Role, TokenHash, InvitedBy, SentAt, ExpiresAt) = (role, token.Hash(), by, now, now + Lifetime);

    internal void Accept(Guid personId, DateTimeOffset now) => (AcceptedAt, AcceptedBy) = (now, personId);

    internal void Revoke(DateTimeOffset now) => RevokedAt = now;

    internal static void Map(EntityTypeBuilder<Invitation> invitation)
    {
        invitation.ToTable("invitations", t => t.HasCheckConstraint("ck_invitations_one_end", "accepted_at is null or revoked_at is null"));
        invitation.HasKey(i => new { i.TenantId, i.Id });
        invitation.Property(i => i.Email).HasMaxLength(254);
        invitation.HasIndex(i => new { i.TenantId, i.Email }).IsUnique().HasFilter("accepted_at is null and revoked_at is null");
        invitation.HasIndex(i => i.TokenHash).IsUnique();
        invitation.HasOne<Tenant>().WithMany().HasForeignKey(i => i.TenantId).OnDelete(DeleteBehavior.NoAction);
        invitation.Property<uint>("xmin").IsRowVersion();
    }
}
