using ContentFactory.Domain.Platforms.Http;
using ContentFactory.Domain.Platforms.Meta;

namespace ContentFactory.Domain.Platforms.Threads;

/// <summary>Publishes a container that is ready, and says what was published.</summary>
internal sealed class ThreadsPublishing(Graph graph, ThreadsContainers containers, ThreadsQuota quota, ThreadsFeed feed, TimeProvider clock)
{
    /// <summary>No container is older.</summary>
    private static readonly TimeSpan ContainerLife = TimeSpan.FromHours(24);

    public Task<PublishOutcome?> FullAsync(GraphSeat seat, bool first, int replies, CancellationToken ct) => quota.FullAsync(seat, first, replies, ct);

    /// <summary>The one step that publishes. Asked once: what it does not answer clearly stays unknown.</summary>
    public async Task<(PublishOutcome Outcome, GraphReply Reply)> PublishAsync(GraphSeat seat, ThreadsPart part, SentParts before, string container, CancellationToken ct)
    {
        var reply = await graph.PostAsync(seat, ThreadsApi.Me("threads_publish"), [("creation_id", container)], ct);
        if (reply.Done && reply.Json.Word("id") is { } id && ThreadsHandle.IsId(id))
            return (new(PublishKind.Published, id, before.Count == 0 ? await AddressAsync(seat, id, ct) : null, [id]), reply);
        var outcome = ThreadsErrors.Outcome(reply, MetaStep.Publishing);
        // Meta has refused calls that it had carried out: a refusal counts when the container says so too
        if (reply.State is not GraphState.Refused || outcome.Kind is PublishKind.Unknown)
            return (outcome, reply);
        return (await containers.StatusAsync(seat, container, ct)).State switch
        {
            ContainerState.Published => ((await FoundAsync(seat, part, before, "published", ct)).Outcome, reply),
            ContainerState.Unread when outcome.Kind is not PublishKind.AccountRefused => (ThreadsErrors.Verdicts.Unknown(reply.Code, words: reply.Words), reply),
            _ => (outcome, reply),
        };
    }

    /// <summary>The container may have gone out in a call whose answer was lost.</summary>
    /// <returns>Published or unknown; absent where the list was read and holds nothing that it could be.</returns>
    public async Task<(PublishOutcome Outcome, bool IsAbsent)> FoundAsync(GraphSeat seat, ThreadsPart part, SentParts before, string code, CancellationToken ct)
    {
        var reading = await feed.ReadAsync(seat, part, before, clock.GetUtcNow() - ContainerLife, ct);
        return reading.Match is { } match
            ? (new(PublishKind.Published, match.ExternalId, match.Url, [match.ExternalId]), false)
            : (ThreadsErrors.Verdicts.Unknown(code, "NotRecognised", reading.Reply.Done ? null : reading.Reply.Words), reading.IsAbsent);
    }

    /// <summary>The post stands, whether its address can be read or not.</summary>
    public async Task<string?> AddressAsync(GraphSeat seat, string id, CancellationToken ct)
    {
        var reply = await graph.GetAsync(seat, ThreadsApi.Path(id), ct, [("fields", "permalink")]);
        return reply.Done ? reply.Json.Word("permalink") : null;
    }
}
