using System.Text.Json;
using ContentFactory.Domain.Platforms.Http;
using ContentFactory.Domain.Platforms.Meta;

namespace ContentFactory.Domain.Platforms.Threads;

/// <summary>A comment of Threads is a reply: words alone that are published as their container is made (auto_publish_text), in one call.</summary>
internal sealed class ThreadsComments(Graph graph)
{
    private const string Latest = "50";

    public async Task<CommentOutcome> WriteAsync(PlatformAccount account, PublishedPost post, string words, CancellationToken ct) => ThreadsApi.SeatOf(graph, account) is { } seat
        ? await MetaComments.WriteAsync(
            graph.PostAsync(seat, ThreadsApi.Me("threads"), [("media_type", "TEXT"), ("text", OutgoingWords.Clean(words)), ("reply_to_id", post.Last), ("auto_publish_text", "true")], ct),
            reply => ThreadsErrors.Outcome(reply, MetaStep.Publishing), ThreadsErrors.IsMissing, id => AddressAsync(seat, id, ct))
        : new(CommentKind.Refused, Reason: MetaErrors.Text(ProblemKind.Invalid, null, "TokenMissing"));

    /// <summary>Among the account's latest replies, as parts of a chain are found.</summary>
    public async Task<CommentLook> FindAsync(PlatformAccount account, LostComment lost, CancellationToken ct)
    {
        if (ThreadsApi.SeatOf(graph, account) is not { } seat)
            return new(CommentLookKind.Failed, Reason: MetaErrors.Text(ProblemKind.Invalid, null, "TokenMissing"));
        var reply = await graph.GetAsync(seat, ThreadsApi.Me("replies"), ct, [("fields", "id,text,timestamp,permalink,replied_to"), ("limit", Latest)]);
        return MetaComments.Find(reply, lost, comment => Listed(comment, lost.Post));
    }

    private static ListedPost? Listed(JsonElement comment, PublishedPost post) => comment.Word("id") is { Length: > 0 } id && comment.Word("replied_to", "id") == post.Last
        ? new(id, comment.Word("permalink"), MetaFeed.TimeOf(comment.Word("timestamp")), comment.Word("text") ?? "")
        : null;

    private async Task<string?> AddressAsync(GraphSeat seat, string id, CancellationToken ct) =>
        await graph.GetAsync(seat, ThreadsApi.Path(id), ct, [("fields", "id,permalink")]) is { Done: true } read ? read.Json.Word("permalink") : null;
}
