using ContentFactory.Domain.Channels;
using ContentFactory.Domain.Platforms;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace ContentFactory.Domain.Publishing;

/// <summary>Deletes published posts at their networks as people asked, and asks again where the answer was unclear.</summary>
internal sealed class Remover(RemovalQueue queue, PlatformSet platforms, ChannelAccounts accounts, TokenRefresher refresher, IOptions<PublishingOptions> options, TimeProvider clock, ILogger<Remover> log)
{
    private const int AtOnce = 8;

    // another node renews the token at this moment
    private static readonly TimeSpan Busy = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Later = TimeSpan.FromSeconds(60);

    /// <summary>Sees one batch through. Returns how many were claimed.</summary>
    public async Task<int> RemoveDueAsync(CancellationToken ct)
    {
        var claimed = await queue.ClaimAsync(AtOnce, options.Value.CallWindow, ct);
        await Task.WhenAll(claimed.Select(due => RemoveAsync(due, ct)));
        return claimed.Count;
    }

    public Task<TimeSpan?> NextDueAsync(CancellationToken ct) => queue.NextDueAsync(ct);

    private async Task RemoveAsync(DueRemoval due, CancellationToken ct)
    {
        try
        {
            var outcome = await OutcomeAsync(due, ct);
            if (outcome.Kind is not DeleteKind.Deleted)
                log.LogInformation("Publication {Publication} was not deleted at {Platform}: {Kind} ({Reason})", due.PublicationId, due.Platform, outcome.Kind, outcome.Reason?.TextKey);
            await queue.RecordAsync(due, RemovalEnding.Of(due, outcome));
        }
        catch (Exception e) when (e is PostgresException or not (NpgsqlException or OperationCanceledException))
        {
            // one that meets a bug must not keep the others waiting; its next call comes by itself
            log.LogError(e, "The removal of publication {Publication} could not be recorded", due.PublicationId);
        }
    }

    private async Task<DeleteOutcome> OutcomeAsync(DueRemoval due, CancellationToken ct)
    {
        if (platforms.Find(due.Platform) is not { } platform)
            return Refused("Publishing.PlatformMissing");
        if (!platform.Deletes)
            return Refused("Publishing.RemovalByHand");
        if (!due.Connected)
            return new(DeleteKind.Refused, Problem.Conflict("Publishing.RemovalNotConnected", due.Channel));
        if (accounts.Open(due.TenantId, due.ChannelId, due.AccountId, due.Handle, due.Sandbox, due.Secrets, due.Platform, due.AppKey) is not { } account)
            return Refused("Publishing.CredentialLost");
        if (!platform.Refreshes || due.TokenLeft is not { } left || left > options.Value.CallWindow)
            return await DeleteAsync(due, platform, account, ct);
        var step = await refresher.FreshAsync(due.TenantId, due.ChannelId, options.Value.CallWindow, CancellationToken.None);
        return step.Stand switch
        {
            TokenStand.Fresh => await DeleteAsync(due, platform, step.Account!, ct),
            TokenStand.Mine or TokenStand.Busy => new(DeleteKind.RateLimited, Problem.Unavailable("Publishing.TokenWaits"), Busy),
            TokenStand.Later => new(DeleteKind.RateLimited, Problem.Unavailable("Publishing.TokenWaits"), Later),
            TokenStand.Refused => Refused("Publishing.AccountRefused"),
        };
    }

    /// <summary>A call that takes too long is given up as unclear; one that a stop breaks off is made again after its lease.</summary>
    private async Task<DeleteOutcome> DeleteAsync(DueRemoval due, IPlatform platform, PlatformAccount account, CancellationToken ct)
    {
        using var longest = new CancellationTokenSource(options.Value.LongestCall, clock);
        using var call = CancellationTokenSource.CreateLinkedTokenSource(longest.Token, ct);
        try
        {
            return await platform.DeleteAsync(account, due.Post, call.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return new(DeleteKind.Unknown);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            log.LogError(e, "The connector {Platform} failed on deleting publication {Publication}", platform.Key, due.PublicationId);
            return new(DeleteKind.Unknown);
        }
    }

    private static DeleteOutcome Refused(string reasonKey) => new(DeleteKind.Refused, Problem.Conflict(reasonKey));
}
