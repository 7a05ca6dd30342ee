namespace ContentFactory.Domain.Platforms.TikTok;

/// <summary>What became of a call whose answer was lost: the post's status says it. Only a call that named photos may have left no id; then the account's public posts are shown.</summary>
internal sealed class TikTokLook(TikTokApi api, TikTokStatuses statuses, TikTokPosts posts)
{
    private static readonly TimeSpan AskAgain = TimeSpan.FromMinutes(1);

    public async Task<LookOutcome> LookAsync(PlatformAccount account, LostPost lost, CancellationToken ct)
    {
        var handle = TikTokHandle.Parse(lost.Handle);
        return handle.Stage switch
        {
            // what could publish, the last part of a video too, is remembered before it is done
            TikTokStage.New or TikTokStage.Uploading => new(LookKind.Absent, Source: TikTokStatus.Source),
            TikTokStage.Asking => await ListAsync(account, lost, ct),
            TikTokStage.Completing or TikTokStage.Accepted => Read(account, lost, handle, await statuses.AskAsync(account, handle.Id, ct)),
        };
    }

    private LookOutcome Read(PlatformAccount account, LostPost lost, TikTokHandle handle, TikTokStatus status) => status.Progress switch
    {
        TikTokProgress.Complete when status.PostIds is [var first, ..] => new(LookKind.Found, first, api.AddressOf(account, first), status.PostIds, Source: TikTokStatus.Source),
        TikTokProgress.Complete or TikTokProgress.InInbox => new(LookKind.Found, handle.Id, Source: TikTokStatus.Source),
        // the next publish call says why
        TikTokProgress.Failed => new(LookKind.Absent, Source: TikTokStatus.Source),
        TikTokProgress.Uploading when handle.Stage is not TikTokStage.Accepted && lost.Post.Media is [{ Size: var total }] && status.Uploaded < total => new(LookKind.Absent, Source: TikTokStatus.Source),
        TikTokProgress.Uploading or TikTokProgress.Downloading => new(LookKind.Unclear, Source: TikTokStatus.Source, RetryAfter: AskAgain),
        TikTokProgress.Unread => Failed(status.Reply),
    };

    private async Task<LookOutcome> ListAsync(PlatformAccount account, LostPost lost, CancellationToken ct)
    {
        var (newest, reply) = await posts.NewestAsync(account, ct);
        if (!reply.Done)
            return TikTokErrors.IsLimit(reply) ? Failed(reply) : new(LookKind.Unclear, Source: TikTokPosts.Source, Reason: TikTokErrors.ProblemOf(reply));
        var latest = LatestPosts.Since(lost.From, newest, p => p, p => TikTokPosts.IsSame(p, TikTokPostInfo.TextOf(lost.Post)));
        return latest.Only is { } found
            ? new(LookKind.Found, found.ExternalId, found.Url, [found.ExternalId], latest.Seen, TikTokPosts.Source)
            : new(LookKind.Unclear, Seen: latest.Seen, Source: TikTokPosts.Source);
    }

    private static LookOutcome Failed(TikTokReply reply)
    {
        var outcome = TikTokErrors.HarmlessOutcome(reply);
        return new(outcome.Kind is PublishKind.RateLimited ? LookKind.RateLimited : LookKind.Failed, Reason: outcome.Reason, RetryAfter: outcome.RetryAfter);
    }
}
