using ContentFactory.Domain.Platforms;
using Npgsql;

namespace ContentFactory.Domain.Analytics.Days;

/// <summary>The newest row that a publication has.</summary>
internal sealed record KnownDay(DateOnly Day, DateTimeOffset TakenAt, DayTotals Totals);

/// <summary>The statements about a batch of readings; each row names its tenant.</summary>
internal static class ReadingRows
{
    private const string Settle = """
        update publications p set next_metrics_at = k.next, state = case when k.removed then 'removed_by_platform' else p.state end,
                                  updated_at = case when k.removed then app_now() else p.updated_at end
        from unnest($1::uuid[], $2::uuid[], $3::timestamptz[], $4::timestamptz[], $5::bool[]) k (tenant_id, id, lease, next, removed)
        where p.tenant_id = k.tenant_id and p.id = k.id and p.next_metrics_at = k.lease and p.state = 'published'
        returning p.id
        """;

    private const string Snapshots = $"""
        insert into metric_snapshots (tenant_id, id, taken_at, publication_id, channel_id, source, {DayTotals.Columns})
        select * from unnest($1::uuid[], $2::uuid[], $3::timestamptz[], $4::uuid[], $5::uuid[], $6::text[],
                             $7::bigint[], $8::bigint[], $9::bigint[], $10::bigint[], $11::bigint[], $12::bigint[], $13::bigint[], $14::bigint[], $15::float8[], $16::float8[])
        """;

    private const string Newest = $"""
        select k.n, d.day, d.updated_at, {DayTotals.Columns}
        from unnest($1::uuid[], $2::uuid[]) with ordinality k (tenant_id, publication_id, n)
        cross join lateral (
            select * from publication_days x where x.tenant_id = k.tenant_id and x.publication_id = k.publication_id order by x.day desc limit 1) d
        """;

    public static async Task<HashSet<Guid>> SettleAsync(NpgsqlConnection connection, IReadOnlyList<TakenReading> readings, CancellationToken ct)
    {
        await using var command = connection.Statement(Settle,
            readings.Select(r => r.Due.TenantId).ToArray(), readings.Select(r => r.Due.PublicationId).ToArray(), readings.Select(r => r.Due.Lease).ToArray(),
            readings.Select(r => r.Next).ToArray(), readings.Select(r => r.Outcome.Kind is MetricsKind.Removed).ToArray());
        await using var rows = await command.ExecuteReaderAsync(ct);
        var settled = new HashSet<Guid>();
        while (await rows.ReadAsync(ct))
            settled.Add(rows.GetGuid(0));
        return settled;
    }

    public static async Task AddSnapshotsAsync(NpgsqlConnection connection, IReadOnlyList<TakenReading> read, Func<Guid> id, CancellationToken ct)
    {
        if (read.Count == 0)
            return;
        await connection.RunAsync(Snapshots, ct,
        [
            read.Select(r => r.Due.TenantId).ToArray(), read.Select(_ => id()).ToArray(), read.Select(r => r.Due.Now).ToArray(), read.Select(r => r.Due.PublicationId).ToArray(),
            read.Select(r => r.Due.ChannelId).ToArray(), read.Select(SourceOf).ToArray(), .. DayRows.Arrays([.. read.Select(r => DayTotals.Of(r.Outcome.Metrics!))]),
        ]);
    }

    /// <summary>One for each reading, in their order; null where the publication has no day yet.</summary>
    public static async Task<KnownDay?[]> NewestDaysAsync(NpgsqlConnection connection, IReadOnlyList<TakenReading> read, CancellationToken ct)
    {
        var known = new KnownDay?[read.Count];
        if (read.Count == 0)
            return known;
        await using var command = connection.Statement(Newest, read.Select(r => r.Due.TenantId).ToArray(), read.Select(r => r.Due.PublicationId).ToArray());
        await using var rows = await command.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
            known[rows.GetInt64(0) - 1] = new(rows.GetFieldValue<DateOnly>(1), rows.GetFieldValue<DateTimeOffset>(2), DayTotals.Read(rows, 3));
        return known;
    }

    internal static string SourceOf(TakenReading reading)
    {
        var source = reading.Outcome.Source ?? reading.Due.Platform;
        return source.Length <= 40 ? source : source[..40];
    }
}
