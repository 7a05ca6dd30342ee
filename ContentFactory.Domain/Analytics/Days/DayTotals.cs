using ContentFactory.Domain.Platforms;
using Npgsql;

namespace ContentFactory.Domain.Analytics.Days;

/// <summary>What one publication has come to. Null means that the network has no such number.</summary>
/// <param name="AverageWatchSeconds">Of one view.</param>
/// <param name="CompletionRate">The part of views that went to the end, from 0 to 1.</param>
internal sealed record DayTotals(
    long? Views = null, long? Impressions = null, long? Reach = null, long? Likes = null, long? Comments = null, long? Shares = null, long? Saves = null, long? Clicks = null,
    double? AverageWatchSeconds = null, double? CompletionRate = null)
{
    public static readonly DayTotals None = new();

    /// <summary>Columns of publication_days and metric_snapshots, in the order of <see cref="Read"/>.</summary>
    public const string Columns = "views, impressions, reach, likes, comments, shares, saves, clicks, average_watch_seconds, completion_rate";

    public static DayTotals Of(PostMetrics m) =>
        new(m.Views, m.Impressions, m.Reach, m.Likes, m.Comments, m.Shares, m.Saves, m.Clicks, m.AverageWatchSeconds, m.CompletionRate);

    /// <param name="first">Where <see cref="Columns"/> begin.</param>
    public static DayTotals Read(NpgsqlDataReader row, int first)
    {
        long? Count(int n) => row.IsDBNull(first + n) ? null : row.GetInt64(first + n);
        double? Share(int n) => row.IsDBNull(first + n) ? null : row.GetDouble(first + n);
        return new(Count(0), Count(1), Count(2), Count(3), Count(4), Count(5), Count(6), Count(7), Share(8), Share(9));
    }

    /// <summary>What a reading leaves out stays as it was.</summary>
    public DayTotals Over(DayTotals older) => new(
        Views ?? older.Views, Impressions ?? older.Impressions, Reach ?? older.Reach, Likes ?? older.Likes,
        Comments ?? older.Comments, Shares ?? older.Shares, Saves ?? older.Saves, Clicks ?? older.Clicks,
        AverageWatchSeconds ?? older.AverageWatchSeconds, CompletionRate ?? older.CompletionRate);

    /// <summary>The same as numbers that may be added up: rates become counts, and each rate gets the base that goes with it.</summary>
    public DaySums Sums()
    {
        var engaged = Likes is null && Comments is null && Shares is null && Saves is null ? (long?)null : (Likes ?? 0) + (Comments ?? 0) + (Shares ?? 0) + (Saves ?? 0);
        var rated = engaged is not null && (Impressions ?? Reach ?? Views) is not null;
        return new(
        [
            Views, Impressions, Reach, Likes, Comments, Shares, Saves, Clicks,
            rated ? Impressions : null, rated && Impressions is null ? Reach : null, rated && Impressions is null && Reach is null ? Views : null, rated ? engaged : null,
            Clicks is null ? null : Views, Views is null ? null : Clicks,
            Times(AverageWatchSeconds), AverageWatchSeconds is null ? null : Views, Times(CompletionRate), CompletionRate is null ? null : Views,
        ]);
    }

    private long? Times(double? rate) => rate is { } known && Views is { } views ? (long)Math.Round(known * 1000) * views : null;
}
