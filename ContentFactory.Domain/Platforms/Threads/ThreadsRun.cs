using ContentFactory.Domain.Platforms.Http;
using ContentFactory.Domain.Platforms.Meta;

namespace ContentFactory.Domain.Platforms.Threads;

/// <summary>One call for one post: from what was remembered to as far as this call gets, part by part.</summary>
internal sealed class ThreadsRun(GraphSeat seat, OutgoingPost post, ThreadsHandle remembered, ThreadsContainers containers, ThreadsPublishing publishing, TimeProvider clock)
{
    // a container takes about half a minute; Threads advises to ask once a minute then
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(30);

    // three calls may follow, of half a minute each, and a call of the connector may last three minutes
    private static readonly TimeSpan LatestStep = TimeSpan.FromSeconds(90);

    private readonly PublishTicket ticket = post.Ticket ?? new(Guid.Empty, null, _ => Task.FromResult(true));
    private readonly IReadOnlyList<ThreadsPart> parts = ThreadsParts.Of(post);
    private readonly long began = clock.GetTimestamp();
    private ThreadsHandle handle = remembered;
    private bool renewed;

    private bool IsLate => clock.GetElapsedTime(began) > LatestStep;

    private ThreadsPart Part => parts[handle.Sent.Count];

    public async Task<PublishOutcome> GoAsync(CancellationToken ct)
    {
        PublishOutcome? last = null;
        string? url = null;
        while (handle.Sent.Count < parts.Count)
        {
            // what is out must be known before the next part goes: another node would send it again
            if (last is not null && !await ticket.Remember(handle.ToString()))
                return handle.Sent.Lost();
            last = await PartAsync(ct);
            if (last.Kind is not PublishKind.Published)
                return Partly(last);
            url ??= handle.Sent.Count == 0 ? last.Url : null;
            handle = new(handle.Sent.With([last.ExternalId!]));
        }
        return new(PublishKind.Published, handle.Sent.Ids[0], url ?? await publishing.AddressAsync(seat, handle.Sent.Ids[0], ct), handle.Sent.Ids);
    }

    /// <summary>With parts out a wait may not read as if the post could still be changed.</summary>
    private PublishOutcome Partly(PublishOutcome outcome)
    {
        if (handle.Sent.Count > 0 && outcome.Kind is PublishKind.Waiting)
            outcome = outcome with { Kind = PublishKind.RateLimited };
        return handle.Sent.Then(outcome, parts.Count);
    }

    private async Task<PublishOutcome> PartAsync(CancellationToken ct) => await PrepareAsync(ct) ?? await SettleAsync(ct);

    /// <summary>Null when a container stands.</summary>
    private async Task<PublishOutcome?> PrepareAsync(CancellationToken ct)
    {
        if (handle.Container is not null)
            return null;
        if (IsLate)
            return Wait(MetaVerdicts.AtOnce);
        if (Part.Media.Count > 1 && await PrepareChildrenAsync(ct) is { } ending)
            return ending;
        var replyTo = handle.Sent.Count > 0 ? handle.Sent.Ids[^1] : null;
        var reply = await containers.MakeAsync(seat, Part, replyTo, handle.Children, post.Options, ct);
        // the post before is not known yet or was deleted: waiting for it must have an end
        if (replyTo is not null && ThreadsErrors.IsMissing(reply))
            return ThreadsErrors.Unsent(reply);
        var (id, refusal) = Made(reply);
        return refusal ?? await KeepAsync(new(handle.Sent, id));
    }

    private async Task<PublishOutcome?> PrepareChildrenAsync(CancellationToken ct)
    {
        if (handle.Children.Count > Part.Media.Count)
            handle = new(handle.Sent);
        while (handle.Children.Count < Part.Media.Count)
        {
            if (IsLate)
                return Wait(MetaVerdicts.AtOnce);
            var (id, refusal) = Made(await containers.MakeChildAsync(seat, Part.Media[handle.Children.Count], ct));
            if (refusal is not null)
                return refusal;
            if (await KeepAsync(new(handle.Sent) { Children = [.. handle.Children, id] }) is { } lost)
                return lost;
        }
        return await ReadyChildrenAsync(ct);
    }

    /// <summary>A carousel can be made only of parts that are ready.</summary>
    private async Task<PublishOutcome?> ReadyChildrenAsync(CancellationToken ct)
    {
        foreach (var child in handle.Children)
        {
            if (IsLate)
                return Wait(MetaVerdicts.AtOnce);
            var status = await containers.StatusAsync(seat, child, ct);
            if (status.State is ContainerState.InProgress)
                return Wait(PollTime);
            if (status.State is not (ContainerState.Finished or ContainerState.Published))
                return await FailedAsync(status, ct);
        }
        return null;
    }

    private async Task<PublishOutcome> SettleAsync(CancellationToken ct)
    {
        var status = await containers.StatusAsync(seat, handle.Container!, ct);
        return status.State switch
        {
            ContainerState.Finished => await PublishAsync(ct),
            ContainerState.Published => await FoundAsync("published", ct),
            ContainerState.InProgress => Wait(PollTime),
            // without the container's word only the part's own words can prove anything
            ContainerState.Missing when handle.Asked => Part.Text.Length > 0 ? await FoundAsync("container_missing", ct) : await NotFoundAsync("container_missing"),
            ContainerState.Missing when !handle.Missed => await KeepAsync(handle with { Missed = true }) ?? Wait(MetaVerdicts.PollWait),
            ContainerState.Missing or ContainerState.Failed or ContainerState.Expired or ContainerState.Unread => await FailedAsync(status, ct),
        };
    }

    private async Task<PublishOutcome> FoundAsync(string code, CancellationToken ct)
    {
        var (found, isAbsent) = await publishing.FoundAsync(seat, Part, handle.Sent, code, ct);
        return isAbsent && handle.Asked ? await NotFoundAsync(code) : found;
    }

    /// <summary>An earlier call asked for it, and it is not there or was deleted: a person who publishes again sends it anew, nobody else does.</summary>
    private async Task<PublishOutcome> NotFoundAsync(string code) => await KeepAsync(new(handle.Sent)) is null
        ? ThreadsErrors.Verdicts.Reject(code, ThreadsErrors.Verdicts.Text(ProblemKind.Unavailable, null, "NotFound"))
        : ThreadsErrors.Verdicts.Unknown(code, "NotRecognised");

    private async Task<PublishOutcome> PublishAsync(CancellationToken ct)
    {
        if (await publishing.FullAsync(seat, handle.Sent.Count == 0, parts.Count - Math.Max(handle.Sent.Count, 1), ct) is { } full)
            return full;
        if (IsLate)
            return Wait(MetaVerdicts.AtOnce);
        var before = handle.Asked;
        if (await KeepAsync(handle with { Asked = true, Missed = false }) is { } lost)
            return lost;
        var (outcome, reply) = await publishing.PublishAsync(seat, Part, handle.Sent, handle.Container!, ct);
        var (isSpoilt, isMissing) = (outcome.Kind is PublishKind.NotSent && ThreadsErrors.IsSpoilt(reply), outcome.Kind is PublishKind.Waiting && ThreadsErrors.IsMissing(reply));
        // a container that can't be published any more, or is not there, may have gone out in the earlier call
        if (before && (isSpoilt || isMissing))
            return ThreadsErrors.Verdicts.Unknown(reply.Code, "NotRecognised");
        // of a refusal that the container confirmed it is known that nothing went out
        if (outcome.Kind is PublishKind.Rejected || isSpoilt)
            return await ForgetAsync(outcome);
        return isMissing ? await KeepAsync(handle with { Asked = false, Missed = true }) ?? outcome : outcome;
    }

    /// <summary>A container that will never be ready: what ran out is made anew at once, what failed with the next attempt.</summary>
    private async Task<PublishOutcome> FailedAsync(ContainerStatus status, CancellationToken ct) => status.State switch
    {
        ContainerState.Expired or ContainerState.Missing => await AnewAsync(ct),
        ContainerState.Failed => await ForgetAsync(ThreadsErrors.Failed(status.Words)),
        ContainerState.Unread or ContainerState.InProgress or ContainerState.Finished or ContainerState.Published => ThreadsErrors.Outcome(status.Reply, MetaStep.Preparing),
    };

    private async Task<PublishOutcome> AnewAsync(CancellationToken ct)
    {
        if (renewed)
            return await ForgetAsync(Wait(MetaVerdicts.PollWait));
        (renewed, handle) = (true, new(handle.Sent));
        return await PartAsync(ct);
    }

    private async Task<PublishOutcome> ForgetAsync(PublishOutcome outcome) => await KeepAsync(new(handle.Sent)) ?? outcome;

    /// <summary>Null when it is kept. Without the lease nothing may follow, and nothing of this part was published.</summary>
    private async Task<PublishOutcome?> KeepAsync(ThreadsHandle next)
    {
        handle = next;
        return await ticket.Remember(next.ToString()) ? null : Wait(MetaVerdicts.PollWait);
    }

    private TimeSpan PollTime => Part.Media.Any(m => m.Kind is MediaKind.Video) ? MetaVerdicts.PollWait : FirstWait;

    private static PublishOutcome Wait(TimeSpan wait) => ThreadsErrors.Verdicts.Wait(wait);

    private static (string Id, PublishOutcome? Refusal) Made(GraphReply reply) => reply.Done && reply.Json.Word("id") is { } id && ThreadsHandle.IsId(id)
        ? (id, null)
        : ("", ThreadsErrors.Outcome(reply, MetaStep.Preparing));
}
