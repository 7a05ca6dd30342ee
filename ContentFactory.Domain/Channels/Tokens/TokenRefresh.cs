using ContentFactory.Domain.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ContentFactory.Domain.Channels;

public enum RefreshState
{
    Renewed,
    Refused,
    /// <summary>Provably without effect.</summary>
    Unavailable,
    /// <summary>No answer, or the node died: the refresh token may be spent.</summary>
    Unknown,
    /// <summary>Meanwhile a person connected the account again: the answer is not needed any more.</summary>
    Superseded,
    /// <summary>The call is committed and may be under way; the lease says until when its node may still be believed alive.</summary>
    Asking,
}

/// <summary>One try to renew a channel's token, written before the call. At most one of a channel is under way. Kept for 90 days, one that is unknown for 400. Only <see cref="TokenLedger"/> writes it.</summary>
public sealed class TokenRefresh : ITenantOwned
{
    private TokenRefresh() { }

    public Guid TenantId { get; private set; }
    public Guid Id { get; private set; }
    public Guid ChannelId { get; private set; }
    public RefreshState State { get; private set; }

    /// <summary>Hash of the refresh token that was sent: tells whether the stored one is another by now, and which are spent.</summary>
    public string Mark { get; private set; } = "";

    public string Node { get; private set; } = "";
    public DateTimeOffset StartedAt { get; private set; }
    public DateTimeOffset? LeaseUntil { get; private set; }
    public DateTimeOffset? EndedAt { get; private set; }
    public DateTimeOffset? ValidUntil { get; private set; }
    public string? Code { get; private set; }

    internal static void Map(EntityTypeBuilder<TokenRefresh> refresh)
    {
        refresh.ToTable("token_refreshes", t => t.HasCheckConstraint("ck_token_refreshes_lease", "(state = 'asking') = (lease_until is not null)"));
        refresh.HasKey(r => new { r.TenantId, r.Id });
        refresh.Property(r => r.Mark).HasMaxLength(64);
        refresh.Property(r => r.Node).HasMaxLength(100);
        refresh.Property(r => r.Code).HasMaxLength(60);
        refresh.HasIndex(r => new { r.TenantId, r.ChannelId }).IsUnique().HasFilter("state = 'asking'");
        refresh.HasIndex(r => new { r.TenantId, r.ChannelId, r.StartedAt });
        refresh.HasOne<Channel>().WithMany().HasForeignKey(r => new { r.TenantId, r.ChannelId }).OnDelete(DeleteBehavior.Cascade);
    }
}
