using ContentFactory.Domain.Platforms.Http;
using ContentFactory.Domain.Platforms.Meta;

namespace ContentFactory.Domain.Platforms.Instagram;

/// <summary>Publishes a container that is ready, and says what was published.</summary>
internal sealed class InstagramPublishing(Graph graph, InstagramContainers containers, InstagramQuota quota, InstagramFeed feed, TimeProvider clock)
{
    /// <summary>No container is older.</summary>
    private static readonly TimeSpan ContainerLife = TimeSpan.FromHours(24);

    public Task<PublishOutcome?> FullAsync(GraphSeat seat, CancellationToken ct) => quota.FullAsync(seat, ct);

    /// <summary>The one step that publishes. Asked once: what it does not answer clearly stays unknown.</summary>
    public async Task<(PublishOutcome Outcome, GraphReply Reply)> PublishAsync(GraphSeat seat, OutgoingPost post, string container, CancellationToken ct)
    {
        var reply = await graph.PostAsync(seat, Graph.Path(seat.Account.AccountId, "media_publish"), [("creation_id", container)], ct);
        if (reply.Done && reply.Json.Word("id") is { Length: > 0 } id)
            return (await PublishedAsync(seat, id, ct), reply);
        var outcome = InstagramErrors.Outcome(reply, InstagramStep.Publishing);
        // Instagram has refused calls that it had carried out: a refusal counts when the container says so too
        if (reply.State is not GraphState.Refused || outcome.Kind is PublishKind.Unknown)
            return (outcome, reply);
        return (await containers.StatusAsync(seat, container, ct)).State switch
        {
            ContainerState.Published => (await FoundAsync(seat, post, ct), reply),
            ContainerState.Unread when outcome.Kind is not PublishKind.AccountRefused => (InstagramErrors.Doubt(reply), reply),
            _ => (outcome, reply),
        };
    }

    /// <summary>The container went out in an earlier call whose answer was lost.</summary>
    public async Task<PublishOutcome> FoundAsync(GraphSeat seat, OutgoingPost post, CancellationToken ct)
    {
        var reading = await feed.ReadAsync(seat, post, clock.GetUtcNow() - ContainerLife, ct);
        return reading.Match is { } match
            ? new(PublishKind.Published, match.ExternalId, match.Url, [match.ExternalId])
            : new(PublishKind.Unknown, Code: "published", Message: reading.Reply.Done ? null : reading.Reply.Words, Reason: InstagramErrors.Text(ProblemKind.Unavailable, null, "NotRecognised"));
    }

    // the post stands, whether its address can be read or not
    private async Task<PublishOutcome> PublishedAsync(GraphSeat seat, string id, CancellationToken ct)
    {
        var reply = await graph.GetAsync(seat, Graph.Path(id), ct, [("fields", "permalink,timestamp,media_type")]);
        return new(PublishKind.Published, id, reply.Done ? reply.Json.Word("permalink") : null, [id]);
    }
}
