using ContentFactory.Domain.Channels;
using ContentFactory.Domain.Platforms;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace ContentFactory.Domain.Publishing;

/// <summary>Writes the first comments of posts that are out, each once, and looks for those whose answer was lost. Sends nothing a second time by itself.</summary>
internal sealed class Commenter(CommentQueue queue, PlatformSet platforms, ChannelAccounts accounts, TokenRefresher refresher, IOptions<PublishingOptions> options, TimeProvider clock, ILogger<Commenter> log)
{
    private const int AtOnce = 8;
    private const int RecordTries = 30;

    // another node renews the token at this moment
    private static readonly TimeSpan Busy = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Later = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan RecordPause = TimeSpan.FromSeconds(2);

    /// <summary>Sees one batch through. Returns how many were claimed.</summary>
    public async Task<int> CommentDueAsync(CancellationToken ct)
    {
        var asked = clock.GetTimestamp();
        var claimed = await queue.ClaimAsync(AtOnce, options.Value.CallWindow, ct);
        await Task.WhenAll(claimed.Select(due => SeeThroughAsync(due, asked, ct)));
        return claimed.Count;
    }

    public Task<TimeSpan?> NextDueAsync(CancellationToken ct) => queue.NextDueAsync(ct);

    private async Task SeeThroughAsync(DueComment due, long asked, CancellationToken ct)
    {
        try
        {
            var ending = due.IsLook ? await LookAsync(due, ct) : await WriteAsync(due, asked, ct);
            if (ending.State is not FirstCommentState.Sent)
                log.LogInformation("The comment of publication {Publication} is {State} at {Platform} ({Reason})", due.PublicationId, ending.State, due.Platform, ending.ReasonKey);
            await RecordAsync(due, ending);
        }
        catch (Exception e) when (e is PostgresException or not (NpgsqlException or OperationCanceledException))
        {
            // one that meets a bug must not keep the others waiting; after its lease it is looked for
            log.LogError(e, "The comment of publication {Publication} is left to its lease", due.PublicationId);
        }
    }

    /// <summary>An answer is too dear to lose to a short outage of the database.</summary>
    private async Task RecordAsync(DueComment due, CommentEnding ending)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                if (!await queue.RecordAsync(due, ending))
                    log.LogWarning("What became of the comment of publication {Publication} came too late and was refused", due.PublicationId);
                return;
            }
            catch (NpgsqlException e) when (tries < RecordTries && e.IsTransient)
            {
                await Task.Delay(RecordPause, clock);
            }
        }
    }

    private async Task<CommentEnding> WriteAsync(DueComment due, long asked, CancellationToken ct)
    {
        if (Obstacle(due) is { } obstacle)
            return obstacle;
        var platform = platforms.Find(due.Platform)!;
        if (accounts.Open(due.TenantId, due.ChannelId, due.AccountId, due.Handle, due.Sandbox, due.Secrets, due.Platform, due.AppKey) is not { } account)
            return CommentEnding.Refused(Problem.Conflict("Publishing.CredentialLost"));
        if (!platform.Refreshes || due.TokenLeft is not { } left || left > options.Value.CallWindow)
            return await CallAsync(due, platform, account, asked, ct);
        var step = await refresher.FreshAsync(due.TenantId, due.ChannelId, options.Value.CallWindow, CancellationToken.None);
        return step.Stand switch
        {
            TokenStand.Fresh => await CallAsync(due, platform, step.Account!, asked, ct),
            TokenStand.Mine or TokenStand.Busy => CommentEnding.NotCalled(Busy, Problem.Unavailable("Publishing.TokenWaits")),
            TokenStand.Later => CommentEnding.NotCalled(Later, Problem.Unavailable("Publishing.TokenWaits")),
            TokenStand.Refused => CommentEnding.Refused(Problem.Conflict("Publishing.AccountRefused")),
        };
    }

    /// <summary>What keeps it from being written before anything is sent; null where nothing does.</summary>
    private CommentEnding? Obstacle(DueComment due)
    {
        if (!due.IsOut)
            return CommentEnding.Refused(Problem.Conflict("Publishing.CommentPostGone")) with { Tells = false };
        if (due.Post is null)
            return CommentEnding.Refused(Problem.Conflict("Publishing.CommentNoNumber"));
        // as a publication that is so late it asks instead of going out
        if (due.Late > options.Value.Grace)
            return CommentEnding.Refused(Problem.Conflict("Publishing.CommentOverdue"));
        if (platforms.Find(due.Platform) is not { } platform)
            return CommentEnding.Refused(Problem.Unavailable("Publishing.PlatformMissing"));
        return platform.CommentsOn(due.Kind) ? null : CommentEnding.Refused(Problem.Conflict("Publishing.CommentByHand"));
    }

    /// <summary>After a stop nothing is begun, and a call under way gets its time to end; one that takes too long is given up as unknown.</summary>
    private async Task<CommentEnding> CallAsync(DueComment due, IPlatform platform, PlatformAccount account, long asked, CancellationToken ct)
    {
        // a process that slept since the claim may not call any more: the row could be unknown by now, and a person have decided
        if (ct.IsCancellationRequested || clock.GetElapsedTime(asked) > options.Value.Lease - options.Value.Heartbeat)
            return CommentEnding.NotCalled(TimeSpan.Zero);
        using var longest = new CancellationTokenSource(options.Value.LongestCall, clock);
        await using var stop = ct.Register(() => longest.CancelAfter(options.Value.Stop));
        return CommentEnding.Of(due, await OutcomeAsync(due, platform, account, longest.Token), platform.ReadsComments);
    }

    private async Task<CommentOutcome> OutcomeAsync(DueComment due, IPlatform platform, PlatformAccount account, CancellationToken ct)
    {
        try
        {
            return await platform.CommentAsync(account, due.Post!, due.Words, ct);
        }
        catch (Exception e)
        {
            if (e is not OperationCanceledException)
                log.LogError(e, "The connector {Platform} failed on the comment of publication {Publication}", platform.Key, due.PublicationId);
            return new(CommentKind.Unknown);
        }
    }

    private async Task<CommentEnding> LookAsync(DueComment due, CancellationToken ct)
    {
        if (!due.IsOut)
            return CommentEnding.Refused(Problem.Conflict("Publishing.CommentPostGone")) with { Tells = false };
        if (platforms.Find(due.Platform) is not { ReadsComments: true } platform || due.Post is null)
            return CommentEnding.Left(Problem.Unavailable("Publishing.CommentLost"));
        if (accounts.Open(due.TenantId, due.ChannelId, due.AccountId, due.Handle, due.Sandbox, due.Secrets, due.Platform, due.AppKey) is not { } account)
            return CommentEnding.Of(due, new CommentLook(CommentLookKind.Failed, Reason: Problem.Unavailable("Publishing.LookImpossible")));
        try
        {
            var look = await platform.FindCommentAsync(account, new(due.Post, due.Words, due.CalledAt), ct);
            return CommentEnding.Of(due, look with { Reason = look.Reason ?? Problem.Unavailable("Publishing.CommentLost") });
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            log.LogError(e, "The connector {Platform} failed while looking for the comment of publication {Publication}", platform.Key, due.PublicationId);
            return CommentEnding.Of(due, new CommentLook(CommentLookKind.Failed, Reason: Problem.Unavailable("Publishing.LookImpossible")));
        }
    }
}
