using System.Globalization;
using System.Text.Json.Nodes;
using ContentFactory.Domain.Platforms.Sandbox;

namespace ContentFactory.Web.Sandbox.Networks.YouTube;

/// <summary>Videos that exist: one, the newest of them, and their removal.</summary>
internal static class YouTubeShelf
{
    private const int MostListed = 50;

    public static async Task<SandboxReply> ReadAsync(SandboxVisit visit, CancellationToken ct)
    {
        var items = new JsonArray();
        foreach (var id in visit.Request["id"].Split(',').Take(MostListed))
            if (await FindAsync(visit, id, ct) is var (entry, video))
                items.Add(video.Resource(visit, entry, visit.Request["part"]));
        return List("youtube#videoListResponse", items);
    }

    public static async Task<SandboxReply> DeleteAsync(SandboxVisit visit, CancellationToken ct) =>
        await FindAsync(visit, visit.Request["id"], ct) is var (entry, _) && await visit.Posts.RemoveAsync(visit.Account.Id, entry.Number, ct)
            ? new(204, "")
            : YouTubeFault.Reply(404, "videoNotFound", "The video that you are trying to delete cannot be found.");

    /// <summary>The list of the channel's uploads, newest first.</summary>
    public static async Task<SandboxReply> UploadsAsync(SandboxVisit visit, CancellationToken ct)
    {
        if (visit.Request["playlistId"] != YouTubeChannel.UploadsOf(visit))
            return YouTubeFault.Reply(404, "playlistNotFound", "The playlist identified with the request's playlistId parameter cannot be found.");
        var most = int.TryParse(visit.Request["maxResults"], NumberStyles.None, CultureInfo.InvariantCulture, out var asked) ? Math.Clamp(asked, 1, MostListed) : 5;
        var entries = await visit.Posts.PublishedAsync(visit.Account.Id, most, ct);
        return List("youtube#playlistItemListResponse", [.. entries.Select(entry => YouTubeVideo.Of(entry) is { } video ? (JsonNode)Item(visit, entry, video) : null).OfType<JsonNode>()]);
    }

    /// <summary>Null for an unfinished upload, too: until its last byte there is no video.</summary>
    public static async Task<(SandboxEntry Entry, YouTubeVideo Video)?> FindAsync(SandboxVisit visit, string id, CancellationToken ct) =>
        NetworkIds.NumberOfLetters(visit.Account, id) is { } number
        && await visit.Posts.FindAsync(visit.Account.Id, number, ct) is { State: SandboxStage.Published } entry && YouTubeVideo.Of(entry) is { } video
            ? (entry, video)
            : null;

    private static JsonObject Item(SandboxVisit visit, SandboxEntry entry, YouTubeVideo video)
    {
        var (id, at) = (NetworkIds.LettersOf(visit.Account, entry.Number), YouTubeVideo.Time(video.At ?? entry.SentAt));
        return new()
        {
            ["kind"] = "youtube#playlistItem",
            ["snippet"] = new JsonObject
            {
                ["publishedAt"] = at, ["channelId"] = visit.AccountId, ["title"] = entry.Title, ["description"] = entry.Text,
                ["resourceId"] = new JsonObject { ["kind"] = "youtube#video", ["videoId"] = id },
            },
            ["contentDetails"] = new JsonObject { ["videoId"] = id, ["videoPublishedAt"] = at },
        };
    }

    public static SandboxReply List(string kind, JsonArray items) => SandboxReply.Json(new JsonObject
    {
        ["kind"] = kind, ["pageInfo"] = new JsonObject { ["totalResults"] = items.Count, ["resultsPerPage"] = items.Count }, ["items"] = items,
    });
}
