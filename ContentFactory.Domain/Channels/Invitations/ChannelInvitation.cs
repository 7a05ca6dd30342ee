using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ContentFactory.Domain.Channels;

/// <summary>A link by which somebody without an account connects the own accounts to a company: some networks, so many accounts of each, for some days.</summary>
public sealed class ChannelInvitation : ITenantOwned
{
    public const int LongestNote = 300;
    public const int MostPerNetwork = 10;

    private ChannelInvitation() { }

    internal ChannelInvitation(Guid tenantId, Guid id, NewChannelInvitation wanted, bool renews, ChannelInvitationToken token, Guid by, bool byAdmin, DateTimeOffset now) =>
        (TenantId, Id, CompanyId, Platforms, PerNetwork, Note, Renews, TokenHash, CreatedBy, ByAdmin, CreatedAt, ExpiresAt) =
            (tenantId, id, wanted.CompanyId, wanted.Platforms.ToArray(), wanted.PerNetwork, wanted.Note, renews, token.Hash(), by, byAdmin, now, now.AddDays(wanted.Days));

    public Guid TenantId { get; private set; }
    public Guid Id { get; private set; }
    public Guid CompanyId { get; private set; }
    public string[] Platforms { get; private set; } = [];

    /// <summary>How many accounts of each network may come by it.</summary>
    public int PerNetwork { get; private set; }

    /// <summary>What the guest reads.</summary>
    public string? Note { get; private set; }

    /// <summary>Who sent it may replace credentials, so a guest may renew the tokens of an account that is connected already.</summary>
    public bool Renews { get; private set; }

    public byte[] TokenHash { get; private set; } = [];
    public Guid CreatedBy { get; private set; }

    /// <summary>An administrator of the installation made it, who has no place in the tenant that could be lost.</summary>
    public bool ByAdmin { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }
    public DateTimeOffset ExpiresAt { get; private set; }
    public DateTimeOffset? RevokedAt { get; private set; }

    public bool IsAliveAt(DateTimeOffset now) => RevokedAt is null && ExpiresAt > now;

    internal void Revoke(DateTimeOffset now) => RevokedAt ??= now;

    internal static void Map(EntityTypeBuilder<ChannelInvitation> invitation)
    {
        invitation.ToTable("channel_invitations", t =>
        {
            t.HasCheckConstraint("ck_channel_invitations_lifetime", "expires_at > created_at and expires_at <= created_at + interval '30 days'");
            t.HasCheckConstraint("ck_channel_invitations_per_network", "per_network between 1 and 10");
            t.HasCheckConstraint("ck_channel_invitations_platforms", "cardinality(platforms) >= 1");
        });
        invitation.HasKey(i => new { i.TenantId, i.Id });
        invitation.Property(i => i.Note).HasMaxLength(LongestNote);
        invitation.HasIndex(i => i.TokenHash).IsUnique();
        invitation.HasIndex(i => new { i.TenantId, i.CompanyId });
        invitation.HasOne<Company>().WithMany().HasForeignKey(i => new { i.TenantId, i.CompanyId }).OnDelete(DeleteBehavior.Cascade);
    }
}

/// <summary>An account that came by a link.</summary>
public sealed class ChannelInvitationUse : ITenantOwned
{
    private ChannelInvitationUse() { }

    internal ChannelInvitationUse(Guid id, Guid invitationId, Channel channel, int number, DateTimeOffset now) =>
        (TenantId, Id, InvitationId, ChannelId, Platform, Number, UsedAt) = (channel.TenantId, id, invitationId, channel.Id, channel.Platform, number, now);

    public Guid TenantId { get; private set; }
    public Guid Id { get; private set; }
    public Guid InvitationId { get; private set; }
    public Guid ChannelId { get; private set; }
    public string Platform { get; private set; } = "";

    /// <summary>From one, among the accounts of its network that came by the same link.</summary>
    public int Number { get; private set; }

    public DateTimeOffset UsedAt { get; private set; }

    internal static void Map(EntityTypeBuilder<ChannelInvitationUse> use)
    {
        use.ToTable("channel_invitation_uses", t => t.HasCheckConstraint("ck_channel_invitation_uses_number", "number >= 1"));
        use.HasKey(u => new { u.TenantId, u.Id });
        use.Property(u => u.Platform).HasMaxLength(20);
        use.HasIndex(u => new { u.TenantId, u.InvitationId, u.Platform, u.Number }).IsUnique().HasDatabaseName("ix_channel_invitation_uses_one_place");
        use.HasIndex(u => new { u.TenantId, u.InvitationId, u.ChannelId }).IsUnique().HasDatabaseName("ix_channel_invitation_uses_one_channel");
        use.HasIndex(u => new { u.TenantId, u.ChannelId });
        use.HasOne<ChannelInvitation>().WithMany().HasForeignKey(u => new { u.TenantId, u.InvitationId }).OnDelete(DeleteBehavior.Cascade).HasConstraintName("fk_channel_invitation_uses_invitation");
        use.HasOne<Channel>().WithMany().HasForeignKey(u => new { u.TenantId, u.ChannelId }).OnDelete(DeleteBehavior.Cascade);
    }
}
