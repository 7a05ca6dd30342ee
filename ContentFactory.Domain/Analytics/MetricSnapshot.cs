using ContentFactory.Domain.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ContentFactory.Domain.Analytics;

/// <summary>What a network said of one publication at one moment. Partitioned by month of <see cref="TakenAt"/>; null means the network has no such number.</summary>
public sealed class MetricSnapshot : ITenantOwned
{
    private MetricSnapshot() { }

    public Guid TenantId { get; private set; }
    public Guid Id { get; private set; }
    public Guid PublicationId { get; private set; }
    public Guid ChannelId { get; private set; }
    public DateTimeOffset TakenAt { get; private set; }
    public string Source { get; private set; } = "";
    public long? Views { get; private set; }
    public long? Impressions { get; private set; }
    public long? Reach { get; private set; }
    public long? Likes { get; private set; }
    public long? Comments { get; private set; }
    public long? Shares { get; private set; }
    public long? Saves { get; private set; }
    public long? Clicks { get; private set; }
    public double? AverageWatchSeconds { get; private set; }
    public double? CompletionRate { get; private set; }

    internal static void Map(EntityTypeBuilder<MetricSnapshot> snapshot)
    {
        snapshot.ToTable("metric_snapshots");
        snapshot.HasKey(s => new { s.TenantId, s.Id, s.TakenAt });
        snapshot.Property(s => s.Source).HasMaxLength(40);
        snapshot.HasIndex(s => new { s.TenantId, s.PublicationId, s.TakenAt });
    }
}
