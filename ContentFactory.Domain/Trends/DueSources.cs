using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace ContentFactory.Domain.Trends;

/// <summary>Finds the sources of all tenants whose time has come and has each collected in its own tenant.</summary>
public sealed class DueSources(SystemDb system, Tenants tenants, ILogger<DueSources> log)
{
    private const int Batch = 20;
    private const int AtOnce = 4;
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    // a source that takes its node with it must not take the next one at once
    private static readonly TimeSpan AfterDeath = TimeSpan.FromMinutes(15);

    // One source per host, and none of a host that somebody is calling. Two nodes choose the same row for a host, and only one gets it.
    private const string Claim = """
        with open_ as materialized (
            select tenant_id, id, next_check_at, lease_until, coalesce(substring(address from '^[a-z]+://([^/?#]+)'), address) as host
            from trend_sources where state <> 'paused' and kind in ('feed', 'web_page', 'reddit', 'youtube_search', 'telegram_channel', 'google_trends', 'event') and (next_check_at <= app_now() or lease_until > app_now())
              and tenant_id in (select id from tenants where status = 'active')
        ), first_ as (
            select distinct on (host) tenant_id, id, next_check_at from open_ o
            where next_check_at <= app_now() and not exists (select 1 from open_ b where b.host = o.host and b.lease_until > app_now())
            order by host, next_check_at, id
        ), taken as (
            select s.tenant_id, s.id from trend_sources s
            join (select * from first_ order by next_check_at limit $1) f on f.tenant_id = s.tenant_id and f.id = s.id
            where s.next_check_at <= app_now() and (s.lease_until is null or s.lease_until <= app_now())
            for update of s skip locked
        )
        update trend_sources s set lease_until = app_now() + $2, next_check_at = app_now() + $3 from taken t where s.tenant_id = t.tenant_id and s.id = t.id
        returning s.tenant_id, s.id
        """;

    /// <summary>One round.</summary>
    /// <returns>How many sources this node collected; another round is worthwhile until none.</returns>
    public async Task<int> CollectAsync(CancellationToken ct)
    {
        var claimed = await ClaimAsync(ct);
        await Parallel.ForEachAsync(claimed, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = ct },
            (source, token) => CollectAsync(source.TenantId, source.Id, token));
        return claimed.Count;
    }

    private async ValueTask CollectAsync(Guid tenantId, Guid sourceId, CancellationToken ct)
    {
        try
        {
            await tenants.RunAsync(tenantId, Actor.System(tenantId, "trends"), services => services.GetRequiredService<TrendCollector>().CollectAsync(sourceId, ct));
        }
        catch (Exception e) when (e is PostgresException or not (OperationCanceledException or NpgsqlException))
        {
            // one source that meets a bug must not keep the others waiting; its lease runs out by itself
            log.LogError(e, "Collecting source {Source} of tenant {Tenant} failed", sourceId, tenantId);
        }
    }

    private async Task<List<(Guid TenantId, Guid Id)>> ClaimAsync(CancellationToken ct)
    {
        await using var connection = await system.OpenAsync(ct);
        await using var command = new NpgsqlCommand(Claim, connection);
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = Batch });
        command.Parameters.Add(new NpgsqlParameter<TimeSpan> { TypedValue = Lease });
        command.Parameters.Add(new NpgsqlParameter<TimeSpan> { TypedValue = AfterDeath });
        await using var reader = await command.ExecuteReaderAsync(ct);
        var claimed = new List<(Guid, Guid)>();
        while (await reader.ReadAsync(ct))
            claimed.Add((reader.GetGuid(0), reader.GetGuid(1)));
        return claimed;
    }
}
