using ContentFactory.Domain.Platforms.Meta;

namespace ContentFactory.Domain.Platforms.Instagram;

/// <summary>Removes a post. Graph v25.0 has the call for media of Login with Facebook only.</summary>
internal sealed class InstagramRemoval(Graph graph)
{
    public async Task<DeleteOutcome> DeleteAsync(PlatformAccount account, PublishedPost post, CancellationToken ct)
    {
        if (!InstagramLogin.IsFacebook(account))
            return new(DeleteKind.Refused, InstagramErrors.Text(ProblemKind.Invalid, null, "DeleteByHand"));
        if (InstagramLogin.SeatOf(graph, account) is not { } seat)
            return new(DeleteKind.Refused, MetaErrors.Text(ProblemKind.Invalid, null, "TokenMissing"));
        var reply = await graph.DeleteAsync(seat, InstagramLogin.Path(post.ExternalId), ct);
        return reply.State switch
        {
            GraphState.Done => new(DeleteKind.Deleted),
            GraphState.Refused when IsMissing(reply) => await IsGoneAsync(seat, post, ct) ? new(DeleteKind.Deleted) : new(DeleteKind.Refused, MetaErrors.Problem(reply)),
            GraphState.Refused when MetaErrors.IsLimit(reply) => new(DeleteKind.RateLimited, MetaErrors.Problem(reply), GraphFaults.Wait(reply)),
            GraphState.Refused when GraphFaults.Of(reply.Error!) is not GraphFault.Trouble => new(DeleteKind.Refused, MetaErrors.Problem(reply)),
            GraphState.Refused or GraphState.NotSent or GraphState.Unclear => new(DeleteKind.Unknown, MetaErrors.Problem(reply)),
        };
    }

    // Meta gives one answer for "not there" and "not allowed": what can still be read is there
    private async Task<bool> IsGoneAsync(GraphSeat seat, PublishedPost post, CancellationToken ct) =>
        IsMissing(await graph.GetAsync(seat, InstagramLogin.Path(post.ExternalId), ct, [("fields", "id")]));

    private static bool IsMissing(GraphReply reply) => reply.State is GraphState.Refused && InstagramErrors.RowOf(reply.Error)?.Remedy is InstagramRemedy.Missing;
}
