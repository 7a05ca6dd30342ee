using System.Text.Json.Serialization;

namespace ContentFactory.Domain.Analytics.Days;

/// <summary>
/// Numbers that may be added up over publications and over days. Null is "no network of these has such a number"; a sum of nulls is
/// null. The columns of channel_days and tenant_days carry the same names.
/// </summary>
[JsonConverter(typeof(DaySumsJson))]
public sealed class DaySums
{
    /// <summary>Names of the columns, in the order of the values.</summary>
    public static readonly IReadOnlyList<string> Columns =
    [
        "views", "impressions", "reach", "likes", "comments", "shares", "saves", "clicks",
        "rated_impressions", "rated_reach", "rated_views", "rated_engagements",
        "clickable_views", "viewed_clicks", "watch_ms", "watched_views", "completion_millis", "completion_views",
    ];

    public static readonly DaySums None = new(new long?[Columns.Count]);

    private readonly long?[] values;

    internal DaySums(long?[] values) => this.values = values.Length == Columns.Count ? values : throw new ArgumentException("One value for each column.", nameof(values));

    public long? Views => values[0];
    public long? Impressions => values[1];

    /// <summary>People, counted once for each publication; somebody who saw two posts is in it twice.</summary>
    public long? Reach => values[2];

    public long? Likes => values[3];
    public long? Comments => values[4];
    public long? Shares => values[5];
    public long? Saves => values[6];
    public long? Clicks => values[7];

    /// <summary>Impressions of publications that also know engagements; <see cref="RatedReach"/> and <see cref="RatedViews"/> of those that have no impressions.</summary>
    public long? RatedImpressions => values[8];

    public long? RatedReach => values[9];
    public long? RatedViews => values[10];

    /// <summary>Engagements of the publications behind those three.</summary>
    public long? RatedEngagements => values[11];

    /// <summary>Views and clicks of publications that know both.</summary>
    public long? ClickableViews => values[12];

    public long? ViewedClicks => values[13];

    /// <summary>Milliseconds that people watched, and the views behind them.</summary>
    public long? WatchMs => values[14];

    public long? WatchedViews => values[15];

    /// <summary>Thousandths of a view that went to the end, and the views behind them.</summary>
    public long? CompletionMillis => values[16];

    public long? CompletionViews => values[17];

    /// <summary>Likes, comments, shares and saves, as far as networks have them.</summary>
    public long? Engagements => Likes is null && Comments is null && Shares is null && Saves is null ? null : (Likes ?? 0) + (Comments ?? 0) + (Shares ?? 0) + (Saves ?? 0);

    internal IReadOnlyList<long?> Values => values;

    public static DaySums operator +(DaySums left, DaySums right) => Merge(left, right, 1);

    /// <summary>What came on since <paramref name="before"/>. Negative where a network took something back.</summary>
    public DaySums Since(DaySums before) => Merge(this, before, -1);

    public static DaySums Of(IEnumerable<DaySums> many) => many.Aggregate(None, (sum, one) => sum + one);

    private static DaySums Merge(DaySums left, DaySums right, int sign)
    {
        var merged = new long?[left.values.Length];
        for (var i = 0; i < merged.Length; i++)
            merged[i] = left.values[i] is null && right.values[i] is null ? null : (left.values[i] ?? 0) + (sign * (right.values[i] ?? 0));
        return new(merged);
    }
}
