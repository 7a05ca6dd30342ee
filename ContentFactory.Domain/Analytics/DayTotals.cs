using ContentFactory.Domain.Platforms;

namespace ContentFactory.Domain.Analytics;

/// <summary>The counters that daily rows keep. Null means that the network has no such number.</summary>
internal sealed record DayTotals(long? Views = null, long? Impressions = null, long? Reach = null, long? Likes = null, long? Comments = null, long? Shares = null, long? Saves = null, long? Clicks = null)
{
    public static readonly DayTotals None = new();

    public static DayTotals Of(PostMetrics metrics) =>
        new(metrics.Views, metrics.Impressions, metrics.Reach, metrics.Likes, metrics.Comments, metrics.Shares, metrics.Saves, metrics.Clicks);

    /// <summary>What a reading leaves out stays as it was.</summary>
    public DayTotals Over(DayTotals older) => new(
        Views ?? older.Views, Impressions ?? older.Impressions, Reach ?? older.Reach, Likes ?? older.Likes,
        Comments ?? older.Comments, Shares ?? older.Shares, Saves ?? older.Saves, Clicks ?? older.Clicks);

    /// <summary>Views, likes, comments, shares, saves, clicks: what sums of days hold. Negative when a network corrects itself downwards.</summary>
    public long[] GainSince(DayTotals older) =>
        [Gain(Views, older.Views), Gain(Likes, older.Likes), Gain(Comments, older.Comments), Gain(Shares, older.Shares), Gain(Saves, older.Saves), Gain(Clicks, older.Clicks)];

    private static long Gain(long? now, long? before) => (now ?? 0) - (before ?? 0);
}
