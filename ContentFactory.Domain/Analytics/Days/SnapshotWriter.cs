using ContentFactory.Domain.Data;
using ContentFactory.Domain.Platforms;
using Npgsql;

namespace ContentFactory.Domain.Analytics.Days;

/// <summary>What came of a due reading, and when the next one is.</summary>
internal sealed record TakenReading(DueMetrics Due, MetricsOutcome Outcome, DateTimeOffset? Next);

/// <summary>
/// Writes readings: the snapshots, the totals of their days, and the sums of channels and tenants, all in one transaction. A day is the
/// tenant's. A day's sum is what its publications gained since their row before, so a late or corrected reading moves its own day
/// and those after it. Whoever writes days of a tenant holds that tenant's lock.
/// </summary>
internal sealed class SnapshotWriter(SystemDb database, Changes changes, TimeProvider clock)
{
    /// <summary>By then the readings of the first day have counted every post of that day.</summary>
    private static readonly TimeSpan CountedFor = TimeSpan.FromDays(1);

    /// <summary>False when the lease was lost meanwhile: nothing was written.</summary>
    public async Task<bool> WriteAsync(DueMetrics due, MetricsOutcome outcome, DateTimeOffset? next, CancellationToken ct) =>
        (await WriteAsync([new(due, outcome, next)], ct)).Count == 1;

    /// <summary>The publications whose leases still held; nothing was written for the others.</summary>
    public async Task<IReadOnlySet<Guid>> WriteAsync(IReadOnlyList<TakenReading> readings, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await DayLock.TakeAsync(connection, [.. readings.Select(r => r.Due.TenantId)], ct);
        var kept = await ReadingRows.SettleAsync(connection, readings, ct);
        var zones = await DayZones.ReadAsync(connection, [.. readings.Select(r => r.Due.TenantId)], ct);
        // a tenant may have moved since the claim
        var written = readings.Where(r => kept.Contains(r.Due.PublicationId)).Select(r => r with { Due = r.Due with { ZoneId = zones[r.Due.TenantId].Now } }).ToList();
        var known = await AddAsync(connection, written, zones, ct);
        await CountPostsAsync(connection, [.. written.Where(r => !known.Contains(r.Due.PublicationId) || r.Due.Now - r.Due.PublishedAt < CountedFor || r.Outcome.Kind is not MetricsKind.Read)], ct);
        await transaction.CommitAsync(ct);
        Tell(written);
        return kept;
    }

    /// <summary>Publications that had days before.</summary>
    private async Task<HashSet<Guid>> AddAsync(NpgsqlConnection connection, IReadOnlyList<TakenReading> written, IReadOnlyDictionary<Guid, TenantZones> zones, CancellationToken ct)
    {
        var read = written.Where(r => r.Outcome is { Kind: MetricsKind.Read, Metrics: not null }).ToList();
        await ReadingRows.AddSnapshotsAsync(connection, read, () => Ids.New(clock), ct);
        await FollowerDays.AddAsync(connection, [.. written.Where(r => r.Outcome.Metrics?.Followers is not null).Select(FollowerReading.Of)], ct);
        var moved = await DayZones.BeginAsync(connection, zones, [.. written.Select(r => r.Due.TenantId)], ct);
        // in the days of another zone: a rebuild of all of them would keep this batch, and the other tenants in it, waiting
        return await AddDaysAsync(connection, [.. read.Where(r => !moved.Contains(r.Due.TenantId))], ct);
    }

    private static async Task<HashSet<Guid>> AddDaysAsync(NpgsqlConnection connection, IReadOnlyList<TakenReading> read, CancellationToken ct)
    {
        var (gains, rows) = (new DayGains(), new List<PublicationDayRow>());
        var newest = await ReadingRows.NewestDaysAsync(connection, read, ct);
        foreach (var ((due, outcome, _), known) in read.Zip(newest))
        {
            var day = ReadingDay.Of(due.Now, due.PublishedAt, due.ZoneId);
            if (known is not null && (known.Day > day || known.TakenAt >= due.Now))
            {
                await PublicationRebuild.RunAsync(connection, due, gains, ct);
                continue;
            }
            var before = known?.Totals ?? DayTotals.None;
            var totals = DayTotals.Of(outcome.Metrics!).Over(before);
            rows.Add(new(due.TenantId, due.PublicationId, due.ChannelId, day, due.Now, totals));
            gains.Add(due.TenantId, due.ChannelId, day, totals.Sums().Since(before.Sums()), due.Now);
        }
        await DayRows.PutAsync(connection, rows, ct);
        await gains.WriteAsync(connection, ct);
        return [.. read.Zip(newest).Where(r => r.Second is not null).Select(r => r.First.Due.PublicationId)];
    }

    private static Task CountPostsAsync(NpgsqlConnection connection, IReadOnlyList<TakenReading> written, CancellationToken ct) =>
        DayRows.CountPostsAsync(connection, [.. written.Select(r => CountedDay.Of(r.Due.TenantId, r.Due.ChannelId, r.Due.PublishedAt, r.Due.ZoneId)).Distinct()], ct);

    private void Tell(IReadOnlyList<TakenReading> written)
    {
        foreach (var tenant in written.GroupBy(r => r.Due.TenantId))
        {
            changes.Notify(tenant.Key, ChangeTopics.Metrics);
            if (tenant.Any(r => r.Outcome.Kind is MetricsKind.Removed))
                changes.Notify(tenant.Key, ChangeTopics.Publications);
        }
    }
}
