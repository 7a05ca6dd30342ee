using ContentFactory.Domain.Platforms.Meta;

namespace ContentFactory.Domain.Platforms.Instagram;

/// <summary>What became of a lost call. Only publishing a container publishes, and the container's status says whether it was.</summary>
internal sealed class InstagramLook(Graph graph, InstagramContainers containers, InstagramFeed feed, TimeProvider clock)
{
    private const string ContainerSource = "container";
    private const string FeedSource = "media";

    /// <summary>A container may turn into a post a little after the call: before that "not published" proves nothing.</summary>
    private static readonly TimeSpan Settled = TimeSpan.FromMinutes(5);

    public async Task<LookOutcome> LookAsync(PlatformAccount account, LostPost lost, CancellationToken ct)
    {
        var handle = InstagramHandle.Parse(lost.Handle);
        if (lost.Handle is { } remembered && remembered != handle.ToString())
            return Unclear("NotRecognised", []);
        if (handle is not { MayBePublished: true, Container: { } container })
            return new(LookKind.Absent, Source: ContainerSource, Reason: InstagramErrors.Text(ProblemKind.Unavailable, null, "NothingBegun"));
        if (InstagramLogin.SeatOf(graph, account) is not { } seat)
            return new(LookKind.Failed, Reason: MetaErrors.Text(ProblemKind.Invalid, null, "TokenMissing"));
        var status = await containers.StatusAsync(seat, container.Id, ct);
        return status.State switch
        {
            ContainerState.Published => await SearchAsync(seat, lost, ct),
            // without the container's word only the post's own words can prove anything
            ContainerState.Missing when InstagramRules.FormOf(lost.Post) is not InstagramForm.Story && InstagramText.Caption(lost.Post).Length > 0 => await SearchAsync(seat, lost, ct),
            ContainerState.Missing => Unclear("NotRecognised", []),
            ContainerState.Failed or ContainerState.Expired when status.Reply.Done => Absent(),
            ContainerState.Finished or ContainerState.InProgress => clock.GetUtcNow() - lost.From > Settled ? Absent() : Unclear("StillUnsettled", []),
            _ => Unread(status.Reply),
        };
    }

    private async Task<LookOutcome> SearchAsync(GraphSeat seat, LostPost lost, CancellationToken ct)
    {
        var reading = await feed.ReadAsync(seat, lost.Post, lost.From, ct);
        return reading switch
        {
            { Match: { } match } => new(LookKind.Found, match.ExternalId, match.Url, [match.ExternalId], reading.Seen, FeedSource),
            { Reply.Done: true } => Unclear("NotRecognised", reading.Seen) with { Source = FeedSource },
            _ => Unread(reading.Reply),
        };
    }

    private static LookOutcome Absent() => new(LookKind.Absent, Source: ContainerSource);

    private static LookOutcome Unclear(string key, IReadOnlyList<SeenPost> seen) =>
        new(LookKind.Unclear, Seen: seen, Source: ContainerSource, Reason: InstagramErrors.Text(ProblemKind.Unavailable, null, key));

    private static LookOutcome Unread(GraphReply reply) => MetaErrors.IsLimit(reply)
        ? new(LookKind.RateLimited, RetryAfter: GraphFaults.Wait(reply))
        : new(LookKind.Failed, Reason: MetaErrors.Problem(reply));
}
