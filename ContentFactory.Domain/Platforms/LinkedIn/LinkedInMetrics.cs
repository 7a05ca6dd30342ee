using System.Text.Json;
using ContentFactory.Domain.Platforms.Http;

namespace ContentFactory.Domain.Platforms.LinkedIn;

/// <summary>
/// Numbers of a post: of pages the share statistics (the last twelve months, without what was paid for), of members and where those are
/// missing likes and comments alone.
/// </summary>
internal sealed class LinkedInMetrics(LinkedInApi api, TimeProvider clock)
{
    public const string StatisticsSource = "share_statistics";
    public const string ActionsSource = "social_actions";

    public async Task<MetricsOutcome> ReadAsync(PlatformAccount account, string urn, CancellationToken ct)
    {
        if (LinkedInUrn.IsPage(account.AccountId))
        {
            var reply = await StatisticsAsync(account, urn, ct);
            if (reply.Status is 429)
                return Failed(reply, account);
            if (reply.IsSuccess && reply.Json.Items("elements").FirstOrDefault().At("totalShareStatistics") is { } numbers)
                return new(MetricsKind.Read, Read(numbers), StatisticsSource);
        }
        return await ActionsAsync(account, urn, ct);
    }

    private Task<PlatformReply> StatisticsAsync(PlatformAccount account, string urn, CancellationToken ct)
    {
        var list = LinkedInUrn.IsUgcPost(urn) ? "ugcPosts" : "shares";
        return api.GetAsync(account, $"/rest/organizationalEntityShareStatistics?q=organizationalEntity&organizationalEntity={LinkedInApi.Encoded(account.AccountId)}&{list}=List({LinkedInApi.Encoded(urn)})", ct, finder: true);
    }

    private async Task<MetricsOutcome> ActionsAsync(PlatformAccount account, string urn, CancellationToken ct)
    {
        var reply = await api.GetAsync(account, $"/rest/socialActions/{LinkedInApi.Encoded(urn)}", ct);
        if (reply.IsSuccess && reply.Json.ValueKind is JsonValueKind.Object)
            return new(MetricsKind.Read, new(Likes: reply.Json.Whole("likesSummary", "totalLikes") ?? reply.Json.Whole("likesSummary", "aggregatedTotalLikes"),
                Comments: reply.Json.Whole("commentsSummary", "aggregatedTotalComments") ?? reply.Json.Whole("commentsSummary", "totalFirstLevelComments")), ActionsSource);
        return reply switch
        {
            { State: ReplyState.Answered, Status: 404 or 410 } => new(MetricsKind.Removed, Source: ActionsSource),
            { State: ReplyState.Answered, Status: 403 } => new(MetricsKind.NotObtainable, Source: ActionsSource, Reason: LinkedInErrors.Fault(null, "NumbersHidden")),
            _ => Failed(reply, account),
        };
    }

    private static PostMetrics Read(JsonElement numbers) => new(
        Impressions: numbers.Whole("impressionCount"), Reach: numbers.Whole("uniqueImpressionsCount"), Likes: numbers.Whole("likeCount"),
        Comments: numbers.Whole("commentCount"), Shares: numbers.Whole("shareCount"), Clicks: numbers.Whole("clickCount"));

    private MetricsOutcome Failed(PlatformReply reply, PlatformAccount account)
    {
        var refusal = LinkedInErrors.JudgeHarmless(reply, account, clock.GetUtcNow());
        return new(refusal.Kind is PublishKind.RateLimited ? MetricsKind.RateLimited : MetricsKind.Failed, Reason: refusal.Reason, RetryAfter: refusal.RetryAfter);
    }
}
