using ContentFactory.Domain.Channels;
using ContentFactory.Domain.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ContentFactory.Domain.Analytics.Days;

/// <summary>How many followed a channel at one moment, and who said so. Of a number that stays the same within a day the first and the last reading are kept.</summary>
public sealed class FollowerSnapshot : ITenantOwned
{
    private FollowerSnapshot() { }

    public Guid TenantId { get; private set; }
    public Guid ChannelId { get; private set; }
    public DateTimeOffset TakenAt { get; private set; }
    public int Followers { get; private set; }
    public string Source { get; private set; } = "";

    internal static void Map(EntityTypeBuilder<FollowerSnapshot> snapshot)
    {
        snapshot.ToTable("follower_snapshots");
        snapshot.HasKey(s => new { s.TenantId, s.ChannelId, s.TakenAt });
        snapshot.Property(s => s.Source).HasMaxLength(40);
        snapshot.HasOne<Channel>().WithMany().HasForeignKey(s => new { s.TenantId, s.ChannelId }).OnDelete(DeleteBehavior.Cascade);
    }
}

/// <summary>The zone whose days a tenant's rows stand in; null until they are made anew. Snapshots before <see cref="KeptSince"/> are gone.</summary>
public sealed class DayZone : ITenantOwned
{
    private DayZone() { }

    public Guid TenantId { get; private set; }
    public string? ZoneId { get; private set; }
    public DateTimeOffset? KeptSince { get; private set; }

    internal static void Map(EntityTypeBuilder<DayZone> zone)
    {
        zone.ToTable("day_zones");
        zone.HasKey(z => z.TenantId);
        zone.HasOne<Access.Tenant>().WithMany().HasForeignKey(z => z.TenantId).OnDelete(DeleteBehavior.NoAction);
    }
}
