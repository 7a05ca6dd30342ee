using System.Text.Json.Nodes;
using ContentFactory.Domain;
using ContentFactory.Domain.Platforms.Sandbox;

namespace ContentFactory.Web.Sandbox.Networks.TikTok;

/// <summary>What became of a post, and the public ones with their numbers ("Get Post Status", "Query Videos", "List Videos").</summary>
internal static class TikTokShelf
{
    private const int MostListed = 20;

    /// <summary>The beginning of the words is told, not all of them.</summary>
    private const int ToldLength = 150;

    public static async Task<SandboxReply> StatusAsync(SandboxVisit visit, CancellationToken ct)
    {
        if (visit.Request.Json.Word("publish_id") is not { } id || TikTokPost.NumberOf(visit.Account, id) is not { } number
            || await visit.Posts.FindAsync(visit.Account.Id, number, ct) is not { } entry || TikTokPost.Of(entry) is not { } post || post.PublishId(visit.Account, number) != id)
            return TikTokAnswer.Fault(400, "invalid_publish_id", "The publish_id does not exist.");
        var status = new JsonObject { ["status"] = StatusOf(visit, entry, post), ["uploaded_bytes"] = post.Photos ? 0 : post.Got };
        if (post.IsPublic(visit.Now))
            status["publicaly_available_post_id"] = new JsonArray(NetworkIds.Of(visit.Account, number));
        return TikTokAnswer.Ok(status);
    }

    public static async Task<SandboxReply> QueryAsync(SandboxVisit visit, CancellationToken ct)
    {
        var videos = new JsonArray();
        foreach (var id in visit.Request.Json.Words("filters", "video_ids").Take(MostListed))
            if (TikTokPost.NumberOf(visit.Account, id) is { } number && await visit.Posts.FindAsync(visit.Account.Id, number, ct) is { } entry && IsShown(visit, entry))
                videos.Add(Video(visit, entry));
        return TikTokAnswer.Ok(new() { ["videos"] = videos });
    }

    /// <summary>Newest first.</summary>
    public static async Task<SandboxReply> ListAsync(SandboxVisit visit, CancellationToken ct)
    {
        var most = (int)Math.Clamp(visit.Request.Json.Whole("max_count") ?? 10, 1, MostListed);
        var entries = await visit.Posts.PublishedAsync(visit.Account.Id, int.MaxValue, ct);
        return TikTokAnswer.Ok(new()
        {
            ["videos"] = new JsonArray([.. entries.Where(entry => IsShown(visit, entry)).Take(most).Select(entry => (JsonNode)Video(visit, entry))]), ["has_more"] = false,
        });
    }

    private static string StatusOf(SandboxVisit visit, SandboxEntry entry, TikTokPost post) => (entry.State, post.IsReady(visit.Now)) switch
    {
        (SandboxStage.Published, true) => post.IsDraft ? "SEND_TO_USER_INBOX" : "PUBLISH_COMPLETE",
        _ => post.Photos ? "PROCESSING_DOWNLOAD" : "PROCESSING_UPLOAD",
    };

    private static bool IsShown(SandboxVisit visit, SandboxEntry entry) => entry.State is SandboxStage.Published && TikTokPost.Of(entry)?.IsPublic(visit.Now) is true;

    /// <summary>The fields that were asked for.</summary>
    private static JsonObject Video(SandboxVisit visit, SandboxEntry entry)
    {
        var (id, views, at) = (TikTokPost.IdOf(visit.Account, entry.Number), visit.Views(entry), TikTokPost.Of(entry)?.At ?? entry.SentAt);
        var video = new JsonObject();
        foreach (var field in visit.Request["fields"].Split(','))
            if (Field(field) is { } value)
                video[field] = value;
        return video;

        JsonNode? Field(string name) => name switch
        {
            "id" => id,
            "title" => PlainText.Cut(entry.Title ?? entry.Text, ToldLength),
            "video_description" => PlainText.Cut(entry.Text, ToldLength),
            "create_time" => at.ToUnixTimeSeconds(),
            "share_url" => $"https://www.tiktok.com/@{visit.Account.Handle}/video/{id}",
            "view_count" => views,
            "like_count" => views / 10,
            "comment_count" => views / 100,
            "share_count" => views / 50,
            _ => null,
        };
    }
}
