using System.Text.Json;
using ContentFactory.Domain.Platforms.Http;

namespace ContentFactory.Domain.Platforms.X;

/// <summary>Numbers of a post: the public ones, and the author's own where X grants them (young posts, the author's token).</summary>
internal sealed class XMetrics(XApi api, TimeProvider clock)
{
    public const string Source = "api_v2";

    private const string Public = "public_metrics";
    private const string Own = $"{Public},non_public_metrics,organic_metrics";

    public async Task<MetricsOutcome> ReadAsync(PlatformAccount account, string id, CancellationToken ct)
    {
        var reply = await GetAsync(account, id, Own, ct);
        if (NumbersOf(reply) is null && IsAboutFields(reply))
            reply = await GetAsync(account, id, Public, ct);
        if (NumbersOf(reply) is { } numbers)
            return new(MetricsKind.Read, Read(numbers, reply.Json), Source);
        if (reply is { State: ReplyState.Answered, Status: 404 } || (reply.IsSuccess && XErrors.TypeOf(reply) is "resource-not-found"))
            return new(MetricsKind.Removed, Source: Source);
        var refusal = XErrors.JudgeHarmless(reply, account, clock.GetUtcNow());
        return new(refusal.Kind is PublishKind.RateLimited ? MetricsKind.RateLimited : MetricsKind.Failed, Reason: refusal.Reason, RetryAfter: refusal.RetryAfter);
    }

    private Task<PlatformReply> GetAsync(PlatformAccount account, string id, string fields, CancellationToken ct) =>
        api.GetPostsAsync(account, $"/2/tweets/{Uri.EscapeDataString(id)}", fields, [], ct);

    // of older posts X has no numbers of the author's own, and asking for them may cost the public ones too
    private static bool IsAboutFields(PlatformReply reply) =>
        reply.Status is 400 or 403 || (reply.IsSuccess && XErrors.TypeOf(reply) is "not-authorized-for-field" or "field-unauthorized" or "field-hydration-failure");

    private static JsonElement? NumbersOf(PlatformReply reply) => reply.IsSuccess ? reply.Json.At("data", Public) : null;

    private static PostMetrics Read(JsonElement numbers, JsonElement json)
    {
        var shown = numbers.Whole("impression_count");
        long? shares = (numbers.Whole("repost_count") ?? numbers.Whole("retweet_count"), numbers.Whole("quote_count")) switch
        {
            (null, null) => null,
            var (reposts, quotes) => (reposts ?? 0) + (quotes ?? 0),
        };
        return new(
            Views: shown, Impressions: json.Whole("data", "organic_metrics", "impression_count") ?? json.Whole("data", "non_public_metrics", "impression_count") ?? shown,
            Likes: numbers.Whole("like_count"), Comments: numbers.Whole("reply_count"), Shares: shares, Saves: numbers.Whole("bookmark_count"),
            Clicks: json.Whole("data", "non_public_metrics", "url_link_clicks") ?? json.Whole("data", "organic_metrics", "url_link_clicks"));
    }
}
