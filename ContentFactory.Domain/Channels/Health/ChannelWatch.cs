using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.Platforms;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace ContentFactory.Domain.Channels;

/// <summary>
/// Asks each channel once a day, and soon after a failure, whether it still lets us post. Reads only, so a lost lease means asking again.
/// A channel that needs attention is left to people: a check that is fine proves less than a post that was refused.
/// </summary>
internal sealed class ChannelWatch(DueChecks due, PlatformSet platforms, TokenRefresher refresher, Tenants tenants, Changes changes, ILogger<ChannelWatch> log)
{
    private const int Batch = 50;
    private const int AtOnce = 4;
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(30);

    /// <summary>How long a token must last, longer than a check.</summary>
    private static readonly TimeSpan Call = TimeSpan.FromMinutes(1);

    /// <summary>Checks one batch. Returns how many were claimed.</summary>
    public async Task<int> CheckDueAsync(CancellationToken ct)
    {
        var claimed = await due.ClaimAsync(Batch, Lease, ct);
        await Parallel.ForEachAsync(claimed, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = ct }, async (one, stop) =>
        {
            try
            {
                await CheckAsync(one, stop);
            }
            catch (Exception e) when (e is PostgresException or not (NpgsqlException or OperationCanceledException))
            {
                // one channel that meets a bug must not keep the others waiting; its lease runs out by itself
                log.LogError(e, "Channel {Channel} was not checked", one.ChannelId);
            }
        });
        return claimed.Count;
    }

    /// <summary>Warns of tokens that end.</summary>
    public async Task WarnAsync(CancellationToken ct)
    {
        foreach (var tenantId in await due.WarnAsync(ct))
            changes.Notify(tenantId, ChangeTopics.Notifications);
    }

    /// <summary>A token that is about to end is renewed first: the network's no to it would be no fault of the channel. Where that has to wait, the check does.</summary>
    private async Task CheckAsync(DueCheck one, CancellationToken ct)
    {
        var refreshes = platforms.Find(one.Platform) is { Refreshes: true };
        if (refreshes && (await refresher.FreshAsync(one.TenantId, one.ChannelId, Call, ct)).Stand is not TokenStand.Fresh)
            return;
        await tenants.RunAsync(one.TenantId, Actor.System(one.TenantId, "daily check"), services => services.GetRequiredService<ChannelCare>().CheckNowAsync(one.ChannelId, ct));
    }
}

/// <summary>Watches over the channels of all tenants, which are claimed.</summary>
internal sealed class ChannelWatchLoop(ChannelWatch watch, DueChecks due, Started started, TimeProvider clock, ILogger<ChannelWatchLoop> log)
    : DueLoop(TimeSpan.FromMinutes(5), started, clock, log)
{
    protected override async Task<TimeSpan?> StepAsync(CancellationToken ct)
    {
        while (await watch.CheckDueAsync(ct) > 0)
            continue;
        await watch.WarnAsync(ct);
        return await due.NextDueAsync(ct);
    }
}
