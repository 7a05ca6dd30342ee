namespace ContentFactory.Domain.Platforms.TikTok;

/// <summary>Asks what became of a post that TikTok has everything of, until it says.</summary>
internal sealed class TikTokFollowing(TikTokApi api, TikTokStatuses statuses)
{
    private static readonly TimeSpan PollPause = TimeSpan.FromSeconds(30);

    /// <summary>The id of a public post comes after its moderation, mostly within a minute; without it a post has neither address nor numbers.</summary>
    private static readonly TimeSpan ModerationPatience = TimeSpan.FromMinutes(5);

    /// <summary>An id that is younger may not be known everywhere yet.</summary>
    private static readonly TimeSpan Forgetting = TimeSpan.FromHours(1);

    /// <summary>fail_reason ("Get Post Status"). Not sent: the same again may work.</summary>
    private static readonly Dictionary<string, (PublishKind Kind, string Key)> Failures = new(StringComparer.Ordinal)
    {
        ["file_format_check_failed"] = (PublishKind.Rejected, "FormatRefused"),
        ["duration_check_failed"] = (PublishKind.Rejected, "DurationRefused"),
        ["frame_rate_check_failed"] = (PublishKind.Rejected, "FrameRateRefused"),
        ["picture_size_check_failed"] = (PublishKind.Rejected, "PictureSizeRefused"),
        ["internal"] = (PublishKind.NotSent, "Trouble"),
        ["video_pull_failed"] = (PublishKind.NotSent, PullFailed),
        ["photo_pull_failed"] = (PublishKind.NotSent, PullFailed),
        ["publish_cancelled"] = (PublishKind.Rejected, "Cancelled"),
        ["auth_removed"] = (PublishKind.AccountRefused, "AccessRemoved"),
        ["spam_risk_too_many_posts"] = (PublishKind.RateLimited, "TooManyPosts"),
        ["spam_risk_user_banned_from_posting"] = (PublishKind.AccountRefused, "Banned"),
        ["spam_risk_text"] = (PublishKind.Rejected, "SpamText"),
        ["spam_risk"] = (PublishKind.Rejected, "Spam"),
    };

    private const string PullFailed = "PullFailed";

    public async Task<PublishOutcome> FollowAsync(TikTokRun run, CancellationToken ct) => await SettleAsync(run, await statuses.AskAsync(run.Account, run.Handle.Id, ct));

    public async Task<PublishOutcome> SettleAsync(TikTokRun run, TikTokStatus status) => status.Progress switch
    {
        TikTokProgress.Uploading or TikTokProgress.Downloading => Processing(run, PollPause),
        TikTokProgress.InInbox => new(PublishKind.Published, run.Handle.Id, Code: "inbox", Reason: Problem.Unavailable(TikTokErrors.Key("InInbox"))),
        TikTokProgress.Complete when status.PostIds.Count == 0 && IsModerated(run) => Processing(run, PollPause, "InModeration"),
        TikTokProgress.Complete => Published(run, status.PostIds),
        TikTokProgress.Failed => await FailedAsync(run, status.Reason),
        TikTokProgress.Unread => await UnreadAsync(run, status.Reply),
    };

    public PublishOutcome Processing(TikTokRun run, TimeSpan wait, string key = "Processing") =>
        new(PublishKind.Waiting, run.Handle.Id, Reason: Problem.Unavailable(TikTokErrors.Key(key)), RetryAfter: wait);

    private PublishOutcome Published(TikTokRun run, IReadOnlyList<string> ids) => ids is [var first, ..]
        ? new(PublishKind.Published, first, api.AddressOf(run.Account, first), ids)
        : new(PublishKind.Published, run.Handle.Id);

    private static bool IsModerated(TikTokRun run) => TikTokChoices.IsPublic(run.Post) && run.Now - run.Handle.At < ModerationPatience;

    /// <summary>Nothing was posted and nothing will be. Whoever only asks can't begin anew, and a person does it.</summary>
    private static async Task<PublishOutcome> FailedAsync(TikTokRun run, string reason)
    {
        var (kind, key) = Failures.GetValueOrDefault(reason, (PublishKind.Rejected, "PostFailed"));
        // what could not be fetched twice won't be the third time
        if (key is PullFailed && run.Handle.Round > 0)
            kind = PublishKind.Rejected;
        var next = kind is not PublishKind.NotSent ? TikTokHandle.None : key is PullFailed ? run.Handle.Anew() : new(TikTokStage.New, run.Handle.Round);
        if (!await run.KeepAsync(next))
            kind = PublishKind.Rejected;
        return new(kind, Code: reason, Reason: TikTokErrors.Fault(kind is PublishKind.AccountRefused ? null : "Media", key, reason), RetryAfter: kind is PublishKind.RateLimited ? TikTokErrors.CapWait : null);
    }

    /// <summary>The post is TikTok's by now, so nothing here may read as if it did not exist.</summary>
    private async Task<PublishOutcome> UnreadAsync(TikTokRun run, TikTokReply reply)
    {
        // looked for and decided on before: a person who publishes again sends it again
        if (reply.Code is TikTokErrors.UnknownPublishId && run.Now - run.Handle.At > Forgetting && await run.KeepAsync(TikTokHandle.None))
            return TikTokErrors.Reject(TikTokErrors.Fault(null, "PublishIdUnknown", reply.Words), reply.Code);
        var outcome = TikTokErrors.HarmlessOutcome(reply);
        return outcome.Kind switch
        {
            PublishKind.RateLimited or PublishKind.NotSent => Processing(run, outcome.RetryAfter ?? PollPause),
            PublishKind.Rejected or PublishKind.AccountRefused or PublishKind.Unknown or PublishKind.Published or PublishKind.Waiting => outcome with { Kind = PublishKind.Unknown },
        };
    }
}
