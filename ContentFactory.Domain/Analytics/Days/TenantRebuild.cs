using Npgsql;

namespace ContentFactory.Domain.Analytics.Days;

/// <summary>
/// Makes all days of a tenant anew out of its snapshots, in the days of a zone. Whoever calls holds the tenant's lock. Days whose
/// snapshots are gone stay as they are.
/// </summary>
internal static class TenantRebuild
{
    private const string KeptSince = "select kept_since from day_zones where tenant_id = $1";

    private const string Publications = "select id, channel_id, published_at from publications where tenant_id = $1 and published_at is not null order by id";

    private const string Snapshots = $"""
        select publication_id, taken_at, {DayTotals.Columns} from metric_snapshots
        where tenant_id = $1 and publication_id = any ($2) and taken_at >= $3 order by publication_id, taken_at, id
        """;

    private const string Before = $"""
        select distinct on (publication_id) publication_id, {DayTotals.Columns} from publication_days where tenant_id = $1 and publication_id = any ($2) and day < $3 order by publication_id, day desc
        """;

    /// <summary>Publications whose readings are in memory together: some 70,000 readings.</summary>
    private const int AtOnce = 500;

    // months that are dropped meanwhile would look like readings that never were
    private const string HoldMonths = "lock table metric_snapshots in access share mode";

    /// <summary>Before anything was published anywhere.</summary>
    private static readonly DateOnly Earliest = new(2000, 1, 1);

    private static readonly string[] Clear =
    [
        "delete from publication_days where tenant_id = $1 and day >= $2",
        $"update channel_days set posts = 0, {SumSql.Cleared} where tenant_id = $1 and day >= $2",
        $"update tenant_days set posts = 0, {SumSql.Cleared} where tenant_id = $1 and day >= $2",
    ];

    private static readonly string[] DropEmpty =
    [
        "delete from channel_days where tenant_id = $1 and day >= $2 and posts = 0 and followers_end is null and num_nonnulls(views, likes, comments, shares, saves, clicks, impressions, reach) = 0",
        "delete from tenant_days where tenant_id = $1 and day >= $2 and posts = 0 and num_nonnulls(views, likes, comments, shares, saves, clicks, impressions, reach) = 0",
    ];

    private const string Published = """
        select channel_id, published_at from publications
        where tenant_id = $1 and published_at >= $2 and state in ('published', 'deleted', 'removed_by_platform')
        """;

    private const string NoFollowers = "update channel_days set followers_start = null, followers_end = null where tenant_id = $1 and followers_end is not null";

    private const string Followers = "select channel_id, taken_at from follower_snapshots where tenant_id = $1 order by channel_id, taken_at";

    private const string Stand = "insert into day_zones (tenant_id, zone_id) values ($1, $2) on conflict (tenant_id) do update set zone_id = excluded.zone_id";

    public static async Task RunAsync(NpgsqlConnection connection, Guid tenantId, string zoneId, CancellationToken ct)
    {
        await connection.RunLongAsync(HoldMonths, ct);
        // the day in which the kept ones begin has lost some of its readings
        var first = await KeptSinceAsync(connection, tenantId, ct) is { } kept ? LocalDay.At(kept, zoneId).AddDays(1) : Earliest;
        await SumAsync(connection, tenantId, zoneId, first, ct);
        await CountAsync(connection, tenantId, zoneId, first, ct);
        await FollowAsync(connection, tenantId, zoneId, ct);
        foreach (var sql in DropEmpty)
            await connection.RunAsync(sql, ct, tenantId, first);
        await connection.RunAsync(Stand, ct, tenantId, zoneId);
    }

    private static async Task<DateTimeOffset?> KeptSinceAsync(NpgsqlConnection connection, Guid tenantId, CancellationToken ct)
    {
        await using var command = connection.Statement(KeptSince, tenantId);
        return await command.ExecuteScalarAsync(ct) is DateTime at ? new DateTimeOffset(at, TimeSpan.Zero) : null;
    }

    private static async Task SumAsync(NpgsqlConnection connection, Guid tenantId, string zoneId, DateOnly first, CancellationToken ct)
    {
        foreach (var sql in Clear)
            await connection.RunLongAsync(sql, ct, tenantId, first);
        var gains = new DayGains();
        foreach (var some in (await PublicationsAsync(connection, tenantId, ct)).Chunk(AtOnce))
            await SumAsync(connection, some, tenantId, zoneId, first, gains, ct);
        await gains.WriteAsync(connection, ct);
    }

    private static async Task SumAsync(NpgsqlConnection connection, Counted[] some, Guid tenantId, string zoneId, DateOnly first, DayGains gains, CancellationToken ct)
    {
        var ids = some.Select(p => p.Id).ToArray();
        var before = await BeforeAsync(connection, tenantId, ids, first, ct);
        var readings = await SnapshotsAsync(connection, tenantId, ids, LocalDay.Start(first, zoneId), ct);
        var rows = new List<PublicationDayRow>();
        foreach (var (publication, channel, publishedAt) in some.Where(p => readings.ContainsKey(p.Id)))
        {
            var older = before.GetValueOrDefault(publication, DayTotals.None);
            // what was read in the first hour closes a day that is over and stays as it is
            var within = readings[publication].Where(r => ReadingDay.Of(r.TakenAt, publishedAt, zoneId) >= first);
            var days = DayFold.Of(within, publishedAt, zoneId, older);
            rows.AddRange(days.Select(d => new PublicationDayRow(tenantId, publication, channel, d.Day, d.TakenAt, d.Totals)));
            foreach (var ((day, gain), takenAt) in DayFold.Gains(days.Select(d => (d.Day, d.Totals)), older).Zip(days.Select(d => d.TakenAt)))
                gains.Add(tenantId, channel, day, gain, takenAt);
        }
        foreach (var chunk in rows.Chunk(5_000))
            await DayRows.PutAsync(connection, chunk, ct);
    }

    private static async Task<List<Counted>> PublicationsAsync(NpgsqlConnection connection, Guid tenantId, CancellationToken ct)
    {
        await using var command = connection.Statement(Publications, tenantId);
        await using var rows = await command.ExecuteReaderAsync(ct);
        var found = new List<Counted>();
        while (await rows.ReadAsync(ct))
            found.Add(new(rows.GetGuid(0), rows.GetGuid(1), rows.GetFieldValue<DateTimeOffset>(2)));
        return found;
    }

    private static async Task CountAsync(NpgsqlConnection connection, Guid tenantId, string zoneId, DateOnly first, CancellationToken ct)
    {
        var days = new HashSet<CountedDay>();
        await using (var command = connection.Statement(Published, tenantId, LocalDay.Start(first, zoneId)))
        await using (var rows = await command.ExecuteReaderAsync(ct))
        {
            while (await rows.ReadAsync(ct))
                days.Add(CountedDay.Of(tenantId, rows.GetGuid(0), rows.GetFieldValue<DateTimeOffset>(1), zoneId));
        }
        await DayRows.CountPostsAsync(connection, [.. days], ct);
    }

    private static async Task FollowAsync(NpgsqlConnection connection, Guid tenantId, string zoneId, CancellationToken ct)
    {
        var days = new SortedSet<(Guid Channel, DateOnly Day)>();
        await using (var command = connection.Statement(Followers, tenantId))
        await using (var rows = await command.ExecuteReaderAsync(ct))
        {
            while (await rows.ReadAsync(ct))
                days.Add((rows.GetGuid(0), ReadingDay.Of(rows.GetFieldValue<DateTimeOffset>(1), zoneId)));
        }
        if (days.Count == 0)
            return;
        await connection.RunAsync(NoFollowers, ct, tenantId);
        var bounds = days.Select(d => ReadingDay.Bounds(d.Day, zoneId)).ToList();
        await FollowerDays.PutAsync(connection,
            [.. days.Select(_ => tenantId)], [.. days.Select(d => d.Channel)], [.. days.Select(d => d.Day)], [.. bounds.Select(b => b.Start)], [.. bounds.Select(b => b.End)], ct);
    }

    private static async Task<Dictionary<Guid, DayTotals>> BeforeAsync(NpgsqlConnection connection, Guid tenantId, Guid[] publications, DateOnly first, CancellationToken ct)
    {
        await using var command = connection.Statement(Before, tenantId, publications, first);
        await using var rows = await command.ExecuteReaderAsync(ct);
        var found = new Dictionary<Guid, DayTotals>();
        while (await rows.ReadAsync(ct))
            found[rows.GetGuid(0)] = DayTotals.Read(rows, 1);
        return found;
    }

    private static async Task<Dictionary<Guid, List<(DateTimeOffset TakenAt, DayTotals Totals)>>> SnapshotsAsync(
        NpgsqlConnection connection, Guid tenantId, Guid[] publications, DateTimeOffset since, CancellationToken ct)
    {
        await using var command = connection.Statement(Snapshots, tenantId, publications, since);
        await using var rows = await command.ExecuteReaderAsync(ct);
        var found = new Dictionary<Guid, List<(DateTimeOffset, DayTotals)>>();
        while (await rows.ReadAsync(ct))
        {
            if (!found.TryGetValue(rows.GetGuid(0), out var readings))
                found[rows.GetGuid(0)] = readings = [];
            readings.Add((rows.GetFieldValue<DateTimeOffset>(1), DayTotals.Read(rows, 2)));
        }
        return found;
    }

    private sealed record Counted(Guid Id, Guid ChannelId, DateTimeOffset PublishedAt);
}
