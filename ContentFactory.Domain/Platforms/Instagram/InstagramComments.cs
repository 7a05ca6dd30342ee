using System.Text.Json;
using ContentFactory.Domain.Platforms.Http;
using ContentFactory.Domain.Platforms.Meta;

namespace ContentFactory.Domain.Platforms.Instagram;

/// <summary>Comments under an account's own media (Graph v25.0, edge "comments"); stories have none. They need the right to manage comments.</summary>
internal sealed class InstagramComments(Graph graph)
{
    /// <summary>What the API takes in a comment, less than the app does (Instagram, "Comments POST endpoint", 2014, with 4 hashtags and 1 address at most).</summary>
    public const int Length = 300;

    private const string Latest = "50";

    public async Task<CommentOutcome> WriteAsync(PlatformAccount account, PublishedPost post, string words, CancellationToken ct) => InstagramLogin.SeatOf(graph, account) is { } seat
        ? await MetaComments.WriteAsync(
            graph.PostAsync(seat, Graph.Path(post.ExternalId, "comments"), [("message", OutgoingWords.Clean(words))], ct),
            reply => InstagramErrors.Outcome(reply, InstagramStep.Publishing), reply => InstagramErrors.RowOf(reply.Error)?.Remedy is InstagramRemedy.Missing)
        : new(CommentKind.Refused, Reason: MetaErrors.Text(ProblemKind.Invalid, null, "TokenMissing"));

    public async Task<CommentLook> FindAsync(PlatformAccount account, LostComment lost, CancellationToken ct)
    {
        if (InstagramLogin.SeatOf(graph, account) is not { } seat)
            return new(CommentLookKind.Failed, Reason: MetaErrors.Text(ProblemKind.Invalid, null, "TokenMissing"));
        var reply = await graph.GetAsync(seat, Graph.Path(lost.Post.ExternalId, "comments"), ct, [("fields", "id,text,timestamp,username"), ("limit", Latest)]);
        return MetaComments.Find(reply, lost, comment => Listed(comment, account));
    }

    /// <summary>Strangers may have said the same; who wrote it is not always told.</summary>
    private static ListedPost? Listed(JsonElement comment, PlatformAccount account) =>
        comment.Word("id") is { Length: > 0 } id && (account.Handle is null || comment.Word("username") is not { } name || string.Equals(name, account.Handle, StringComparison.OrdinalIgnoreCase))
            ? new(id, null, MetaFeed.TimeOf(comment.Word("timestamp")), comment.Word("text") ?? "")
            : null;
}
