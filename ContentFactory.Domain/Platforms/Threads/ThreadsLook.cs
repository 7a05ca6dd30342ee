using ContentFactory.Domain.Platforms.Meta;

namespace ContentFactory.Domain.Platforms.Threads;

/// <summary>What became of a lost call. Only publishing a container publishes, and the container's status says whether it was.</summary>
internal sealed class ThreadsLook(Graph graph, ThreadsContainers containers, ThreadsFeed feed, TimeProvider clock)
{
    private const string ContainerSource = "container";
    private const string FeedSource = "threads";

    /// <summary>A container may turn into a post a little after the call: before that "not published" proves nothing.</summary>
    private static readonly TimeSpan Settled = TimeSpan.FromMinutes(5);

    public async Task<LookOutcome> LookAsync(PlatformAccount account, LostPost lost, CancellationToken ct)
    {
        var parts = ThreadsParts.Of(lost.Post);
        if (ThreadsHandle.Parse(lost.Handle) is not { } handle || handle.Sent.Count > parts.Count)
            return Unclear("NotRecognised", []);
        if (handle.Sent.Count == parts.Count)
            return new(LookKind.Found, handle.Sent.Ids[0], null, handle.Sent.Ids, Source: ContainerSource);
        if (handle is not { Asked: true, Container: { } container })
            return Absent(handle.Sent.Count == 0 ? Named("NothingBegun") : PartsGoOn(handle.Sent.Count, parts.Count));
        if (ThreadsApi.SeatOf(graph, account) is not { } seat)
            return new(LookKind.Failed, Reason: MetaErrors.Text(ProblemKind.Invalid, null, "TokenMissing"));
        var status = await containers.StatusAsync(seat, container, ct);
        return status.State switch
        {
            ContainerState.Published => await SearchAsync(seat, lost, handle, parts, ct),
            // without the container's word only the part's own words can prove anything
            ContainerState.Missing when parts[handle.Sent.Count].Text.Length > 0 => await SearchAsync(seat, lost, handle, parts, ct),
            ContainerState.Missing => Unclear("NotRecognised", []),
            ContainerState.Failed or ContainerState.Expired when status.Reply.Done => Absent(null),
            ContainerState.Finished or ContainerState.InProgress => clock.GetUtcNow() - lost.From > Settled ? Absent(null) : Unclear("StillUnsettled", []),
            _ => MetaVerdicts.Unread(status.Reply),
        };
    }

    private async Task<LookOutcome> SearchAsync(GraphSeat seat, LostPost lost, ThreadsHandle handle, IReadOnlyList<ThreadsPart> parts, CancellationToken ct)
    {
        var reading = await feed.ReadAsync(seat, parts[handle.Sent.Count], handle.Sent, lost.From, ct);
        if (reading.Match is not { } match)
            return reading.Reply.Done ? Unclear("NotRecognised", reading.Seen) with { Source = FeedSource } : MetaVerdicts.Unread(reading.Reply);
        // only the last part makes the post complete; the next call finds this one and goes on behind it
        if (handle.Sent.Count + 1 < parts.Count)
            return Absent(PartsGoOn(handle.Sent.Count + 1, parts.Count)) with { Seen = reading.Seen };
        IReadOnlyList<string> ids = [.. handle.Sent.Ids, match.ExternalId];
        return new(LookKind.Found, ids[0], handle.Sent.Count == 0 ? match.Url : null, ids, reading.Seen, FeedSource);
    }

    private static LookOutcome Absent(Problem? reason) => new(LookKind.Absent, Source: ContainerSource, Reason: reason);

    private static LookOutcome Unclear(string key, IReadOnlyList<SeenPost> seen) => new(LookKind.Unclear, Seen: seen, Source: ContainerSource, Reason: Named(key));

    private static Problem Named(string key) => ThreadsErrors.Verdicts.Named(ProblemKind.Unavailable, null, key);

    private static Problem PartsGoOn(int sent, int all) => ThreadsErrors.Verdicts.Text(ProblemKind.Unavailable, null, "PartsGoOn", sent, all);
}
