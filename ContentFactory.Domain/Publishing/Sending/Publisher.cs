using System.Collections.Concurrent;
using ContentFactory.Domain.Platforms;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace ContentFactory.Domain.Publishing;

/// <summary>Sends what is due: claims a batch, commits each attempt before its call, records each outcome. Never calls twice for one attempt.</summary>
internal sealed class Publisher : IDisposable
{
    private static readonly string Node = $"{Environment.MachineName}/{Environment.ProcessId}";
    private static readonly TimeSpan RecordPause = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan AfterReplacing = TimeSpan.FromSeconds(2);
    private const int RecordTries = 30;

    private readonly PublishingQueue queue;
    private readonly PlatformSet platforms;
    private readonly FreshTokens tokens;
    private readonly OutgoingPosts posts;
    private readonly PublishingOptions options;
    private readonly TimeProvider clock;
    private readonly ILogger log;
    private readonly ConcurrentDictionary<string, CallPlaces> places = new(StringComparer.Ordinal);
    private readonly Gathered<Beginning, bool> begin;
    private readonly Gathered<Ending, bool> record;

    public Publisher(PublishingQueue queue, PlatformSet platforms, FreshTokens tokens, OutgoingPosts posts, IOptions<PublishingOptions> options, TimeProvider clock, ILogger<Publisher> log)
    {
        (this.queue, this.platforms, this.tokens, this.posts, this.options, this.clock, this.log) = (queue, platforms, tokens, posts, options.Value, clock, log);
        begin = new(this.options.BatchSize, beginnings => queue.BeginSendingAsync(beginnings, Node));
        record = new(this.options.BatchSize, queue.RecordAsync);
    }

    /// <summary>Claims one batch and sees it through. Returns how many were claimed.</summary>
    public async Task<int> PublishDueAsync(CancellationToken ct)
    {
        var claimed = await queue.ClaimAsync(options.BatchSize, ct);
        await RunAsync(claimed, ct);
        return claimed.Count;
    }

    /// <summary>After <paramref name="stop"/> nothing new is begun, calls under way get <see cref="PublishingOptions.StopSeconds"/>, the rest is given back.</summary>
    /// <param name="ended">Called for each publication that is through.</param>
    public async Task RunAsync(IReadOnlyList<DuePublication> claimed, CancellationToken stop, Action? ended = null)
    {
        if (claimed.Count == 0)
            return;
        var held = new HeldLeases(queue, options, clock, log, claimed);
        var released = new ConcurrentBag<DuePublication>();
        using var calls = new CancellationTokenSource(Timeout.InfiniteTimeSpan, clock);
        using var beat = new PeriodicTimer(options.Heartbeat, clock);
        var beating = held.BeatAsync(beat);
        await using (stop.Register(() => calls.CancelAfter(options.Stop)))
            await Task.WhenAll(claimed.Select(due => SeeThroughAsync(due, released, held, ended, stop, calls.Token)));
        beat.Dispose();
        await beating;
        await queue.ReleaseAsync(released);
    }

    public void Dispose()
    {
        foreach (var one in places.Values)
            one.Dispose();
    }

    private async Task SeeThroughAsync(DuePublication due, ConcurrentBag<DuePublication> released, HeldLeases held, Action? ended, CancellationToken stop, CancellationToken calls)
    {
        try
        {
            if (await SendInTurnAsync(due, released, held, stop, calls) is { } ending)
                await RecordAsync(ending);
        }
        catch (Exception e)
        {
            log.LogError(e, "Publication {Publication} is left to the sweep", due.Id);
        }
        finally
        {
            held.Drop(due);
            ended?.Invoke();
        }
    }

    private async Task<Ending?> SendInTurnAsync(DuePublication due, ConcurrentBag<DuePublication> released, HeldLeases held, CancellationToken stop, CancellationToken calls)
    {
        if (!due.Current)
            return Ending.Refused(due, "Publishing.PostChanged");
        if (platforms.Find(due.Platform) is not { } platform)
            return Ending.Refused(due, "Publishing.PlatformMissing");
        var claimed = clock.GetTimestamp();
        var turn = places.GetOrAdd(due.Platform, _ => new CallPlaces(options.CallsPerPlatform, clock));
        await turn.TurnAsync();
        try
        {
            // the token is judged when its turn has come: it may have ended or been renewed while this waited
            var token = stop.IsCancellationRequested ? new(null) : await tokens.OpenAsync(due, platform, clock.GetElapsedTime(claimed));
            if (token.Account is not { } account)
            {
                if (token.Instead is null)
                    released.Add(due);
                return token.Instead;
            }
            if (await SendAsync(due, platform, account, turn, held.LostOf(due), stop, calls) is { } ending)
                return ending;
            released.Add(due);
            return null;
        }
        finally
        {
            turn.End();
        }
    }

    private async Task<Ending?> SendAsync(DuePublication due, IPlatform platform, PlatformAccount account, CallPlaces turn, CancellationToken lost, CancellationToken stop, CancellationToken calls)
    {
        var attemptId = Ids.New(clock);
        var asked = clock.GetTimestamp();
        try
        {
            if (!await begin.AddAsync(new(due.TenantId, due.Id, due.Fence, attemptId, due.Fingerprint, due.SentOpening, CommentOf(due, platform), due.CommentDelay)))
                return null;
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException or IOException)
        {
            // the commit may stand although its answer is lost; no call follows, so it must not end as unknown
            log.LogWarning("Publication {Publication} was not begun: {Reason}", due.Id, e.Message);
            return Ending.NotCalled(due, attemptId);
        }
        // a process that slept between the commit and the call, or that stops, may not send any more: the lease could be gone
        var outcome = await turn.CallAsync(
            async () => IsStale(asked) || lost.IsCancellationRequested ? null : await CallAsync(due, platform, account, lost, calls), stop);
        if (outcome is null)
            return Ending.NotCalled(due, attemptId);
        // it was refused with credentials that somebody has replaced since: the account is not to blame
        if (outcome.Kind is PublishKind.AccountRefused && await queue.AreReplacedAsync(due))
            outcome = outcome with { Kind = PublishKind.RateLimited, RetryAfter = AfterReplacing };
        return Ending.Of(due, attemptId, outcome, options, Random.Shared.NextDouble());
    }

    private static string? CommentOf(DuePublication due, IPlatform platform) => platform.CommentsOn(due.Choices.Kind ?? PublicationKind.Feed) ? due.FirstComment : null;

    private bool IsStale(long asked) => clock.GetElapsedTime(asked) > options.Lease - options.Heartbeat;

    private async Task<PublishOutcome> CallAsync(DuePublication due, IPlatform platform, PlatformAccount account, CancellationToken lost, CancellationToken calls)
    {
        using var longest = new CancellationTokenSource(options.LongestCall, clock);
        using var call = CancellationTokenSource.CreateLinkedTokenSource(calls, lost, longest.Token);
        var outcome = await PublishAsync(due, platform, account, call.Token);
        if (lost.IsCancellationRequested && outcome.Kind is not (PublishKind.Published or PublishKind.Rejected or PublishKind.AccountRefused))
            return GivenUp("lease_lost");
        return longest.IsCancellationRequested && outcome.Kind is PublishKind.Unknown ? GivenUp("too_long") : outcome;
    }

    private static PublishOutcome GivenUp(string code) => new(PublishKind.Unknown, Code: code, Reason: Problem.Unavailable("Publishing.AnswerLost"));

    private PublishTicket TicketOf(DuePublication due) => new(due.Id, due.Remembered is not null && due.RememberedFor == due.Fingerprint ? due.Remembered : null, async handle =>
    {
        // the step that publishes follows at once: a process that slept here may not take it any more
        var asked = clock.GetTimestamp();
        try
        {
            return await queue.RememberAsync(due, handle) && !IsStale(asked);
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException or IOException)
        {
            // the connector goes no further, and still says what is out already
            log.LogWarning("What publication {Publication} is to remember could not be stored: {Reason}", due.Id, e.Message);
            return false;
        }
    })
    {
        Budget = options.LongestCall / 2,
    };

    private async Task<PublishOutcome> PublishAsync(DuePublication due, IPlatform platform, PlatformAccount account, CancellationToken calls)
    {
        var post = posts.Of(due.Draft) with { Ticket = TicketOf(due) };
        try
        {
            // it waited so long that the network may have forgotten the key of the call whose answer was lost
            if (due.KeyAge >= platform.KeyLife && platform.EffectOf(post) is EffectClass.B)
                return GivenUp("key_forgotten");
            return await platform.PublishAsync(account, post, calls);
        }
        catch (OperationCanceledException)
        {
            return new(PublishKind.Unknown, Code: "stopped", Reason: Problem.Unavailable("Publishing.Interrupted"));
        }
        catch (Exception e)
        {
            log.LogError(e, "The connector {Platform} failed on publication {Publication}", platform.Key, due.Id);
            return new(PublishKind.Unknown, Code: "connector", Reason: Problem.Unavailable("Publishing.AnswerLost"));
        }
    }

    /// <summary>An answer is too dear to lose to a short outage of the database; after the lease the sweep has spoken anyway.</summary>
    private async Task RecordAsync(Ending ending)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                if (!await record.AddAsync(ending))
                    log.LogWarning("The outcome {State} of publication {Publication} came too late and was refused", ending.ToState, ending.Id);
                return;
            }
            catch (NpgsqlException e) when (tries < RecordTries && e.IsTransient)
            {
                await Task.Delay(RecordPause, clock);
            }
        }
    }
}
