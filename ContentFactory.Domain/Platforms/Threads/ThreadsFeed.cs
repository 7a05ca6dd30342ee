using System.Text.Json;
using ContentFactory.Domain.Platforms.Http;
using ContentFactory.Domain.Platforms.Meta;

namespace ContentFactory.Domain.Platforms.Threads;

/// <summary>Finds a published part among the account's latest posts or replies: a container says that it went out, never as what.</summary>
internal sealed class ThreadsFeed(Graph graph)
{
    private const string Latest = "50";

    public async Task<FeedReading> ReadAsync(GraphSeat seat, ThreadsPart part, SentParts before, DateTimeOffset from, CancellationToken ct)
    {
        var edge = before.Count == 0 ? "threads" : "replies";
        var reply = await graph.GetAsync(seat, ThreadsApi.Me(edge), ct, [("fields", "id,text,timestamp,permalink,media_type"), ("limit", Latest)]);
        return MetaFeed.Search(reply, reply.Json.Items("data").Select(Listed), from, post => !before.Ids.Contains(post.Id) && IsLike(post, part));
    }

    /// <summary>The words must be those of the part; where it has none, its kind must do, which is enough only while it stands alone.</summary>
    private static bool IsLike(ListedPost post, ThreadsPart part)
    {
        if (post.Type is "TEXT_POST" or "IMAGE" or "VIDEO" or "CAROUSEL_ALBUM" && post.Type != part.Type.Listed)
            return false;
        return OutgoingWords.Bare(post.Words) == OutgoingWords.Bare(part.Text);
    }

    private static ListedPost? Listed(JsonElement post) => post.Word("id") is { Length: > 0 } id
        ? new(id, post.Word("permalink"), MetaFeed.TimeOf(post.Word("timestamp")), post.Word("text") ?? "", post.Word("media_type"))
        : null;
}
