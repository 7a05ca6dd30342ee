using System.Globalization;
using System.Text.Json.Nodes;
using ContentFactory.Tests.Platforms.Contract;

namespace ContentFactory.Tests.Platforms.Facebook;

internal sealed partial class FakeFacebook
{
    /// <summary>One name that is not of these spoils the whole request: Meta retired post_impressions and its kin in 2025 and 2026.</summary>
    private static readonly string[] PostMetrics = ["post_media_view", "post_total_media_view_unique", "post_clicks", "post_reactions_by_type_total", "post_reactions_like_total", "post_video_views"];

    private static readonly string[] VideoMetrics = ["blue_reels_play_count", "fb_reels_total_plays", "post_impressions_unique", "post_video_avg_time_watched", "post_video_likes_by_reaction_type", "post_video_social_actions"];

    private FakePost? Find(string id) => posts.FirstOrDefault(p => p.Id == id && !p.IsRemoved && (p.Video is null || p.Video.IsOut(Now)));

    private Answer List(ContractCall call, IEnumerable<FakePost> of)
    {
        var limit = int.Parse(call.Text("limit") ?? "25", CultureInfo.InvariantCulture);
        var rows = of.Where(p => !p.IsRemoved && p.Page == Owner(call)).OrderByDescending(p => p.At).Take(limit);
        return GraphAnswer.List(rows.Select(p => GraphAnswer.Choose(Show(p), call.Text("fields"))));
    }

    private Answer Stories() => GraphAnswer.List(posts.Where(p => p is { IsStory: true, IsRemoved: false } && Now - p.At < TimeSpan.FromHours(24) && (p.Video is null || p.Video.IsOut(Now))).Select(p => new JsonObject
    {
        ["post_id"] = p.Id,
        ["status"] = "PUBLISHED",
        ["media_id"] = p.Video?.Id ?? p.Photos[0].Id,
        ["url"] = $"https://facebook.com/stories/{p.Id}",
    }));

    private static JsonObject Show(FakePost post) => new()
    {
        ["id"] = post.Id,
        ["message"] = post.Text,
        ["created_time"] = Stamp(post.At),
        ["permalink_url"] = post.Video is null ? post.Permalink : $"https://www.facebook.com{post.Permalink}",
        ["is_published"] = post.IsPublished,
        ["status_type"] = post.Video is not null ? "added_video" : post.Photos.Count > 0 ? "added_photos" : post.Link is not null ? "shared_story" : "mobile_status_update",
        ["from"] = new JsonObject { ["id"] = post.Page, ["name"] = "Contract Page" },
        ["shares"] = post.Shares == 0 ? null : new JsonObject { ["count"] = post.Shares },
        ["reactions"] = Summary(post.Reactions),
        ["comments"] = Summary(post.Comments),
    };

    private JsonObject Show(FakeVideo video) => new()
    {
        ["id"] = video.Id,
        ["status"] = StatusOf(video),
        ["title"] = video.Title,
        ["description"] = video.Description,
        ["created_time"] = Stamp(video.At),
        ["published"] = video.IsOut(Now),
        ["post_id"] = video.IsOut(Now) ? video.Post!.Id.Split('_')[^1] : null,
        ["permalink_url"] = video.Post?.Permalink ?? $"/watch/{video.Id}/",
        ["views"] = (long)(video.Post?.Insights.GetValueOrDefault("views") ?? 0),
        ["likes"] = Summary(video.Post?.Reactions ?? 0),
        ["comments"] = Summary(video.Post?.Comments ?? 0),
    };

    private static JsonObject Summary(long count) => new() { ["data"] = new JsonArray(), ["summary"] = new JsonObject { ["total_count"] = count } };

    private Answer Insights(ContractCall call, string step)
    {
        var (id, known) = (Owner(call), step == "insights" ? PostMetrics : VideoMetrics);
        var post = step == "insights" ? Find(id) : posts.FirstOrDefault(p => p.Video?.Id == id && !p.IsRemoved);
        if (post is null)
            return GraphAnswer.Gone;
        if (step == "insights" && (post.Kind == "reel" || post.IsStory))
            return GraphAnswer.Error(100, 0, "(#100) Tried accessing nonexisting field (insights)");
        var metrics = call.Text("metric")?.Split(',') ?? known;
        if (metrics.Except(known).Any())
            return GraphAnswer.Error(100, 0, "The value must be a valid insights metric");
        return GraphAnswer.List(metrics.Select(m => new JsonObject
        {
            ["name"] = m,
            ["period"] = "lifetime",
            ["values"] = new JsonArray(new JsonObject { ["value"] = ValueOf(m, post.Insights.GetValueOrDefault(m)) }),
            ["title"] = m,
            ["description"] = m,
            ["id"] = $"{id}/insights/{m}/lifetime",
        }));
    }

    private static JsonNode ValueOf(string metric, double value) =>
        metric.Contains("type", StringComparison.Ordinal) || metric.EndsWith("actions", StringComparison.Ordinal) ? new JsonObject { ["like"] = value } : value;

    private Answer Delete(ContractCall call)
    {
        var id = LastPart(call);
        if (posts.FirstOrDefault(p => p.IsCalled(id) && !p.IsRemoved) is not { } post)
            return GraphAnswer.Gone;
        post.IsRemoved = true;
        return GraphAnswer.Success;
    }

    private static string Stamp(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'+0000'", CultureInfo.InvariantCulture);
}
