using ContentFactory.Domain.Data;
using ContentFactory.Domain.Platforms;
using ContentFactory.Domain.Publishing;
using Npgsql;

namespace ContentFactory.Domain.Analytics;

/// <summary>
/// Writes one reading: the snapshot, the totals of its day, and the sums of channel and tenant, in one transaction. The day is the
/// tenant's. A sum of a day is what its publications gained since their previous row, so a late or corrected reading moves both
/// its own day and the next one.
/// </summary>
internal sealed partial class SnapshotWriter(SystemDb database, Changes changes, TimeProvider clock)
{
    /// <summary>By then the readings of the first day have counted every post of that day.</summary>
    private static readonly TimeSpan CountedFor = TimeSpan.FromDays(1);

    /// <summary>False when the lease was lost meanwhile: nothing was written.</summary>
    public async Task<bool> WriteAsync(DueMetrics due, MetricsOutcome outcome, DateTimeOffset? next, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        if (!await SettleAsync(connection, due, outcome.Kind, next, ct))
            return false;
        if (outcome is { Kind: MetricsKind.Read, Metrics: { } metrics })
            await AddAsync(connection, due, metrics, outcome.Source ?? due.Platform, ct);
        if (due.Now - due.PublishedAt < CountedFor || outcome.Kind is not MetricsKind.Read)
            await CountPostsAsync(connection, due, ct);
        await transaction.CommitAsync(ct);
        changes.Notify(due.TenantId, ChangeTopics.Metrics);
        if (outcome.Kind is MetricsKind.Removed)
            changes.Notify(due.TenantId, ChangeTopics.Publications);
        return true;
    }

    private async Task AddAsync(NpgsqlConnection connection, DueMetrics due, PostMetrics metrics, string source, CancellationToken ct)
    {
        await AddSnapshotAsync(connection, due, metrics, source, ct);
        var day = LocalDay.At(due.Now, due.ZoneId);
        var around = await ReadDaysAsync(connection, due, day, ct);
        if (around.TakenAt < due.Now)
        {
            var before = around.Own ?? around.Previous ?? DayTotals.None;
            var totals = DayTotals.Of(metrics).Over(before);
            var gain = totals.GainSince(before);
            await PutDayAsync(connection, due, day, totals, ct);
            await AddGainAsync(connection, due, day, gain, ct);
            if (around.NextDay is { } following)
                await AddGainAsync(connection, due, following, [.. gain.Select(g => -g)], ct);
        }
        if (metrics.Followers is { } followers)
            await PutFollowersAsync(connection, due, day, followers, ct);
    }
}
