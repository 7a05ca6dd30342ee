using ContentFactory.Domain.Platforms.Meta;

namespace ContentFactory.Domain.Platforms.Threads;

/// <summary>Numbers of a post; of a chain, those of its first post.</summary>
internal sealed class ThreadsMetrics(Graph graph)
{
    private const string Source = "insights";

    public async Task<MetricsOutcome> ReadAsync(PlatformAccount account, string externalId, CancellationToken ct)
    {
        if (ThreadsApi.SeatOf(graph, account) is not { } seat)
            return new(MetricsKind.Failed, Reason: MetaErrors.Text(ProblemKind.Invalid, null, "TokenMissing"));
        var reply = await graph.GetAsync(seat, ThreadsApi.Path(externalId, "insights"), ct, [("metric", "views,likes,replies,reposts,quotes,shares")]);
        return reply switch
        {
            { Done: true } => new(MetricsKind.Read, Read(new(reply.Json)), Source),
            _ when ThreadsErrors.IsMissing(reply) => new(MetricsKind.Removed, Source: Source),
            _ when MetaErrors.IsLimit(reply) => new(MetricsKind.RateLimited, RetryAfter: GraphFaults.Wait(reply)),
            { State: GraphState.Refused, Error: { } error } when GraphFaults.Of(error) is GraphFault.Permission => new(MetricsKind.NotObtainable, Reason: MetaErrors.Problem(reply)),
            _ => new(MetricsKind.Failed, Reason: MetaErrors.Problem(reply)),
        };
    }

    private static PostMetrics Read(MetaInsights insights) => new(
        Views: insights.Whole("views"), Likes: insights.Whole("likes"), Comments: insights.Whole("replies"),
        Shares: Sum(insights.Whole("reposts"), insights.Whole("quotes"), insights.Whole("shares")));

    /// <summary>A post is passed on as a repost, in a quote, or sent to somebody.</summary>
    private static long? Sum(params ReadOnlySpan<long?> numbers)
    {
        long? sum = null;
        foreach (var number in numbers)
            sum = number is null ? sum : (sum ?? 0) + number;
        return sum;
    }
}
