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

    // an open page keeps hundreds of these: a bit for each value that is known takes half of what nullable ones would
    private readonly long[] numbers;
    private readonly int known;

    internal DaySums(IReadOnlyList<long?> values)
    {
        if (values.Count != Columns.Count)
            throw new ArgumentException("One value for each column.", nameof(values));
        numbers = new long[values.Count];
        for (var i = 0; i < values.Count; i++)
            if (values[i] is { } value)
                (numbers[i], known) = (value, known | (1 << i));
    }

    private DaySums(long[] numbers, int known) => (this.numbers, this.known) = (numbers, known);

    /// <summary>No network knows any of them.</summary>
    public bool IsEmpty => known == 0;

    internal long? this[int column] => (known & (1 << column)) == 0 ? null : numbers[column];

    public long? Views => this[0];
    public long? Impressions => this[1];

    /// <summary>People, counted once for each publication; somebody who saw two posts is in it twice.</summary>
    public long? Reach => this[2];

    public long? Likes => this[3];
    public long? Comments => this[4];
    public long? Shares => this[5];
    public long? Saves => this[6];
    public long? Clicks => this[7];

    /// <summary>Impressions of publications that also know engagements; <see cref="RatedReach"/> and <see cref="RatedViews"/> of those that have no impressions.</summary>
    public long? RatedImpressions => this[8];

    public long? RatedReach => this[9];
    public long? RatedViews => this[10];

    /// <summary>Engagements of the publications behind those three.</summary>
    public long? RatedEngagements => this[11];

    /// <summary>Views and clicks of publications that know both.</summary>
    public long? ClickableViews => this[12];

    public long? ViewedClicks => this[13];

    /// <summary>Milliseconds that people watched, and the views behind them.</summary>
    public long? WatchMs => this[14];

    public long? WatchedViews => this[15];

    /// <summary>Thousandths of a view that went to the end, and the views behind them.</summary>
    public long? CompletionMillis => this[16];

    public long? CompletionViews => this[17];

    /// <summary>Likes, comments, shares and saves, as far as networks have them.</summary>
    public long? Engagements => Likes is null && Comments is null && Shares is null && Saves is null ? null : (Likes ?? 0) + (Comments ?? 0) + (Shares ?? 0) + (Saves ?? 0);

    public static DaySums operator +(DaySums left, DaySums right) => Merge(left, right, 1);

    /// <summary>What came on since <paramref name="before"/>. Negative where a network took something back.</summary>
    public DaySums Since(DaySums before) => Merge(this, before, -1);

    public static DaySums Of(IEnumerable<DaySums> many) => many.Aggregate(None, (sum, one) => sum + one);

    private static DaySums Merge(DaySums left, DaySums right, int sign)
    {
        var known = left.known | right.known;
        if (known == 0)
            return None;
        var merged = new long[left.numbers.Length];
        for (var i = 0; i < merged.Length; i++)
            merged[i] = left.numbers[i] + (sign * right.numbers[i]);
        return new(merged, known);
    }
}
