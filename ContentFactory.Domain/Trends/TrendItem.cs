using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ContentFactory.Domain.Trends;

public enum TrendItemState { New, Saved, Hidden }

/// <summary>One idea collected from a source. Its normalised address is unique in the tenant.</summary>
public sealed class TrendItem : ITenantOwned
{
    private TrendItem() { }

    public TrendItem(Guid tenantId, Guid id, Guid sourceId, Guid? topicId, string urlKey, string title, DateTimeOffset now) =>
        (TenantId, Id, ClusterId, SourceId, TopicId, UrlKey, Title, CollectedAt) = (tenantId, id, id, sourceId, topicId, urlKey, title, now);

    public Guid TenantId { get; private set; }
    public Guid Id { get; private set; }
    public Guid SourceId { get; private set; }
    public Guid? TopicId { get; private set; }

    /// <summary>The normalised address, or the source's own item id where there is no address.</summary>
    public string UrlKey { get; private set; } = "";

    public string? Url { get; init; }
    public string Title { get; private set; } = "";
    public string Summary { get; init; } = "";
    public string Text { get; init; } = "";
    public string? ThumbnailUrl { get; init; }
    public string? Language { get; init; }
    public DateTimeOffset? PublishedAt { get; init; }
    public DateTimeOffset CollectedAt { get; private set; }
    public double Score { get; init; }

    /// <summary>Of the source; of the leader of a cluster, the heaviest source's.</summary>
    public double Weight { get; init; } = 1;

    public double Fit { get; init; } = TrendScore.NoKeywords;

    /// <summary>The first item that told this story; its own id where nobody did before. Only leaders are shown in the list.</summary>
    public Guid ClusterId { get; private set; }

    /// <summary>How many sources carry the story; kept at the leader.</summary>
    public int Sources { get; init; } = 1;

    public TrendItemState State { get; private set; }
    public int UsedCount { get; private set; }

    public void Save() => State = TrendItemState.Saved;

    public void Hide() => State = TrendItemState.Hidden;

    public void Show() => State = TrendItemState.New;

    internal static void Map(EntityTypeBuilder<TrendItem> item)
    {
        item.ToTable("trend_items");
        item.HasKey(i => new { i.TenantId, i.Id });
        item.Property(i => i.UrlKey).HasMaxLength(2000);
        item.Property(i => i.Url).HasMaxLength(2000);
        item.Property(i => i.Title).HasMaxLength(500);
        item.Property(i => i.Summary).HasMaxLength(4000);
        item.Property(i => i.ThumbnailUrl).HasMaxLength(2000);
        item.Property(i => i.Language).HasMaxLength(10);
        item.HasIndex(i => new { i.TenantId, i.UrlKey }).IsUnique();
        item.HasIndex(i => new { i.TenantId, i.State, i.Score, i.Id }).HasFilter("cluster_id = id");
        item.HasIndex(i => new { i.TenantId, i.Score, i.Id }).HasFilter("state <> 'hidden' and cluster_id = id");
        item.HasIndex(i => new { i.TenantId, i.Score, i.Id }, "ix_trend_items_carried").IncludeProperties(i => i.Sources).HasFilter("state <> 'hidden' and cluster_id = id and sources > 1");
        item.HasIndex(i => new { i.TenantId, i.TopicId, i.Score, i.Id }).HasFilter("state <> 'hidden' and cluster_id = id");
        item.HasIndex(i => new { i.TenantId, i.ClusterId });
        item.HasIndex(i => new { i.TenantId, i.SourceId, i.ClusterId });
        item.HasIndex(i => new { i.TenantId, i.TopicId });
        item.HasOne<TrendSource>().WithMany().HasForeignKey(i => new { i.TenantId, i.SourceId }).OnDelete(DeleteBehavior.Cascade);
        item.HasOne<Topic>().WithMany().HasForeignKey(i => new { i.TenantId, i.TopicId }).OnDelete(DeleteBehavior.ClientNoAction);
        item.HasOne<Tenant>().WithMany().HasForeignKey(i => i.TenantId).OnDelete(DeleteBehavior.NoAction);
    }
}
