using System.Text.Json.Nodes;
using ContentFactory.Domain.Platforms.Sandbox;
using ContentFactory.Web.Sandbox.Networks.Meta;

namespace ContentFactory.Web.Sandbox.Networks.Facebook;

/// <summary>Posts of a page as its lists, nodes and insights show them.</summary>
internal static class FacebookPosts
{
    public const string StoryMethod = "story";

    /// <summary>The figure in use: no document of Facebook's names one.</summary>
    public const int LongestText = 63_206;

    /// <summary>The same of a comment.</summary>
    public const int LongestComment = 8000;

    public static bool IsStory(SandboxEntry entry) => entry.Method is StoryMethod or FacebookUploads.VideoStory;

    /// <summary>Photos stand in the list as the post that shows them.</summary>
    public static bool IsListed(SandboxEntry entry) => !IsStory(entry) && !MetaComments.IsComment(entry) && entry.Method is not FacebookPhotos.Photo;

    /// <summary>"{page}_{post}".</summary>
    public static string PostId(SandboxVisit visit, int number) => $"{visit.AccountId}_{visit.IdOf(number)}";

    /// <summary>Published or not; by the id of a post or of its video or photo.</summary>
    public static Task<SandboxEntry?> FindAsync(SandboxVisit visit, string id, CancellationToken ct)
    {
        var page = visit.AccountId + "_";
        return visit.FindAsync(id.StartsWith(page, StringComparison.Ordinal) ? id[page.Length..] : id, MetaIds.Posts, ct);
    }

    /// <summary>Null where Facebook would take the words and the link.</summary>
    public static SandboxReply? Refusal(SandboxRequest request, int photos)
    {
        var (message, link) = (request["message"], request["link"]);
        if (message.Length == 0 && link.Length == 0 && photos == 0)
            return MetaAnswers.Error(100, "Invalid parameter", 1349125, "The post is empty. Please enter a message to share.");
        if (message.Length > LongestText)
            return TooLong("message");
        return link.Length == 0 || (Uri.TryCreate(link, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https")
            ? null
            : MetaAnswers.Error(100, "Invalid parameter", 1609005, "The link could not be posted: the address is not valid.");
    }

    public static SandboxReply TooLong(string parameter) => MetaAnswers.Parameter(FormattableString.Invariant($"Param {parameter} must be at most {LongestText} characters long"));

    /// <summary>A link is shown below the words, as its card would be.</summary>
    public static string Words(SandboxRequest request) => (request["message"], request["link"]) switch
    {
        (var message, "") => message,
        ("", var link) => link,
        var (message, link) => message.Contains(link, StringComparison.Ordinal) ? message : $"{message}\n\n{link}",
    };

    public static JsonObject Node(SandboxVisit visit, SandboxEntry entry)
    {
        var numbers = visit.Numbers(entry);
        var isVideo = entry.Method is FacebookUploads.Video or FacebookUploads.Reel or FacebookUploads.VideoStory;
        var words = entry.Text.Length > 0 ? entry.Text : null;
        return new()
        {
            ["id"] = isVideo || IsStory(entry) || entry.Method is FacebookPhotos.Photo ? visit.IdOf(entry.Number) : PostId(visit, entry.Number),
            ["message"] = words, ["description"] = words, ["title"] = entry.Title, ["created_time"] = MetaAnswers.Time(entry.SentAt),
            ["permalink_url"] = entry.State is SandboxStage.Published ? visit.AddressOf(entry.Number) : null,
            ["shares"] = new JsonObject { ["count"] = numbers.Shares }, ["views"] = isVideo ? numbers.Views : null, ["status"] = isVideo ? FacebookUploads.Status(visit, entry) : null,
            ["reactions"] = Counted(numbers.Likes), ["likes"] = Counted(numbers.Likes), ["comments"] = Counted(numbers.Comments),
        };
    }

    private static JsonObject Counted(long count) => new() { ["data"] = new JsonArray(), ["summary"] = new JsonObject { ["total_count"] = count } };

    public static JsonObject Story(SandboxVisit visit, SandboxEntry story) => new()
    {
        ["post_id"] = visit.IdOf(story.Number), ["status"] = "PUBLISHED", ["creation_time"] = story.SentAt.ToUnixTimeSeconds(), ["media_id"] = visit.IdOf(story.Number),
        ["media_type"] = story.Method is FacebookUploads.VideoStory ? "video" : "photo", ["url"] = visit.AddressOf(story.Number),
    };

    public static SandboxReply Insights(SandboxVisit visit, SandboxEntry post)
    {
        var numbers = visit.Numbers(post);
        var metrics = visit.Request.Segments[^1] is "insights" ? OfPost(numbers) : OfVideo(numbers, post);
        return MetaAnswers.Insights(visit.Request.Segments[1], visit.Request["metric"], metrics);
    }

    private static Dictionary<string, JsonNode> OfPost(MetaNumbers numbers) => new(StringComparer.Ordinal)
    {
        ["post_media_view"] = numbers.Views, ["post_total_media_view_unique"] = numbers.Reach, ["post_clicks"] = numbers.Clicks,
        ["post_activity_by_action_type"] = new JsonObject { ["like"] = numbers.Likes, ["comment"] = numbers.Comments, ["share"] = numbers.Shares },
    };

    private static Dictionary<string, JsonNode> OfVideo(MetaNumbers numbers, SandboxEntry post) => new(StringComparer.Ordinal)
    {
        [post.Method is FacebookUploads.Reel ? "fb_reels_total_plays" : "total_video_views"] = numbers.Views, ["post_impressions_unique"] = numbers.Reach,
        ["post_video_avg_time_watched"] = 5300 + (post.Number % 50 * 100), ["post_video_likes_by_reaction_type"] = new JsonObject { ["REACTION_LIKE"] = numbers.Likes },
        ["post_video_social_actions"] = new JsonObject { ["COMMENT"] = numbers.Comments, ["SHARE"] = numbers.Shares },
    };
}
