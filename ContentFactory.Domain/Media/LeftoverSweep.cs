using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace ContentFactory.Domain.Media;

/// <summary>Ends the removals that a node did not end itself, and removes parts of uploads that nobody goes on with.</summary>
public sealed class LeftoverSweep(SystemDb system, Tenants tenants, MediaFiles files, TimeProvider clock)
{
    // one whose store is slow waits by itself
    private const int AtOnce = 4;
    // an upload ends after a day
    private static readonly TimeSpan OldestPart = TimeSpan.FromDays(2);
    private const string Waiting = "select distinct tenant_id from media_leftovers where due_at < app_now() - interval '1 minute'";

    public async Task SweepAsync(CancellationToken ct)
    {
        files.DropParts(clock.GetUtcNow() - OldestPart);
        await Parallel.ForEachAsync(await TenantsAsync(ct), new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = ct }, async (tenantId, token) =>
            await tenants.RunAsync(tenantId, Actor.System(tenantId, "removed files"), services => services.GetRequiredService<MediaLeftovers>().DropAsync(token)));
    }

    private async Task<List<Guid>> TenantsAsync(CancellationToken ct)
    {
        await using var connection = await system.OpenAsync(ct);
        await using var command = new NpgsqlCommand(Waiting, connection);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var waiting = new List<Guid>();
        while (await reader.ReadAsync(ct))
            waiting.Add(reader.GetGuid(0));
        return waiting;
    }
}
