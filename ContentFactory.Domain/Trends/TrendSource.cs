using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ContentFactory.Domain.Trends;

public enum SourceKind { Feed, WebPage, Reddit, YoutubeSearch, TelegramChannel, GoogleTrends, Tiktok, Manual, Event }

public enum SourceState { Active, Paused, Failing }

/// <summary>Where ideas come from. Due sources are claimed like every due row: by <see cref="NextCheckAt"/> and a lease.</summary>
public sealed class TrendSource : ITenantOwned
{
    /// <summary>Kinds that have an address to fetch; the rest comes by hand.</summary>
    public static readonly SourceKind[] Fetched = [SourceKind.Feed, SourceKind.WebPage, SourceKind.Reddit, SourceKind.YoutubeSearch, SourceKind.TelegramChannel, SourceKind.GoogleTrends];

    /// <summary>A project of Google's may search 100 times a day (https://developers.google.com/youtube/v3/determine_quota_cost), for all tenants.</summary>
    public const int LeastSearchMinutes = 360;

    private TrendSource() { }

    public TrendSource(Guid tenantId, Guid id, SourceKind kind, string name, string address, Guid? topicId, DateTimeOffset now) =>
        (TenantId, Id, Kind, Name, Address, TopicId, CreatedAt, NextCheckAt) = (tenantId, id, kind, name, address, topicId, now, now);

    public Guid TenantId { get; private set; }
    public Guid Id { get; private set; }
    public Guid? TopicId { get; private set; }
    public SourceKind Kind { get; private set; }
    public string Name { get; private set; } = "";
    public string Address { get; private set; } = "";
    public int IntervalMinutes { get; private set; } = 60;
    public double Weight { get; private set; } = 1;
    public SourceState State { get; private set; }
    public string? ETag { get; private set; }
    public DateTimeOffset? LastModified { get; private set; }
    public DateTimeOffset? LastCheckedAt { get; private set; }
    public DateTimeOffset NextCheckAt { get; private set; }
    public DateTimeOffset? LeaseUntil { get; private set; }
    public int FailCount { get; private set; }

    /// <summary>Text key of the last failure ("Outgoing.TooLarge"), read in the viewer's language.</summary>
    public string? LastError { get; private set; }

    public string[] LastErrorArgs { get; private set; } = [];

    /// <summary>Of the first failure since it could be read.</summary>
    public DateTimeOffset? FailingSince { get; private set; }

    /// <summary>When it last brought something new.</summary>
    public DateTimeOffset? LastNewAt { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>Searches of YouTube come no more often than <see cref="LeastSearchMinutes"/>, whatever was chosen.</summary>
    public void Rename(string name, int intervalMinutes, Guid? topicId) =>
        (Name, IntervalMinutes, TopicId) = (name, Kind is SourceKind.YoutubeSearch ? Math.Max(intervalMinutes, LeastSearchMinutes) : intervalMinutes, topicId);

    public void Pause() => State = SourceState.Paused;

    public void Resume(DateTimeOffset now) => (State, NextCheckAt, FailCount) = (SourceState.Active, now, 0);

    /// <summary>How much its ideas count: 1 is usual.</summary>
    public void Weigh(double weight) => Weight = weight;

    /// <param name="broughtNew">Something that the tenant did not know.</param>
    public void Checked(string? etag, DateTimeOffset? lastModified, DateTimeOffset now, bool broughtNew)
    {
        (State, ETag, LastModified, LastCheckedAt) = (SourceState.Active, etag, lastModified, now);
        (FailCount, LastError, LastErrorArgs, FailingSince, LeaseUntil) = (0, null, [], null, null);
        LastNewAt = broughtNew ? now : LastNewAt;
        NextCheckAt = now.AddMinutes(IntervalMinutes);
    }

    /// <summary>For one that knows when it will have something.</summary>
    public void WaitUntil(DateTimeOffset at) => NextCheckAt = at;

    /// <summary>Backs off: each failure doubles the pause, up to a day, and never comes before the server's own wish.</summary>
    public void Fail(Problem problem, TimeSpan? retryAfter, DateTimeOffset now)
    {
        FailCount++;
        FailingSince ??= now;
        (State, LastCheckedAt, LeaseUntil, LastError) = (SourceState.Failing, now, null, problem.TextKey);
        LastErrorArgs = [.. problem.Args.Select(a => Convert.ToString(a, System.Globalization.CultureInfo.InvariantCulture) ?? "")];
        var pause = TimeSpan.FromMinutes(Math.Min(24 * 60, IntervalMinutes * Math.Pow(2, Math.Min(FailCount - 1, 10))));
        NextCheckAt = now + (retryAfter > pause ? retryAfter.Value : pause);
    }

    internal static void Map(EntityTypeBuilder<TrendSource> source)
    {
        source.ToTable("trend_sources", t => t.HasCheckConstraint("ck_trend_sources_interval_minutes", "interval_minutes between 5 and 43200"));
        source.HasKey(s => new { s.TenantId, s.Id });
        source.Property(s => s.Name).HasMaxLength(300);
        source.Property(s => s.Address).HasMaxLength(2000);
        source.Property(s => s.ETag).HasColumnName("etag").HasMaxLength(300);
        source.Property(s => s.LastError).HasMaxLength(100);
        source.HasIndex(s => new { s.TenantId, s.Address }).IsUnique();
        source.HasIndex(s => new { s.TenantId, s.TopicId });
        source.HasIndex(s => s.NextCheckAt).HasFilter("state <> 'paused'");
        source.HasOne<Topic>().WithMany().HasForeignKey(s => new { s.TenantId, s.TopicId }).OnDelete(DeleteBehavior.ClientNoAction);
        source.HasOne<Tenant>().WithMany().HasForeignKey(s => s.TenantId).OnDelete(DeleteBehavior.NoAction);
        source.Property<uint>("xmin").IsRowVersion();
    }
}
