using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace ContentFactory.Domain.Publishing;

/// <summary>Looks at planned publications a day and an hour ahead, each in its own tenant.</summary>
internal sealed class Preflight(PreflightQueue queue, Tenants tenants, ILogger<Preflight> log)
{
    private const int Batch = 50;
    private const int AtOnce = 2;
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(10);

    /// <summary>Looks at one batch. Returns how many were claimed.</summary>
    public async Task<int> CheckDueAsync(CancellationToken ct)
    {
        var claimed = await queue.ClaimAsync(Batch, Lease, ct);
        await Parallel.ForEachAsync(claimed, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = ct }, async (one, stop) =>
        {
            try
            {
                await tenants.RunAsync(one.TenantId, Actor.System(one.TenantId, "pre-flight"), services => services.GetRequiredService<Inspection>().InspectAsync(one.Id, stop));
            }
            catch (Exception e) when (e is PostgresException or not (NpgsqlException or OperationCanceledException))
            {
                // one publication that meets a bug must not keep the others waiting; its lease runs out by itself
                log.LogError(e, "Publication {Publication} was not looked at ahead of its time", one.Id);
            }
        });
        return claimed.Count;
    }
}

/// <summary>Publications are claimed.</summary>
internal sealed class PreflightLoop(Preflight preflight, PreflightQueue queue, Started started, TimeProvider clock, ILogger<PreflightLoop> log) : DueLoop(Idle, started, clock, log)
{
    private static readonly TimeSpan Idle = TimeSpan.FromMinutes(1);

    // a plan of ten thousand posts is looked at in a quarter of an hour, and publishing does not feel it
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    protected override async Task<TimeSpan?> StepAsync(CancellationToken ct) => await preflight.CheckDueAsync(ct) > 0 ? Pause : await queue.NextDueAsync(Idle, ct);
}
