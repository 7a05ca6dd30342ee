using System.Text.Json.Nodes;
using ContentFactory.Tests.Platforms.Contract;

namespace ContentFactory.Tests.Platforms.YouTube;

internal sealed partial class FakeYouTube
{
    private readonly List<FakeComment> comments = [];

    public IReadOnlyList<FakeComment> Comments => [.. comments];

    /// <summary>The channel switched comments off.</summary>
    public bool CommentsAreOff { get; set; }

    /// <summary>Somebody else says it.</summary>
    public void AddComment(string videoId, string text, string author) => comments.Add(new($"Ugz{comments.Count + 1:0000000}", videoId, text, author, Now));

    private Answer Comment(ContractCall call)
    {
        var snippet = call.Json?["snippet"];
        var words = (string?)snippet?["topLevelComment"]?["snippet"]?["textOriginal"] ?? "";
        if ((string?)snippet?["channelId"] != ChannelId || Find((string?)snippet?["videoId"]) is not { } video)
            return GoogleErrors.VideoNotFound;
        if (CommentsAreOff)
            return GoogleErrors.Of(403, "commentsDisabled", "The video identified by the videoId parameter has disabled comments.", "youtube.commentThread");
        if (words.Length is 0 or > 10_000)
            return GoogleErrors.Of(400, words.Length == 0 ? "commentTextRequired" : "commentTextTooLong", "The comment resource has a wrong text.", "youtube.commentThread");
        AddComment(video.Id, words, ChannelId);
        return Answer.Ok(Thread(comments[^1]));
    }

    private Answer ListComments(ContractCall call) => Find(call.Text("videoId")) is not { } video ? GoogleErrors.VideoNotFound
        : CommentsAreOff ? GoogleErrors.Of(403, "commentsDisabled", "Comments are off.", "youtube.commentThread")
        : Answer.Ok(Page("youtube#commentThreadListResponse", [.. comments.Where(c => c.PostId == video.Id).Reverse().Select(c => (JsonNode)Thread(c))]));

    private static JsonObject Thread(FakeComment comment) => new()
    {
        ["kind"] = "youtube#commentThread",
        ["etag"] = "e",
        ["id"] = comment.Id,
        ["snippet"] = new JsonObject
        {
            ["channelId"] = ChannelId,
            ["videoId"] = comment.PostId,
            ["topLevelComment"] = new JsonObject
            {
                ["kind"] = "youtube#comment",
                ["etag"] = "e",
                ["id"] = comment.Id,
                ["snippet"] = new JsonObject
                {
                    ["textDisplay"] = comment.Text,
                    ["textOriginal"] = comment.Text,
                    ["authorChannelId"] = new JsonObject { ["value"] = comment.Author },
                    ["publishedAt"] = Text(comment.At),
                },
            },
        },
    };
}
