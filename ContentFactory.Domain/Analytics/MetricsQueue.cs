using ContentFactory.Domain.Channels;
using ContentFactory.Domain.Data;
using Microsoft.Extensions.Options;
using Npgsql;

namespace ContentFactory.Domain.Analytics;

/// <summary>A publication whose numbers are due. <paramref name="Lease"/> is the time to which the claim pushed it: whoever writes must still find it there.</summary>
internal sealed record DueMetrics(
    Guid TenantId, Guid PublicationId, Guid ChannelId, string ExternalId, DateTimeOffset PublishedAt, DateTimeOffset Lease, DateTimeOffset Now, string ZoneId,
    string Platform, string AccountId, string? Handle, bool Sandbox, IReadOnlyList<SealedSecret> Secrets, string? AppKey = null);

/// <summary>Claims publications of all tenants whose numbers are due.</summary>
internal sealed class MetricsQueue(SystemDb database, IOptions<AnalyticsOptions> options)
{
    // pushing the due time ahead is the lease: a row whose node died comes back by itself
    private const string Claim = """
        with due as (
            select p.tenant_id, p.id from publications p
            where p.next_metrics_at <= app_now() and p.state = 'published' and p.external_id is not null
              and p.tenant_id in (select id from tenants where status = 'active')
            order by p.next_metrics_at limit $1 for update skip locked),
        l as (
            update publications p set next_metrics_at = app_now() + $2
            from due where p.tenant_id = due.tenant_id and p.id = due.id
            returning p.tenant_id, p.id, p.channel_id, p.external_id, p.published_at, p.next_metrics_at)
        select l.tenant_id, l.id, l.channel_id, l.external_id, l.published_at, l.next_metrics_at, app_now(), t.zone_id, c.platform, c.account_id, c.handle, c.sandbox, c.app_key,
               array(select s.kind from channel_secrets s where s.tenant_id = l.tenant_id and s.channel_id = l.channel_id order by s.kind),
               array(select s.cipher from channel_secrets s where s.tenant_id = l.tenant_id and s.channel_id = l.channel_id order by s.kind)
        from l
        join channels c on c.tenant_id = l.tenant_id and c.id = l.channel_id
        join tenants t on t.id = l.tenant_id
        """;

    private const string Next = "select greatest(next_metrics_at - app_now(), interval '1 second') from publications where next_metrics_at is not null and tenant_id in (select id from tenants where status = 'active') order by next_metrics_at limit 1";

    public async Task<IReadOnlyList<DueMetrics>> ClaimAsync(CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await using var command = new NpgsqlCommand(Claim, connection)
        {
            Parameters = { new NpgsqlParameter<int> { TypedValue = options.Value.BatchSize }, new NpgsqlParameter<TimeSpan> { TypedValue = TimeSpan.FromMinutes(options.Value.LeaseMinutes) } },
        };
        await using var rows = await command.ExecuteReaderAsync(ct);
        var claimed = new List<DueMetrics>();
        while (await rows.ReadAsync(ct))
            claimed.Add(Read(rows));
        return claimed;
    }

    /// <summary>How long until the next numbers are due; null when none are planned.</summary>
    public async Task<TimeSpan?> NextDueAsync(CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await using var command = new NpgsqlCommand(Next, connection);
        return await command.ExecuteScalarAsync(ct) as TimeSpan?;
    }

    private static DueMetrics Read(NpgsqlDataReader row) => new(
        row.GetGuid(0), row.GetGuid(1), row.GetGuid(2), row.GetString(3), row.GetFieldValue<DateTimeOffset>(4), row.GetFieldValue<DateTimeOffset>(5),
        row.GetFieldValue<DateTimeOffset>(6), row.GetString(7), row.GetString(8), row.GetString(9), row.IsDBNull(10) ? null : row.GetString(10), row.GetBoolean(11),
        [.. row.GetFieldValue<string[]>(13).Zip(row.GetFieldValue<byte[][]>(14), (kind, cipher) => new SealedSecret(kind, cipher))], row.IsDBNull(12) ? null : row.GetString(12));
}
