using System.Text.Json;
using ContentFactory.Domain.Platforms.Http;
using ContentFactory.Domain.Platforms.Meta;

namespace ContentFactory.Domain.Platforms.Instagram;

/// <summary>Numbers of a post: which ones there are depends on what it is (Meta, "Instagram Media Insights", v25.0).</summary>
internal sealed class InstagramMetrics(Graph graph, TimeProvider clock)
{
    private const string Source = "insights";
    private const string FieldSource = "media";

    private const string Story = "views,reach,shares";
    private const string Feed = "views,reach,likes,comments,shares,saved";
    private const string Reel = $"{Feed},ig_reels_avg_watch_time";

    private static readonly TimeSpan StoryLife = TimeSpan.FromHours(24);

    public async Task<MetricsOutcome> ReadAsync(PlatformAccount account, string externalId, CancellationToken ct)
    {
        if (InstagramLogin.SeatOf(graph, account) is not { } seat)
            return new(MetricsKind.Failed, Reason: MetaErrors.Text(ProblemKind.Invalid, null, "TokenMissing"));
        var media = await graph.GetAsync(seat, Graph.Path(externalId), ct, [("fields", "media_type,media_product_type,timestamp,like_count,comments_count")]);
        if (!media.Done)
            return Failed(media);
        var isStory = media.Json.Word("media_product_type") is "STORY";
        if (isStory && MetaFeed.TimeOf(media.Json.Word("timestamp")) + StoryLife < clock.GetUtcNow())
            return NotObtainable(media.Json, InstagramErrors.Text(ProblemKind.Unavailable, null, "StoryOver"));
        var insights = await graph.GetAsync(seat, Graph.Path(externalId, "insights"), ct, [("metric", MetricsOf(media.Json, isStory))]);
        if (insights.Done)
            return new(MetricsKind.Read, Read(insights.Json, media.Json), Source);
        return IsHidden(insights) ? NotObtainable(media.Json, Hidden(insights, isStory)) : Failed(insights);
    }

    private static string MetricsOf(JsonElement media, bool isStory) => media.Word("media_product_type") switch
    {
        _ when isStory => Story,
        "REELS" => Reel,
        _ => Feed,
    };

    private static PostMetrics Read(JsonElement insights, JsonElement media)
    {
        var numbers = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var metric in insights.Items("data"))
        {
            if (metric.Word("name") is { } name && NumberOf(metric) is { } number)
                numbers[name] = number;
        }
        return new(
            Views: Whole(numbers, "views"), Reach: Whole(numbers, "reach"), Shares: Whole(numbers, "shares"), Saves: Whole(numbers, "saved"),
            Likes: Whole(numbers, "likes") ?? media.Whole("like_count"), Comments: Whole(numbers, "comments") ?? media.Whole("comments_count"),
            AverageWatchSeconds: numbers.TryGetValue("ig_reels_avg_watch_time", out var milliseconds) ? milliseconds / 1000 : null);
    }

    private static double? NumberOf(JsonElement metric)
    {
        var value = metric.At("total_value", "value") ?? metric.Items("values").Select(v => v.Property("value")).FirstOrDefault();
        return value is { ValueKind: JsonValueKind.Number } number ? number.GetDouble() : null;
    }

    private static long? Whole(Dictionary<string, double> numbers, string name) => numbers.TryGetValue(name, out var number) ? (long)number : null;

    /// <summary>The permission for insights was not granted, or a story has had too few viewers: the same code.</summary>
    private static bool IsHidden(GraphReply reply) => reply is { State: GraphState.Refused, Error: { } error } && GraphFaults.Of(error) is GraphFault.Permission;

    private static Problem Hidden(GraphReply reply, bool isStory) =>
        isStory ? InstagramErrors.Text(ProblemKind.Unavailable, null, "StoryFewViewers", reply.Words) : MetaErrors.Text(ProblemKind.Unavailable, null, "PermissionMissing", reply.Words);

    private static MetricsOutcome NotObtainable(JsonElement media, Problem reason)
    {
        var (likes, comments) = (media.Whole("like_count"), media.Whole("comments_count"));
        return likes is null && comments is null
            ? new(MetricsKind.NotObtainable, Reason: reason)
            : new(MetricsKind.NotObtainable, new(Likes: likes, Comments: comments), FieldSource, reason);
    }

    private static MetricsOutcome Failed(GraphReply reply) => reply switch
    {
        { State: GraphState.Refused } when InstagramErrors.RowOf(reply.Error)?.Remedy is InstagramRemedy.Missing => new(MetricsKind.Removed, Source: FieldSource),
        _ when MetaErrors.IsLimit(reply) => new(MetricsKind.RateLimited, RetryAfter: GraphFaults.Wait(reply)),
        _ => new(MetricsKind.Failed, Reason: MetaErrors.Problem(reply)),
    };
}
