namespace ContentFactory.Domain.Platforms.Meta;

/// <summary>Removes something that was published. What is not there any more counts as removed.</summary>
internal static class MetaRemoval
{
    /// <param name="isMissing">Whether a refusal says that there is no such thing.</param>
    public static async Task<DeleteOutcome> DeleteAsync(Graph graph, GraphSeat seat, string path, Func<GraphReply, bool> isMissing, CancellationToken ct)
    {
        var reply = await graph.DeleteAsync(seat, path, ct);
        return reply.State switch
        {
            GraphState.Done => new(DeleteKind.Deleted),
            GraphState.Refused when isMissing(reply) => await IsGoneAsync(graph, seat, path, isMissing, ct) ? new(DeleteKind.Deleted) : new(DeleteKind.Refused, MetaErrors.Problem(reply)),
            GraphState.Refused when MetaErrors.IsLimit(reply) => new(DeleteKind.RateLimited, MetaErrors.Problem(reply), GraphFaults.Wait(reply)),
            GraphState.Refused when GraphFaults.Of(reply.Error!) is not GraphFault.Trouble => new(DeleteKind.Refused, MetaErrors.Problem(reply)),
            GraphState.Refused or GraphState.NotSent or GraphState.Unclear => new(DeleteKind.Unknown, MetaErrors.Problem(reply)),
        };
    }

    // Meta gives one answer for "not there" and "not allowed": what can still be read is there
    private static async Task<bool> IsGoneAsync(Graph graph, GraphSeat seat, string path, Func<GraphReply, bool> isMissing, CancellationToken ct) =>
        await graph.GetAsync(seat, path, ct, [("fields", "id")]) is { State: GraphState.Refused } read && isMissing(read);
}
