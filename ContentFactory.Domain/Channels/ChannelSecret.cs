using ContentFactory.Domain.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ContentFactory.Domain.Channels;

/// <summary>One encrypted credential of a channel. The purpose of its cipher names tenant, channel and kind, so a row moved to another channel does not open.</summary>
public sealed class ChannelSecret : ITenantOwned
{
    private ChannelSecret() { }

    public ChannelSecret(Guid tenantId, Guid id, Guid channelId, string kind, byte[] cipher, string masked, DateTimeOffset now) =>
        (TenantId, Id, ChannelId, Kind, Cipher, Masked, ChangedAt) = (tenantId, id, channelId, kind, cipher, masked, now);

    public Guid TenantId { get; private set; }
    public Guid Id { get; private set; }
    public Guid ChannelId { get; private set; }

    /// <summary>As the connector names it, e.g. "bot_token".</summary>
    public string Kind { get; private set; } = "";

    public byte[] Cipher { get; private set; } = [];

    /// <summary>The last four characters behind dots: all that is ever shown.</summary>
    public string Masked { get; private set; } = "";

    public DateTimeOffset ChangedAt { get; private set; }

    public void Replace(byte[] cipher, string masked, DateTimeOffset now) => (Cipher, Masked, ChangedAt) = (cipher, masked, now);

    internal static void Map(EntityTypeBuilder<ChannelSecret> secret)
    {
        secret.ToTable("channel_secrets");
        secret.HasKey(s => new { s.TenantId, s.Id });
        secret.Property(s => s.Kind).HasMaxLength(40);
        secret.Property(s => s.Masked).HasMaxLength(20);
        secret.HasIndex(s => new { s.TenantId, s.ChannelId, s.Kind }).IsUnique();
        secret.HasOne<Channel>().WithMany().HasForeignKey(s => new { s.TenantId, s.ChannelId }).OnDelete(DeleteBehavior.Cascade);
    }
}
