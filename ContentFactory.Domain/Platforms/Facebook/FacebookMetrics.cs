using System.Text.Json;
using ContentFactory.Domain.Platforms.Http;
using ContentFactory.Domain.Platforms.Meta;

namespace ContentFactory.Domain.Platforms.Facebook;

/// <summary>
/// Numbers of a post or a video. The names of the metrics are those in use since Meta gave up post_impressions in June 2026; no stored document lists
/// them, so that a refusal leaves what the post itself says.
/// </summary>
internal sealed class FacebookMetrics(Graph graph)
{
    private const string Source = "insights";
    private const string FieldSource = "post";
    private const string PostMetricNames = "post_media_view,post_total_media_view_unique,post_clicks,post_activity_by_action_type";

    private static readonly string[] Plays = ["fb_reels_total_plays", "blue_reels_play_count", "total_video_views", "post_video_views"];
    private static readonly string[] Reaches = ["post_total_media_view_unique", "post_impressions_unique", "total_video_impressions_unique"];
    private static readonly string[] WatchTimes = ["post_video_avg_time_watched", "total_video_avg_time_watched"];

    public async Task<MetricsOutcome> ReadAsync(PlatformAccount account, string externalId, CancellationToken ct)
    {
        if (FacebookApi.SeatOf(graph, account) is not { } seat)
            return new(MetricsKind.Failed, Reason: MetaErrors.Text(ProblemKind.Invalid, null, "TokenMissing"));
        // posts are named "{page}_{post}", videos by a number alone
        return externalId.Contains('_', StringComparison.Ordinal) ? await PostAsync(seat, externalId, ct) : await VideoAsync(seat, externalId, ct);
    }

    private async Task<MetricsOutcome> PostAsync(GraphSeat seat, string id, CancellationToken ct)
    {
        var post = await graph.GetAsync(seat, Graph.Path(id), ct, [("fields", "id,created_time,shares")]);
        if (!post.Done)
            return Failed(post);
        var insights = await graph.GetAsync(seat, Graph.Path(id, "insights"), ct, [("metric", PostMetricNames)]);
        var shares = post.Json.Whole("shares", "count");
        return insights.Done ? new(MetricsKind.Read, OfPost(new(insights.Json), shares), Source) : Partly(insights, shares is null ? null : new(Shares: shares));
    }

    private async Task<MetricsOutcome> VideoAsync(GraphSeat seat, string id, CancellationToken ct)
    {
        var video = await graph.GetAsync(seat, Graph.Path(id), ct, [("fields", "id,created_time,views")]);
        if (!video.Done)
            return Failed(video);
        var insights = await graph.GetAsync(seat, Graph.Path(id, "video_insights"), ct);
        var views = video.Json.Whole("views");
        return insights.Done ? new(MetricsKind.Read, OfVideo(new(insights.Json), views), Source) : Partly(insights, views is null ? null : new(Views: views));
    }

    private static PostMetrics OfPost(MetaInsights insights, long? shares) => new(
        Views: insights.Whole("post_media_view", "post_impressions"), Reach: insights.Whole(Reaches), Clicks: insights.Whole("post_clicks"),
        Likes: insights.Part("post_activity_by_action_type", "like") ?? insights.Sum("post_reactions_by_type_total"),
        Comments: insights.Part("post_activity_by_action_type", "comment"), Shares: insights.Part("post_activity_by_action_type", "share") ?? shares);

    private static PostMetrics OfVideo(MetaInsights insights, long? views) => new(
        Views: insights.Whole(Plays) ?? views, Reach: insights.Whole(Reaches),
        Likes: insights.Sum("post_video_likes_by_reaction_type") ?? insights.Sum("total_video_reactions_by_type_total"),
        Comments: insights.Part("post_video_social_actions", "comment"), Shares: insights.Part("post_video_social_actions", "share"),
        AverageWatchSeconds: insights.Number(WatchTimes) is { } milliseconds ? milliseconds / 1000 : null);

    /// <summary>Insights that are not granted, or not offered for this post, leave what is read without them.</summary>
    private static MetricsOutcome Partly(GraphReply insights, PostMetrics? rest) => insights switch
    {
        { State: GraphState.Refused, Error: { } error } when GraphFaults.Of(error) is GraphFault.Permission => new(MetricsKind.NotObtainable, rest, rest is null ? null : FieldSource, MetaErrors.Problem(insights)),
        { State: GraphState.Refused, Error: { } error } when GraphFaults.Of(error) is GraphFault.Other && !FacebookErrors.IsMissing(insights) =>
            new(MetricsKind.NotObtainable, rest, rest is null ? null : FieldSource, FacebookErrors.Verdicts.Text(ProblemKind.Unavailable, null, "NumbersRefused", insights.Words)),
        _ => Failed(insights),
    };

    private static MetricsOutcome Failed(GraphReply reply) => reply switch
    {
        _ when FacebookErrors.IsMissing(reply) => new(MetricsKind.Removed, Source: FieldSource),
        _ when MetaErrors.IsLimit(reply) => new(MetricsKind.RateLimited, RetryAfter: GraphFaults.Wait(reply)),
        _ => new(MetricsKind.Failed, Reason: MetaErrors.Problem(reply)),
    };
}
