using System.Collections.Concurrent;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace ContentFactory.Domain.Media.Previews;

/// <summary>Files of all tenants whose smaller pictures are to be made, the longest waiting of each tenant at a time.</summary>
public sealed class PreviewQueue(SystemDb system, Tenants tenants, MediaOptions options, TimeProvider clock, ILogger<PreviewQueue> log)
{
    private const short Tries = 3;
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(5);

    private const int RestTimes = 4;
    private static readonly TimeSpan Heavy = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestRest = TimeSpan.FromSeconds(30);

    // what is heavy to draw takes the machine from people's pages: after it its tenant, and nobody else, waits a while on this node
    private readonly ConcurrentDictionary<Guid, DateTimeOffset> resting = new();

    private static readonly TimeSpan StoreAway = TimeSpan.FromMinutes(15);
    private const string Wait = "update media_items set preview_tries = greatest(0, preview_tries - 1), preview_due_at = app_now() + $3 where tenant_id = $1 and id = $2 and preview_due_at is not null";

    // a file that takes its node with it is left alone after some tries
    private const string GiveUp = "update media_items set preview_due_at = null, preview_fault = coalesce(preview_fault, 'Media.PreviewFailed') where preview_due_at <= app_now() and preview_tries >= $1";

    private const string Claim = """
        with heads as (
            select distinct on (tenant_id) tenant_id, id, preview_due_at from media_items
            where preview_due_at <= app_now() and tenant_id in (select id from tenants where status = 'active') and tenant_id <> all ($3)
            order by tenant_id, preview_due_at, id
        ), taken as (
            select m.tenant_id, m.id from media_items m
            join (select * from heads order by preview_due_at limit $1) h on h.tenant_id = m.tenant_id and h.id = m.id
            where m.preview_due_at <= app_now() for update of m skip locked
        )
        update media_items m set preview_tries = m.preview_tries + 1, preview_due_at = app_now() + $2 from taken t where m.tenant_id = t.tenant_id and m.id = t.id
        returning m.tenant_id, m.id
        """;

    /// <summary>One round.</summary>
    /// <returns>How many files this node worked on; another round is worthwhile until none.</returns>
    public async Task<int> MakeAsync(CancellationToken ct)
    {
        var claimed = await ClaimAsync(ct);
        await Parallel.ForEachAsync(claimed, ct, async (file, token) => await MakeAsync(file.TenantId, file.Id, token));
        return claimed.Count;
    }

    /// <summary>How long until a tenant that waits is looked at again; null where none waits.</summary>
    public TimeSpan? UntilNext() => resting.IsEmpty ? null : resting.Values.Min() - clock.GetUtcNow();

    private Guid[] Resting()
    {
        var now = clock.GetUtcNow();
        foreach (var (tenantId, until) in resting)
            if (until <= now)
                resting.TryRemove(tenantId, out _);
        return [.. resting.Keys];
    }

    private async Task MakeAsync(Guid tenantId, Guid mediaId, CancellationToken ct)
    {
        var began = clock.GetTimestamp();
        await DrawAsync(tenantId, mediaId, ct);
        if (clock.GetElapsedTime(began) is var took && took > Heavy)
            resting[tenantId] = clock.GetUtcNow() + TimeSpan.FromTicks(Math.Min(LongestRest.Ticks, took.Ticks * RestTimes));
    }

    private async Task DrawAsync(Guid tenantId, Guid mediaId, CancellationToken ct)
    {
        try
        {
            await tenants.RunAsync(tenantId, Actor.System(tenantId, "previews"), async services =>
            {
                await services.GetRequiredService<PreviewMaker>().MakeAsync(mediaId, ct);
                return true;
            });
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            log.LogWarning("Previews of {Media} wait for the store: {Reason}", mediaId, e.Message);
            await WaitAsync(tenantId, mediaId, ct);
        }
        catch (Exception e) when (e is PostgresException or not (OperationCanceledException or NpgsqlException))
        {
            // one file that meets a bug must not keep the others waiting; its lease runs out by itself
            log.LogError(e, "Previews of {Media} of tenant {Tenant} failed", mediaId, tenantId);
        }
    }

    /// <summary>A store that is away is no fault of the file.</summary>
    private async Task WaitAsync(Guid tenantId, Guid mediaId, CancellationToken ct)
    {
        await using var connection = await system.OpenAsync(ct);
        await using var command = new NpgsqlCommand(Wait, connection)
        {
            Parameters = { new NpgsqlParameter<Guid> { TypedValue = tenantId }, new NpgsqlParameter<Guid> { TypedValue = mediaId }, new NpgsqlParameter<TimeSpan> { TypedValue = StoreAway } },
        };
        await command.ExecuteNonQueryAsync(ct);
    }

    private async Task<List<(Guid TenantId, Guid Id)>> ClaimAsync(CancellationToken ct)
    {
        await using var connection = await system.OpenAsync(ct);
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new NpgsqlBatchCommand(GiveUp) { Parameters = { new NpgsqlParameter<short> { TypedValue = Tries } } },
                new NpgsqlBatchCommand(Claim) { Parameters = { new NpgsqlParameter<int> { TypedValue = options.ToolsAtOnce }, new NpgsqlParameter<TimeSpan> { TypedValue = Lease }, new NpgsqlParameter<Guid[]> { TypedValue = Resting() } } },
            },
        };
        await using var reader = await batch.ExecuteReaderAsync(ct);
        var claimed = new List<(Guid, Guid)>();
        while (await reader.ReadAsync(ct))
            claimed.Add((reader.GetGuid(0), reader.GetGuid(1)));
        return claimed;
    }
}
