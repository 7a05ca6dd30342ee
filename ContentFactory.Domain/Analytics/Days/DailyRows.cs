using ContentFactory.Domain.Channels;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.Publishing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ContentFactory.Domain.Analytics.Days;

/// <summary>A publication's totals as they stood at the end of a day in the tenant's zone; kept up by the writer of snapshots.</summary>
public sealed class PublicationDay : ITenantOwned
{
    private PublicationDay() { }

    public Guid TenantId { get; private set; }
    public Guid PublicationId { get; private set; }
    public DateOnly Day { get; private set; }
    public Guid ChannelId { get; private set; }
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
    public DateTimeOffset UpdatedAt { get; private set; }

    internal static void Map(EntityTypeBuilder<PublicationDay> day)
    {
        day.ToTable("publication_days");
        day.HasKey(d => new { d.TenantId, d.PublicationId, d.Day });
        day.HasIndex(d => new { d.TenantId, d.Day });
        day.HasOne<Publication>().WithMany().HasForeignKey(d => new { d.TenantId, d.PublicationId }).OnDelete(DeleteBehavior.Cascade);
    }
}

/// <summary>What a channel gained on a day in the tenant's zone: the <see cref="DaySums"/> of its publications, and its followers.</summary>
public sealed class ChannelDay : ITenantOwned
{
    private ChannelDay() { }

    public Guid TenantId { get; private set; }
    public Guid ChannelId { get; private set; }
    public DateOnly Day { get; private set; }
    public int? FollowersStart { get; private set; }
    public int? FollowersEnd { get; private set; }
    public int Posts { get; private set; }
    public long? Views { get; private set; }
    public long? Likes { get; private set; }
    public long? Comments { get; private set; }
    public long? Shares { get; private set; }
    public long? Saves { get; private set; }
    public long? Clicks { get; private set; }
    public long? Impressions { get; private set; }
    public long? Reach { get; private set; }
    public long? RatedImpressions { get; private set; }
    public long? RatedReach { get; private set; }
    public long? RatedViews { get; private set; }
    public long? RatedEngagements { get; private set; }
    public long? ClickableViews { get; private set; }
    public long? ViewedClicks { get; private set; }
    public long? WatchMs { get; private set; }
    public long? WatchedViews { get; private set; }
    public long? CompletionMillis { get; private set; }
    public long? CompletionViews { get; private set; }

    /// <summary>When a network said the newest of it; null where only posts and followers were counted.</summary>
    public DateTimeOffset? ReadAt { get; private set; }

    public DateTimeOffset UpdatedAt { get; private set; }

    internal static void Map(EntityTypeBuilder<ChannelDay> day)
    {
        day.ToTable("channel_days");
        day.HasKey(d => new { d.TenantId, d.ChannelId, d.Day });
        day.HasIndex(d => new { d.TenantId, d.Day });
        day.HasOne<Channel>().WithMany().HasForeignKey(d => new { d.TenantId, d.ChannelId }).OnDelete(DeleteBehavior.Cascade);
    }
}

/// <summary>The same sums over all channels of the tenant: what the dashboard reads.</summary>
public sealed class TenantDay : ITenantOwned
{
    private TenantDay() { }

    public Guid TenantId { get; private set; }
    public DateOnly Day { get; private set; }
    public int Posts { get; private set; }
    public long? Views { get; private set; }
    public long? Likes { get; private set; }
    public long? Comments { get; private set; }
    public long? Shares { get; private set; }
    public long? Saves { get; private set; }
    public long? Clicks { get; private set; }
    public long? Impressions { get; private set; }
    public long? Reach { get; private set; }
    public long? RatedImpressions { get; private set; }
    public long? RatedReach { get; private set; }
    public long? RatedViews { get; private set; }
    public long? RatedEngagements { get; private set; }
    public long? ClickableViews { get; private set; }
    public long? ViewedClicks { get; private set; }
    public long? WatchMs { get; private set; }
    public long? WatchedViews { get; private set; }
    public long? CompletionMillis { get; private set; }
    public long? CompletionViews { get; private set; }
    public DateTimeOffset UpdatedAt { get; private set; }

    internal static void Map(EntityTypeBuilder<TenantDay> day)
    {
        day.ToTable("tenant_days");
        day.HasKey(d => new { d.TenantId, d.Day });
        day.HasOne<Access.Tenant>().WithMany().HasForeignKey(d => d.TenantId).OnDelete(DeleteBehavior.NoAction);
    }
}
