using ContentFactory.Domain.Platforms.Http;

namespace ContentFactory.Domain.Platforms.TikTok;

/// <summary>Numbers of a public post. What is known by its publish id alone is asked for its post's id first: moderation may have ended since.</summary>
internal sealed class TikTokMetrics(TikTokPosts posts, TikTokStatuses statuses)
{
    public async Task<MetricsOutcome> ReadAsync(PlatformAccount account, string externalId, CancellationToken ct)
    {
        var id = externalId;
        if (!id.All(char.IsAsciiDigit))
        {
            var status = await statuses.AskAsync(account, externalId, ct);
            if (status.Progress is TikTokProgress.Unread && !IsForgotten(status.Reply))
                return Failed(status.Reply);
            if (status.PostIds is not [var first, ..])
                return new(MetricsKind.NotObtainable, Source: TikTokStatus.Source, Reason: TikTokErrors.Fault(null, "NoNumbers"));
            id = first;
        }
        var (post, reply) = await posts.QueryAsync(account, id, ct);
        if (!reply.Done)
            return Failed(reply);
        // made private or removed: TikTok tells neither from the other
        if (post is not { } own)
            return new(MetricsKind.NotObtainable, Source: TikTokPosts.Source, Reason: TikTokErrors.Fault(null, "NotPublic"));
        return new(MetricsKind.Read, new(
            Views: own.Whole("view_count"), Likes: own.Whole("like_count"), Comments: own.Whole("comment_count"), Shares: own.Whole("share_count")), TikTokPosts.Source);
    }

    private static bool IsForgotten(TikTokReply reply) => reply.Code is TikTokErrors.UnknownPublishId;

    private static MetricsOutcome Failed(TikTokReply reply)
    {
        var outcome = TikTokErrors.HarmlessOutcome(reply);
        return reply.Code is TikTokErrors.ScopeMissing
            ? new(MetricsKind.NotObtainable, Source: TikTokPosts.Source, Reason: TikTokErrors.Fault(null, "NumbersNotAllowed", reply.Words))
            : new(outcome.Kind is PublishKind.RateLimited ? MetricsKind.RateLimited : MetricsKind.Failed, Reason: outcome.Reason, RetryAfter: outcome.RetryAfter);
    }
}
