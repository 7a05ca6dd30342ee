using ContentFactory.Domain.Platforms.Meta;

namespace ContentFactory.Domain.Platforms.Instagram;

/// <summary>Removes a post. Graph v25.0 has the call for media of Login with Facebook only.</summary>
internal sealed class InstagramRemoval(Graph graph)
{
    public async Task<DeleteOutcome> DeleteAsync(PlatformAccount account, PublishedPost post, CancellationToken ct)
    {
        if (!InstagramLogin.IsFacebook(account))
            return new(DeleteKind.Refused, InstagramErrors.Text(ProblemKind.Invalid, null, "DeleteByHand"));
        return InstagramLogin.SeatOf(graph, account) is { } seat
            ? await MetaRemoval.DeleteAsync(graph, seat, Graph.Path(post.ExternalId), reply => InstagramErrors.RowOf(reply.Error)?.Remedy is InstagramRemedy.Missing, ct)
            : new(DeleteKind.Refused, MetaErrors.Text(ProblemKind.Invalid, null, "TokenMissing"));
    }
}
