using Npgsql;

namespace ContentFactory.Domain.Analytics.Days;

/// <summary>
/// Makes the days of one publication anew out of its snapshots, after a reading that came later than a newer one. The sums of channel and
/// tenant get the differences.
/// </summary>
internal static class PublicationRebuild
{
    private const string Days = $"select day, {DayTotals.Columns} from publication_days where tenant_id = $1 and publication_id = $2 order by day";

    private const string Snapshots = $"select taken_at, {DayTotals.Columns} from metric_snapshots where tenant_id = $1 and publication_id = $2 order by taken_at, id";

    public static async Task RunAsync(NpgsqlConnection connection, DueMetrics due, DayGains gains, CancellationToken ct)
    {
        var stood = await ReadAsync<DateOnly>(connection, Days, due, ct);
        var readings = await ReadAsync<DateTimeOffset>(connection, Snapshots, due, ct);
        // days older than the oldest snapshot that is kept stay as they are
        var first = readings.Count == 0 ? DateOnly.MaxValue : ReadingDay.Of(readings[0].At, due.PublishedAt, due.ZoneId);
        var before = stood.LastOrDefault(d => d.At < first).Totals ?? DayTotals.None;
        var days = DayFold.Of(readings.Select(r => (r.At, r.Totals)), due.PublishedAt, due.ZoneId, before);
        foreach (var (day, gain) in DayFold.Gains(stood.Where(d => d.At >= first).Select(d => (d.At, d.Totals)), before))
            gains.Add(due.TenantId, due.ChannelId, day, DaySums.None.Since(gain), due.Now);
        foreach (var (day, gain) in DayFold.Gains(days.Select(d => (d.Day, d.Totals)), before))
            gains.Add(due.TenantId, due.ChannelId, day, gain, due.Now);
        await DayRows.PutAsync(connection, [.. days.Select(d => new PublicationDayRow(due.TenantId, due.PublicationId, due.ChannelId, d.Day, d.TakenAt, d.Totals))], ct);
    }

    private static async Task<List<(T At, DayTotals Totals)>> ReadAsync<T>(NpgsqlConnection connection, string sql, DueMetrics due, CancellationToken ct)
    {
        await using var command = connection.Statement(sql, due.TenantId, due.PublicationId);
        await using var rows = await command.ExecuteReaderAsync(ct);
        var found = new List<(T, DayTotals)>();
        while (await rows.ReadAsync(ct))
            found.Add((rows.GetFieldValue<T>(0), DayTotals.Read(rows, 1)));
        return found;
    }
}
