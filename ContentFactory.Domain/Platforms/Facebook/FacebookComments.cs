using System.Text.Json;
using ContentFactory.Domain.Platforms.Http;
using ContentFactory.Domain.Platforms.Meta;

namespace ContentFactory.Domain.Platforms.Facebook;

/// <summary>Comments of a page under its posts, photos and videos (Graph v25.0, edge "comments"). They need the right pages_manage_engagement.</summary>
internal sealed class FacebookComments(Graph graph)
{
    /// <summary>The figure in use: no document of Facebook's names one.</summary>
    public const int Length = 8000;

    private const string Latest = "100";

    public async Task<CommentOutcome> WriteAsync(PlatformAccount account, PublishedPost post, string words, CancellationToken ct) => FacebookApi.SeatOf(graph, account) is { } seat
        ? await MetaComments.WriteAsync(
            graph.PostAsync(seat, Graph.Path(post.ExternalId, "comments"), [("message", OutgoingWords.Clean(words))], ct),
            reply => FacebookErrors.Verdicts.Outcome(reply, MetaStep.Publishing), FacebookErrors.IsMissing, id => AddressAsync(seat, id, ct))
        : new(CommentKind.Refused, Reason: MetaErrors.Text(ProblemKind.Invalid, null, "TokenMissing"));

    public async Task<CommentLook> FindAsync(PlatformAccount account, LostComment lost, CancellationToken ct)
    {
        if (FacebookApi.SeatOf(graph, account) is not { } seat)
            return new(CommentLookKind.Failed, Reason: MetaErrors.Text(ProblemKind.Invalid, null, "TokenMissing"));
        var reply = await graph.GetAsync(seat, Graph.Path(lost.Post.ExternalId, "comments"), ct,
            [("fields", "id,message,created_time,permalink_url,from"), ("order", "reverse_chronological"), ("limit", Latest)]);
        return MetaComments.Find(reply, lost, comment => Listed(comment, account));
    }

    /// <summary>Strangers may have said the same; who wrote it is not always told.</summary>
    private static ListedPost? Listed(JsonElement comment, PlatformAccount account) => comment.Word("id") is { Length: > 0 } id && (comment.Word("from", "id") ?? account.AccountId) == account.AccountId
        ? new(id, FacebookApi.Address(comment.Word("permalink_url")), MetaFeed.TimeOf(comment.Word("created_time")), comment.Word("message") ?? "")
        : null;

    private async Task<string?> AddressAsync(GraphSeat seat, string id, CancellationToken ct) =>
        await graph.GetAsync(seat, Graph.Path(id), ct, [("fields", "permalink_url")]) is { Done: true } read ? FacebookApi.Address(read.Json.Word("permalink_url")) : null;
}
