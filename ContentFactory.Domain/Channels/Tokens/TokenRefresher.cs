using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.Platforms;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace ContentFactory.Domain.Channels;

/// <summary>
/// Renews access tokens: one call of one node at a time for a channel. A call whose answer was lost is not repeated with the same refresh
/// token unless the network allows it; the account is checked instead, and where it does not answer a person has to connect it again.
/// </summary>
internal sealed class TokenRefresher(DueTokens due, PlatformSet platforms, Tenants tenants, IOptions<TokenOptions> options, TimeProvider clock, ILogger<TokenRefresher> log)
{
    private const int StoreTries = 30;
    private static readonly TimeSpan StorePause = TimeSpan.FromSeconds(2);

    private readonly IPlatform[] refreshing = [.. platforms.All.Where(p => p.Refreshes)];

    /// <summary>An account whose token lasts for <paramref name="need"/>, renewed now if it must be; or why there is none.</summary>
    public Task<TokenStep> FreshAsync(Guid tenantId, Guid channelId, TimeSpan need, CancellationToken ct) =>
        FreshAsync(tenantId, ledger => ledger.BeginAsync(channelId, need, ct));

    /// <summary>Renews what ends soon. Returns how many were looked at.</summary>
    public async Task<int> RefreshDueAsync(CancellationToken ct)
    {
        if (refreshing.Length == 0)
            return 0;
        var ending = await due.ReadAsync(refreshing, ct);
        await Parallel.ForEachAsync(ending, new ParallelOptions { MaxDegreeOfParallelism = options.Value.CallsAtOnce, CancellationToken = ct }, async (one, stop) =>
        {
            try
            {
                await FreshAsync(one.TenantId, ledger => ledger.BeginAsync(one.ChannelId, one.Lead, stop, one.Ends));
            }
            catch (Exception e) when (e is PostgresException or not (NpgsqlException or OperationCanceledException))
            {
                // one channel that meets a bug must not keep the others waiting
                log.LogError(e, "The token of channel {Channel} was not renewed", one.ChannelId);
            }
        });
        return ending.Count;
    }

    public async Task<TimeSpan?> NextDueAsync(CancellationToken ct) => refreshing.Length == 0 ? null : await due.NextAsync(refreshing, ct);

    private async Task<TokenStep> FreshAsync(Guid tenantId, Func<TokenLedger, Task<TokenStep>> begin)
    {
        var step = await InTenantAsync(tenantId, begin);
        return step.Call is { } call ? await AskAsync(call) : step;
    }

    private async Task<TokenStep> AskAsync(RefreshCall call)
    {
        var outcome = await CallAsync(call);
        var step = await StoreAsync(call, outcome);
        if (outcome.Kind is TokenKind.Renewed)
            return step;
        log.LogWarning("The token of channel {Channel} was not renewed: {Kind} ({Code})", call.ChannelId, outcome.Kind, outcome.Code);
        return outcome.Kind is TokenKind.Unknown && step.Stand is TokenStand.Later && !call.Platform.RefreshIsRepeatable ? await CheckAsync(call, step) : step;
    }

    /// <summary>Not to be broken off by a stop: an answer that nobody waits for may be the only copy of the next refresh token.</summary>
    private async Task<TokenOutcome> CallAsync(RefreshCall call)
    {
        using var longest = new CancellationTokenSource(options.Value.Call, clock);
        try
        {
            return await call.Platform.RefreshAsync(call.Account, longest.Token);
        }
        catch (OperationCanceledException)
        {
            return new(TokenKind.Unknown, Code: "too_long");
        }
        catch (Exception e)
        {
            log.LogError(e, "The connector {Platform} failed on the token of channel {Channel}", call.Platform.Key, call.ChannelId);
            return new(TokenKind.Unknown, Code: "connector");
        }
    }

    /// <summary>New tokens are too dear to lose to a short outage of the database.</summary>
    private async Task<TokenStep> StoreAsync(RefreshCall call, TokenOutcome outcome)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await InTenantAsync(call.TenantId, ledger => ledger.EndAsync(call, outcome));
            }
            catch (Exception e) when (tries < StoreTries && IsOutage(e))
            {
                await Task.Delay(StorePause, clock);
            }
        }
    }

    /// <summary>The answer was lost: the old access token may live on, and is used while it does.</summary>
    private async Task<TokenStep> CheckAsync(RefreshCall call, TokenStep step)
    {
        var fault = call.Left <= TimeSpan.Zero ? Problem.Conflict("Channels.RefreshLost") : await FaultAsync(call);
        if (fault is null || fault.Kind is ProblemKind.Unavailable or ProblemKind.Limit)
            return step;
        return await InTenantAsync(call.TenantId, ledger => ledger.WorryAsync(call, fault));
    }

    private async Task<Problem?> FaultAsync(RefreshCall call)
    {
        using var longest = new CancellationTokenSource(options.Value.Call, clock);
        try
        {
            return (await call.Platform.CheckAsync(call.Account, longest.Token)).Problem;
        }
        catch (Exception e)
        {
            log.LogWarning("Channel {Channel} could not be checked: {Reason}", call.ChannelId, e.Message);
            return null;
        }
    }

    private static bool IsOutage(Exception e) => e is NpgsqlException { IsTransient: true } or TimeoutException or IOException || (e.InnerException is { } inner && IsOutage(inner));

    private Task<TokenStep> InTenantAsync(Guid tenantId, Func<TokenLedger, Task<TokenStep>> work) =>
        tenants.RunAsync(tenantId, Actor.System(tenantId, "token refresh"), services => work(services.GetRequiredService<TokenLedger>()));
}
