using ContentFactory.Domain.Channels;
using ContentFactory.Domain.Platforms;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ContentFactory.Domain.Publishing;

/// <summary>Asks networks about posts that they accepted and still work on (a video in processing) until they say what became of them. Publishes nothing.</summary>
internal sealed class Follower(
    AcceptedQueue queue, PublishingQueue publishing, PlatformSet platforms, ChannelAccounts accounts, OutgoingPosts posts, IOptions<PublishingOptions> options, ILogger<Follower> log)
{
    private const int Batch = 50;
    private const int AtOnce = 4;

    /// <summary>What nobody could say anything of for so long is looked up as an unclear answer, and in the end a person decides.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromHours(24);

    /// <summary>Asks about one batch. Returns how many were claimed.</summary>
    public async Task<int> FollowDueAsync(CancellationToken ct)
    {
        var claimed = await queue.ClaimAsync(Batch, options.Value.CallWindow, ct);
        await Parallel.ForEachAsync(claimed, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = ct }, async (accepted, stop) =>
            await publishing.RecordAsync([Ending.Followed(accepted.Due, await AskAsync(accepted.Due, stop), accepted.Age >= Patience)]));
        return claimed.Count;
    }

    public Task<TimeSpan?> NextDueAsync(CancellationToken ct) => queue.NextDueAsync(ct);

    private async Task<PublishOutcome> AskAsync(DuePublication due, CancellationToken ct)
    {
        if (platforms.Find(due.Platform) is not { } platform || accounts.Open(due.TenantId, due.ChannelId, due.AccountId, due.Handle, due.Sandbox, due.Secrets, due.Platform, due.AppKey) is not { } account)
            return new(PublishKind.Unknown, Reason: Problem.Unavailable("Publishing.LookImpossible"));
        try
        {
            // the handle stands for the post that is out, whatever its words are here by now; without a hold nothing may be remembered, so nothing is published
            var ticket = new PublishTicket(due.Id, due.Remembered, _ => Task.FromResult(false)) { IsChanged = !due.Current || due.RememberedFor != due.Fingerprint };
            return await platform.PublishAsync(account, posts.Of(due.Draft) with { Ticket = ticket }, ct);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            log.LogError(e, "The connector {Platform} failed on asking about publication {Publication}", platform.Key, due.Id);
            return new(PublishKind.Unknown, Reason: Problem.Unavailable("Publishing.LookImpossible"));
        }
    }
}
