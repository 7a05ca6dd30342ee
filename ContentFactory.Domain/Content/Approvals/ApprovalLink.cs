using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ContentFactory.Domain.Content.Approvals;

public enum GuestDecision { Approved, Rejected }

/// <summary>A link by which somebody without an account decides about a post, once, as it reads at one version.</summary>
public sealed class ApprovalLink : ITenantOwned
{
    public const int LongestName = 100;
    public const int LongestNote = 500;
    public const int LongestComment = 2000;

    private ApprovalLink() { }

    internal ApprovalLink(Guid id, Post post, NewApprovalLink wanted, ApprovalToken token, Actor by, DateTimeOffset now)
    {
        (TenantId, Id, PostId, Version, TokenHash) = (post.TenantId, id, post.Id, post.Version, token.Hash());
        (Recipient, Note, CreatedBy, ByAdmin) = (wanted.Recipient, wanted.Note, by.PersonId, by.Role is Role.Admin);
        (CreatedAt, ExpiresAt) = (now, now.AddDays(wanted.Days));
    }

    public Guid TenantId { get; private set; }
    public Guid Id { get; private set; }
    public Guid PostId { get; private set; }
    public int Version { get; private set; }

    /// <summary>Who it was made for, in the words of its maker.</summary>
    public string Recipient { get; private set; } = "";

    /// <summary>What the guest reads.</summary>
    public string? Note { get; private set; }

    public byte[] TokenHash { get; private set; } = [];
    public Guid CreatedBy { get; private set; }

    /// <summary>An administrator of the installation made it, who has no place in the tenant that could be lost.</summary>
    public bool ByAdmin { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }
    public DateTimeOffset ExpiresAt { get; private set; }
    public DateTimeOffset? RevokedAt { get; private set; }
    public GuestDecision? Decision { get; private set; }
    public DateTimeOffset? DecidedAt { get; private set; }

    /// <summary>As the guest signed.</summary>
    public string? GuestName { get; private set; }

    public string? Comment { get; private set; }

    internal void Revoke(DateTimeOffset now) => RevokedAt ??= now;

    internal void Decide(GuestDecision decision, string guestName, string? comment, DateTimeOffset now) =>
        (Decision, GuestName, Comment, DecidedAt) = (decision, guestName, comment, now);

    internal static void Map(EntityTypeBuilder<ApprovalLink> link)
    {
        link.ToTable("approval_links", t =>
        {
            t.HasCheckConstraint("ck_approval_links_lifetime", "expires_at > created_at and expires_at <= created_at + interval '30 days'");
            t.HasCheckConstraint("ck_approval_links_decided", "(decision is null) = (decided_at is null) and (decision is null or guest_name is not null)");
            t.HasCheckConstraint("ck_approval_links_reason", "decision <> 'rejected' or comment is not null");
        });
        link.HasKey(l => new { l.TenantId, l.Id });
        link.Property(l => l.Recipient).HasMaxLength(LongestName);
        link.Property(l => l.Note).HasMaxLength(LongestNote);
        link.Property(l => l.GuestName).HasMaxLength(LongestName);
        link.Property(l => l.Comment).HasMaxLength(LongestComment);
        link.HasIndex(l => l.TokenHash).IsUnique();
        link.HasIndex(l => new { l.TenantId, l.PostId });
        link.HasOne<Post>().WithMany().HasForeignKey(l => new { l.TenantId, l.PostId }).OnDelete(DeleteBehavior.Cascade);
    }
}
