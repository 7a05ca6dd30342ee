using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ContentFactory.Domain.Channels;

/// <summary>
/// A person's way out to a network and back, to connect an account: good once, for one session of one tenant, and for a short time. Of a guest
/// the person is the one who invited, and the session is what the guest's browser keeps.
/// </summary>
public sealed class ChannelSignIn : ITenantOwned
{
    /// <summary>From leaving to the return, and again from there to the choice.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    private ChannelSignIn() { }

    public ChannelSignIn(Guid tenantId, Guid id, Guid personId, Guid sessionId, Guid companyId, string way, string appId, bool sandbox, byte[] stateHash, byte[] verifier, DateTimeOffset now, Guid? invitationId = null) =>
        (TenantId, Id, PersonId, SessionId, CompanyId, Way, AppId, Sandbox, StateHash, Verifier, CreatedAt, ExpiresAt, InvitationId) =
            (tenantId, id, personId, sessionId, companyId, way, appId, sandbox, stateHash, verifier, now, now + Patience, invitationId);

    public Guid TenantId { get; private set; }
    public Guid Id { get; private set; }
    public Guid PersonId { get; private set; }
    public Guid SessionId { get; private set; }

    /// <summary>Whose link the guest came by; null for members.</summary>
    public Guid? InvitationId { get; private set; }

    public Guid CompanyId { get; private set; }
    public string Way { get; private set; } = "";
    public string AppId { get; private set; } = "";
    public bool Sandbox { get; private set; }
    public byte[] StateHash { get; private set; } = [];

    /// <summary>Of PKCE; sealed.</summary>
    public byte[] Verifier { get; private set; } = [];

    public DateTimeOffset CreatedAt { get; private set; }
    public DateTimeOffset ExpiresAt { get; private set; }

    /// <summary>Set with the first return; a second one with the same state finds nothing.</summary>
    public DateTimeOffset? ReturnedAt { get; private set; }

    /// <summary>The accounts with their tokens; sealed, and gone with the row: several of them may be chosen.</summary>
    public byte[]? Offer { get; private set; }

    public void Return(byte[] offer, DateTimeOffset now) => (Offer, ExpiresAt) = (offer, now + Patience);

    internal static void Map(EntityTypeBuilder<ChannelSignIn> signIn)
    {
        signIn.ToTable("channel_sign_ins");
        signIn.HasKey(s => new { s.TenantId, s.Id });
        signIn.Property(s => s.Way).HasMaxLength(40);
        signIn.Property(s => s.AppId).HasMaxLength(100);
        signIn.HasIndex(s => new { s.TenantId, s.StateHash }).IsUnique();
        signIn.HasIndex(s => s.ExpiresAt);
        signIn.HasOne<Company>().WithMany().HasForeignKey(s => new { s.TenantId, s.CompanyId }).OnDelete(DeleteBehavior.Cascade);
        signIn.HasIndex(s => new { s.TenantId, s.InvitationId });
        signIn.HasOne<ChannelInvitation>().WithMany().HasForeignKey(s => new { s.TenantId, s.InvitationId }).OnDelete(DeleteBehavior.Cascade);
    }
}
