using System.Globalization;
using System.Text.Json.Nodes;
using ContentFactory.Domain.Platforms.Sandbox;

namespace ContentFactory.Web.Sandbox.Networks.X;

/// <summary>Posts: made, listed, read with their numbers, removed. Addresses in them stay as they were written, where X would shorten them.</summary>
internal sealed class XSandboxPosts(SandboxVisit visit)
{
    private const int MostFiles = 4;

    // for how long X takes no repeated text is said nowhere
    private static readonly TimeSpan Repeats = TimeSpan.FromMinutes(10);

    public async Task<SandboxReply> CreateAsync(CancellationToken ct)
    {
        var body = visit.Request.Json;
        var text = body.Text("text");
        List<string> ids = [.. body.Items("media", "media_ids").Select(id => id.Text())];
        var before = body.Text("reply", "in_reply_to_tweet_id");
        if (text.Length == 0 && ids.Count == 0)
            return XProblem.Invalid("One of text or media is required.");
        if (XSandboxText.IsTooLong(text))
            return XProblem.Invalid("Your Tweet text is too long. For more information, check out our Counting Characters guide.");
        if (before.Length > 0 && await FindAsync(before, ct) is null)
            return XProblem.Forbidden("You attempted to reply to a Tweet that is deleted or not visible to you.");
        var (files, refusal) = await FilesAsync(ids, ct);
        if (refusal is not null)
            return refusal;
        if (files.Count == 0 && (await SandboxSet.RecentAsync(visit, ct)).Any(p => p.Text == text && visit.Now - p.SentAt < Repeats && SandboxSet.FilesOf(p) == 0))
            return XProblem.Forbidden("You are not allowed to create a Tweet with duplicate content.");
        var facts = new JsonObject { ["reply_to"] = before, ["reply_settings"] = body.Text("reply_settings") };
        var number = await SandboxSet.RecordAsync(visit, new(MethodOf(files, before), text), facts, [.. files.Select(f => f.Attachment)], ct);
        var id = SandboxSnowflake.Of(visit.Account, number);
        return SandboxReply.Json(new JsonObject { ["data"] = new JsonObject { ["id"] = id, ["text"] = Shown(id, text, files.Count > 0), ["edit_history_tweet_ids"] = new JsonArray(id) } }, 201);
    }

    public async Task<SandboxReply> ListAsync(string user, CancellationToken ct)
    {
        if (user != visit.AccountId)
            return XProblem.Missing("user", user, 200);
        var from = DateTimeOffset.TryParse(visit.Request["start_time"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var start) ? start : DateTimeOffset.MinValue;
        var most = int.TryParse(visit.Request["max_results"], NumberStyles.None, CultureInfo.InvariantCulture, out var asked) ? Math.Clamp(asked, 5, 100) : 10;
        var recent = (await SandboxSet.RecentAsync(visit, ct)).ToDictionary(p => SandboxSnowflake.Of(visit.Account, p.Number));
        var posts = recent.Values.Where(p => p.SentAt >= from).OrderByDescending(p => p.Number).Take(most).Select(p => (JsonNode)InConversation(p, recent)).ToArray();
        var answer = new JsonObject { ["meta"] = new JsonObject { ["result_count"] = posts.Length } };
        if (posts.Length > 0)
            answer["data"] = new JsonArray(posts);
        return SandboxReply.Json(answer);
    }

    public async Task<SandboxReply> ReadAsync(string id, CancellationToken ct) =>
        await FindAsync(id, ct) is { } post ? SandboxReply.Json(new JsonObject { ["data"] = WithNumbers(Post(post), visit.Views(post)) }) : XProblem.Missing("tweet", id, 200);

    public async Task<SandboxReply> DeleteAsync(string id, CancellationToken ct)
    {
        if (await FindAsync(id, ct) is not { } post)
            return XProblem.Missing("tweet", id, 404);
        await SandboxSet.RemoveAsync(visit, post, ct);
        return SandboxReply.Json(new JsonObject { ["data"] = new JsonObject { ["deleted"] = true } });
    }

    private async Task<(IReadOnlyList<XSandboxFile> Files, SandboxReply? Refusal)> FilesAsync(List<string> ids, CancellationToken ct)
    {
        if (ids.Count > MostFiles)
            return ([], XProblem.Invalid("$.media.media_ids: there must be a maximum of 4 items in the array"));
        var (media, files) = (new XSandboxMedia(visit), new List<XSandboxFile>());
        foreach (var id in ids)
        {
            if (await media.ReadyAsync(id, ct) is not { } file)
                return ([], XProblem.Invalid("Your media IDs are invalid."));
            files.Add(file);
        }
        return files.Count > 1 && files.Any(f => f.Category is not "tweet_image")
            ? ([], XProblem.Invalid("Attached media must be up to 4 photos, or 1 GIF, or 1 video."))
            : (files, null);
    }

    private static string MethodOf(IReadOnlyList<XSandboxFile> files, string before) => files switch
    {
        [{ Category: "tweet_video" }] => "video",
        [{ Category: "tweet_gif" }] => "gif",
        [_, ..] => "image",
        [] => before.Length > 0 ? "thread part" : "text",
    };

    private Task<SandboxEntry?> FindAsync(string id, CancellationToken ct) => SandboxSet.FindAsync(visit, SandboxSnowflake.NumberOf(visit.Account, id), ct);

    /// <summary>With the first post of the chain that it belongs to.</summary>
    private JsonObject InConversation(SandboxEntry entry, Dictionary<string, SandboxEntry> recent)
    {
        var (post, root) = (Post(entry), SandboxSnowflake.Of(visit.Account, entry.Number));
        while (recent.TryGetValue(root, out var here) && here.Facts().Text("reply_to") is { Length: > 0 } before)
            root = before;
        post["conversation_id"] = root;
        return post;
    }

    private JsonObject Post(SandboxEntry entry)
    {
        var (id, files) = (SandboxSnowflake.Of(visit.Account, entry.Number), SandboxSet.FilesOf(entry));
        var post = new JsonObject
        {
            ["id"] = id, ["text"] = Shown(id, entry.Text, files > 0), ["created_at"] = entry.SentAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
            ["edit_history_tweet_ids"] = new JsonArray(id),
        };
        if (files > 0)
            post["attachments"] = new JsonObject { ["media_keys"] = new JsonArray([.. Enumerable.Range(0, files).Select(place => (JsonNode)$"3_{SandboxSnowflake.Of(visit.Account, entry.Number + place)}")]) };
        return post;
    }

    // X escapes what HTML would read, and shows the files of a post as one more address
    private static string Shown(string id, string text, bool hasFiles)
    {
        var safe = text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);
        return hasFiles ? $"{safe} https://t.co/{id[^10..]}".TrimStart() : safe;
    }

    private static JsonObject WithNumbers(JsonObject post, long views)
    {
        post["public_metrics"] = new JsonObject
        {
            ["impression_count"] = views, ["like_count"] = views / 25, ["retweet_count"] = views / 120, ["quote_count"] = views / 700, ["reply_count"] = views / 180, ["bookmark_count"] = views / 220,
        };
        post["non_public_metrics"] = new JsonObject { ["impression_count"] = views, ["url_link_clicks"] = views / 60, ["user_profile_clicks"] = views / 150 };
        post["organic_metrics"] = new JsonObject { ["impression_count"] = views, ["like_count"] = views / 25, ["reply_count"] = views / 180, ["url_link_clicks"] = views / 60 };
        return post;
    }
}
