using ContentFactory.Domain.Access;
using ContentFactory.Domain.Channels;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.Platforms;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace ContentFactory.Domain.Publishing;

/// <summary>
/// Finds out what became of publications whose answer was lost. Sends nothing itself: what provably did not appear goes back to the plan,
/// what appeared is published, and the rest waits for a person with what was seen.
/// </summary>
internal sealed class Settler(
    SettlingQueue queue, PublishingQueue publishing, PlatformSet platforms, ChannelAccounts accounts, OutgoingPosts posts, Tenants tenants, IOptions<PublishingOptions> options, TimeProvider clock, ILogger<Settler> log)
{
    private const int Batch = 50;
    private const int AtOnce = 4;

    /// <summary>Looks at one batch. Returns how many were claimed.</summary>
    public async Task<int> SettleDueAsync(CancellationToken ct)
    {
        var claimed = await queue.ClaimAsync(Batch, options.Value.MostLooks, options.Value.LookLease, ct);
        await Parallel.ForEachAsync(claimed, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = ct }, async (unknown, stop) => await SettleAsync(unknown, stop));
        return claimed.Count;
    }

    public Task<TimeSpan?> NextDueAsync(CancellationToken ct) => queue.NextDueAsync(options.Value.MostLooks, ct);

    private async Task SettleAsync(UnknownPublication unknown, CancellationToken ct)
    {
        try
        {
            var look = await SeenAsync(unknown, ct);
            if (EndingOf(unknown, look) is { } ending && await NoteAsync(unknown, look, options.Value.LookLease, ct))
            {
                if ((await publishing.RecordAsync([ending]))[0])
                    await AnswerAsync(unknown.Due, ct);
                return;
            }
            // what was found may be another publication's already: then it proves nothing
            var unproved = look.Kind is LookKind.Found ? look with { Kind = LookKind.Unclear, ExternalId = null, Url = null, PartIds = null } : look;
            await NoteAsync(unknown, unproved, NextAfter(unknown, unproved), ct);
        }
        catch (Exception e) when (e is PostgresException or not (NpgsqlException or OperationCanceledException))
        {
            // one publication that meets a bug must not keep the others waiting; its next look comes by itself
            log.LogError(e, "Publication {Publication} could not be settled", unknown.Due.Id);
        }
    }

    private Task<bool> NoteAsync(UnknownPublication unknown, LookOutcome look, TimeSpan? next, CancellationToken ct) =>
        queue.NoteAsync(unknown, look, next, options.Value.MostLooks, ct);

    private async Task<LookOutcome> SeenAsync(UnknownPublication unknown, CancellationToken ct)
    {
        var due = unknown.Due;
        if (platforms.Find(due.Platform) is not { } platform || accounts.Open(due.TenantId, due.ChannelId, due.AccountId, due.Handle, due.Sandbox, due.Secrets, due.Platform, due.AppKey) is not { } account)
            return new(LookKind.Failed, Reason: Problem.Unavailable("Publishing.LookImpossible"));
        var post = posts.Of(due.Draft);
        if (platform.EffectOf(post) is EffectClass.B && (due.KeyAge ?? unknown.Age) < platform.KeyLife)
            return new(LookKind.Absent, Source: "idempotency_key");
        try
        {
            return await platform.LookAsync(account, new(post, due.Id, unknown.Handle, unknown.From), ct);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            log.LogError(e, "The connector {Platform} failed while looking for publication {Publication}", platform.Key, due.Id);
            return new(LookKind.Failed, Reason: Problem.Unavailable("Publishing.LookImpossible"));
        }
    }

    private Ending? EndingOf(UnknownPublication unknown, LookOutcome look) => look.Kind switch
    {
        // found by its words alone, they must be the words that were sent
        LookKind.Found when look.ExternalId is not null && (unknown.IsSameText || (unknown.Handle is not null && platforms.Find(unknown.Due.Platform)?.EffectOf(posts.Of(unknown.Due.Draft)) is EffectClass.C)) => Ending.Found(unknown.Due, unknown.AttemptId, look),
        LookKind.Absent when unknown.Age >= options.Value.CallWindow && unknown.Due.AttemptsUsed < options.Value.Attempts => Ending.Absent(unknown.Due, unknown.AttemptId),
        _ => null,
    };

    /// <summary>Null ends the looking: a person decides.</summary>
    private TimeSpan? NextAfter(UnknownPublication unknown, LookOutcome look)
    {
        if (look.Kind is LookKind.Absent && unknown.Age < options.Value.CallWindow)
            return options.Value.CallWindow - unknown.Age;
        if (look.Kind is LookKind.NotReadable or LookKind.Absent)
            return null;
        var planned = options.Value.LookAfter(unknown.Looks);
        return look.RetryAfter is { } wait && wait > planned ? wait : planned;
    }

    private Task AnswerAsync(DuePublication due, CancellationToken ct) => tenants.RunAsync(due.TenantId, Actor.System(due.TenantId, "settling"), async services =>
    {
        await using var rows = await services.GetRequiredService<Db>().OpenAsync(ct);
        await PublishingQueue.AnsweredAsync(rows, due.Id, clock.GetUtcNow(), ct);
    });
}
