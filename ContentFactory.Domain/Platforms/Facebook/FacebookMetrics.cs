using System.Text.Json;
using ContentFactory.Domain.Platforms.Http;
using ContentFactory.Domain.Platforms.Meta;

namespace ContentFactory.Domain.Platforms.Facebook;

/// <summary>
/// Numbers of a post or a video. The names of the metrics are those in use since Meta gave up post_impressions in June 2026; no stored document lists
/// them, and one wrong name spoils the whole request, so that whatever the post itself can say is read from there.
/// </summary>
internal sealed class FacebookMetrics(Graph graph)
{
    private const string Source = "insights";
    private const string FieldSource = "post";
    private const string PostMetricNames = "post_media_view,post_total_media_view_unique,post_clicks";
    private const string Count = "limit(0).summary(true)";

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
        var post = await CountedAsync(seat, id, "id,shares", $"reactions.{Count},comments.{Count}", ct);
        if (!post.Done)
            return Failed(post);
        var own = new PostMetrics(Likes: Total(post, "reactions"), Comments: Total(post, "comments"), Shares: post.Json.Whole("shares", "count"));
        var insights = await graph.GetAsync(seat, Graph.Path(id, "insights"), ct, [("metric", PostMetricNames)]);
        return insights.Done ? new(MetricsKind.Read, OfPost(new(insights.Json), own), Source) : Partly(insights, own);
    }

    private async Task<MetricsOutcome> VideoAsync(GraphSeat seat, string id, CancellationToken ct)
    {
        var video = await CountedAsync(seat, id, "id,views", $"likes.{Count},comments.{Count}", ct);
        if (!video.Done)
            return Failed(video);
        var own = new PostMetrics(Views: video.Json.Whole("views"), Likes: Total(video, "likes"), Comments: Total(video, "comments"));
        var insights = await graph.GetAsync(seat, Graph.Path(id, "video_insights"), ct);
        return insights.Done ? new(MetricsKind.Read, OfVideo(new(insights.Json), own), Source) : Partly(insights, own);
    }

    /// <summary>What people wrote and felt may need a right that was not granted: the rest is read without it then.</summary>
    private async Task<GraphReply> CountedAsync(GraphSeat seat, string id, string fields, string counts, CancellationToken ct)
    {
        var reply = await graph.GetAsync(seat, Graph.Path(id), ct, [("fields", $"{fields},{counts}")]);
        return reply is { State: GraphState.Refused, Error: { } error } && GraphFaults.Of(error) is GraphFault.Permission
            ? await graph.GetAsync(seat, Graph.Path(id), ct, [("fields", fields)])
            : reply;
    }

    private static long? Total(GraphReply reply, string edge) => reply.Json.Whole(edge, "summary", "total_count");

    private static PostMetrics OfPost(MetaInsights insights, PostMetrics own) => own with
    {
        Views = insights.Whole("post_media_view"), Reach = insights.Whole(Reaches), Clicks = insights.Whole("post_clicks"),
    };

    private static PostMetrics OfVideo(MetaInsights insights, PostMetrics own) => own with
    {
        Views = insights.Whole(Plays) ?? own.Views, Reach = insights.Whole(Reaches),
        Likes = own.Likes ?? insights.Sum("post_video_likes_by_reaction_type"),
        Comments = own.Comments ?? insights.Part("post_video_social_actions", "comment"), Shares = insights.Part("post_video_social_actions", "share"),
        AverageWatchSeconds = insights.Number(WatchTimes) is { } milliseconds ? milliseconds / 1000 : null,
    };

    /// <summary>Insights that are not granted, or not offered for this post, leave what is read without them.</summary>
    private static MetricsOutcome Partly(GraphReply insights, PostMetrics own)
    {
        var rest = own == new PostMetrics() ? null : own;
        var source = rest is null ? null : FieldSource;
        return insights switch
        {
            { State: GraphState.Refused, Error: { } error } when GraphFaults.Of(error) is GraphFault.Permission => new(MetricsKind.NotObtainable, rest, source, MetaErrors.Problem(insights)),
            { State: GraphState.Refused, Error: { } error } when GraphFaults.Of(error) is GraphFault.Other && !FacebookErrors.IsMissing(insights) =>
                new(MetricsKind.NotObtainable, rest, source, FacebookErrors.Verdicts.Text(ProblemKind.Unavailable, null, "NumbersRefused", insights.Words)),
            _ => Failed(insights),
        };
    }

    private static MetricsOutcome Failed(GraphReply reply) => reply switch
    {
        _ when FacebookErrors.IsMissing(reply) => new(MetricsKind.Removed, Source: FieldSource),
        _ when MetaErrors.IsLimit(reply) => new(MetricsKind.RateLimited, RetryAfter: GraphFaults.Wait(reply)),
        _ => new(MetricsKind.Failed, Reason: MetaErrors.Problem(reply)),
    };
}
