using System.Text.Json;
using System.Text.Json.Nodes;
using ContentFactory.Domain.Platforms.Http;

namespace ContentFactory.Domain.Platforms.TikTok;

/// <summary>Public posts of the account (Display API, "Query Videos", "List Videos"; scope video.list). Reads only.</summary>
internal sealed class TikTokPosts(TikTokApi api)
{
    public const string Source = "display_api";

    /// <summary>The most that one call lists.</summary>
    private const int Most = 20;

    /// <summary>A description is told up to this length; unconfirmed whether photos' ones are.</summary>
    private const int ToldLength = 140;

    /// <summary>Null where TikTok shows no such post: removed, or not public any more.</summary>
    public async Task<(JsonElement? Post, TikTokReply Reply)> QueryAsync(PlatformAccount account, string id, CancellationToken ct)
    {
        var body = new JsonObject { ["filters"] = new JsonObject { ["video_ids"] = new JsonArray(id) } };
        var reply = await api.PostAsync(account, "/v2/video/query/", body, ct, "id,view_count,like_count,comment_count,share_count");
        return (reply.Data.Items("videos").Select(v => (JsonElement?)v).FirstOrDefault(v => v!.Value.Word("id") == id), reply);
    }

    /// <summary>The newest ones.</summary>
    public async Task<(IReadOnlyList<SeenPost> Posts, TikTokReply Reply)> NewestAsync(PlatformAccount account, CancellationToken ct)
    {
        var reply = await api.PostAsync(account, "/v2/video/list/", new JsonObject { ["max_count"] = Most }, ct, "id,title,video_description,create_time,share_url");
        return ([.. reply.Data.Items("videos").Select(v => Read(account, v)).OfType<SeenPost>()], reply);
    }

    /// <summary>What TikTok tells of a post's words is their beginning.</summary>
    public static bool IsSame(SeenPost seen, string words)
    {
        var (told, own) = (OutgoingWords.Bare(seen.Start), OutgoingWords.Bare(words));
        return told.Length > 0 && (told == own || (seen.Start.Length >= ToldLength && own.StartsWith(told, StringComparison.Ordinal)));
    }

    private SeenPost? Read(PlatformAccount account, JsonElement video)
    {
        if (TikTokHandle.Trusted(video.Word("id")) is not { } id)
            return null;
        DateTimeOffset? at = video.Whole("create_time") is > 0 and < 32_503_680_000 and var seconds ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;
        var words = video.Word("video_description") is { Length: > 0 } description ? description : video.Word("title");
        return new(id, api.AddressOf(account, id) ?? video.Word("share_url"), at, PlatformWords.Clean(words) ?? "");
    }
}
