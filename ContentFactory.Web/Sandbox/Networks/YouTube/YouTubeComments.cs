using System.Text.Json.Nodes;
using ContentFactory.Domain.Platforms.Sandbox;

namespace ContentFactory.Web.Sandbox.Networks.YouTube;

/// <summary>Comments of the channel under its own videos (commentThreads).</summary>
internal static class YouTubeComments
{
    public const string Path = "youtube/v3/commentThreads";

    private const string Method = "comment";
    private const int Longest = 10_000;
    private const int MostRead = 100;

    public static async Task<SandboxReply> InsertAsync(SandboxVisit visit, CancellationToken ct)
    {
        var snippet = visit.Request.Json?["snippet"];
        if (snippet.Word("channelId") != visit.AccountId || await YouTubeShelf.FindAsync(visit, snippet.Word("videoId") ?? "", ct) is not var (video, _))
            return YouTubeFault.Reply(404, "videoNotFound", "The video identified by the videoId parameter could not be found.");
        var words = snippet.Word("topLevelComment", "snippet", "textOriginal") ?? "";
        if (words.Trim().Length == 0)
            return YouTubeFault.Reply(400, "commentTextRequired", "The comment resource that is being inserted must specify a value for the textOriginal property.");
        if (words.Length > Longest)
            return YouTubeFault.Reply(400, "commentTextTooLong", "The comment resource that is being inserted contains too many characters.");
        var number = await visit.Posts.RecordAsync(visit.Account.Id, [new(Method, words) { Data = new JsonObject { ["video"] = video.Number }.ToJsonString() }], ct);
        return await visit.Posts.FindAsync(visit.Account.Id, number, ct) is { } entry ? SandboxReply.Json(Thread(visit, entry, video.Number)) : YouTubeFault.Reply(404, "notFound", "Not Found");
    }

    /// <summary>Newest first.</summary>
    public static async Task<SandboxReply> ListAsync(SandboxVisit visit, CancellationToken ct)
    {
        if (await YouTubeShelf.FindAsync(visit, visit.Request["videoId"], ct) is not var (video, _))
            return YouTubeFault.Reply(404, "videoNotFound", "The video identified by the videoId parameter could not be found.");
        var comments = (await visit.Posts.PublishedAsync(visit.Account.Id, MostRead, ct)).Where(e => e.Method is Method && e.Facts().Whole("video") == video.Number);
        return YouTubeShelf.List("youtube#commentThreadListResponse", [.. comments.Select(c => (JsonNode)Thread(visit, c, video.Number))]);
    }

    private static JsonObject Thread(SandboxVisit visit, SandboxEntry comment, int video)
    {
        var id = NetworkIds.LettersOf(visit.Account, comment.Number);
        return new()
        {
            ["kind"] = "youtube#commentThread", ["id"] = id,
            ["snippet"] = new JsonObject
            {
                ["channelId"] = visit.AccountId, ["videoId"] = NetworkIds.LettersOf(visit.Account, video),
                ["topLevelComment"] = new JsonObject
                {
                    ["kind"] = "youtube#comment", ["id"] = id,
                    ["snippet"] = new JsonObject
                    {
                        ["textDisplay"] = comment.Text, ["textOriginal"] = comment.Text, ["authorDisplayName"] = "@" + visit.Account.Handle,
                        ["authorChannelId"] = new JsonObject { ["value"] = visit.AccountId }, ["publishedAt"] = YouTubeVideo.Time(comment.SentAt),
                    },
                },
            },
        };
    }
}
