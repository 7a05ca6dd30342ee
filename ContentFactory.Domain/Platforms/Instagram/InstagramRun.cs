using ContentFactory.Domain.Platforms.Http;
using ContentFactory.Domain.Platforms.Meta;

namespace ContentFactory.Domain.Platforms.Instagram;

/// <summary>One call for one post: from what was remembered to as far as this call gets.</summary>
internal sealed class InstagramRun(
    GraphSeat seat, OutgoingPost post, InstagramContainers containers, InstagramUpload upload, InstagramPublishing publishing, TimeProvider clock)
{
    // pictures are ready almost at once; a video takes its time
    private static readonly TimeSpan ShortWait = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan VideoWait = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan AtOnce = TimeSpan.FromSeconds(1);

    // three calls may follow, of half a minute each, and a call of the connector may last three minutes
    private static readonly TimeSpan LatestStep = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan ShortestUpload = TimeSpan.FromSeconds(10);

    private readonly PublishTicket ticket = post.Ticket ?? new(Guid.Empty, null, _ => Task.FromResult(true));
    private readonly long began = clock.GetTimestamp();
    private InstagramHandle handle = InstagramHandle.Parse(post.Ticket?.Handle);
    private bool waited;
    private bool renewed;
    private bool sent;

    private bool IsLate => clock.GetElapsedTime(began) > LatestStep;

    private bool HasVideo => post.Media.Any(m => m.Kind is MediaKind.Video);

    public async Task<PublishOutcome> GoAsync(CancellationToken ct) => await PrepareAsync(ct) ?? await FinishAsync(ct);

    /// <summary>Null when the container stands that will be published, with all its bytes.</summary>
    private async Task<PublishOutcome?> PrepareAsync(CancellationToken ct) => handle switch
    {
        { MayBePublished: true } => null,
        { Container: { } container } => await ResumeAsync(container, place: null, ct),
        _ when InstagramRules.FormOf(post) is InstagramForm.Carousel => await PrepareCarouselAsync(ct),
        _ => await MakeAsync(ct),
    };

    private async Task<PublishOutcome?> MakeAsync(CancellationToken ct)
    {
        // Instagram fetches it, and without it something else than what was approved would go out
        if (InstagramRules.CoverOf(post) is { PublicUrl: null })
            return InstagramErrors.Reject("NoPublicAddress");
        var (id, refusal) = Made(await containers.MakeAsync(seat, post, ct));
        if (refusal is not null)
            return refusal;
        var container = new InstagramContainer(id, InstagramContainers.IsSent(post.Media[0]));
        return await KeepAsync(InstagramHandle.Of(container))
            ?? (container.Uploading ? await UploadAsync(container, place: null, from: 0, ct) : null);
    }

    private async Task<PublishOutcome?> PrepareCarouselAsync(CancellationToken ct)
    {
        if (handle.Parts.Count > post.Media.Count)
            handle = InstagramHandle.None;
        for (var place = 0; place < post.Media.Count; place++)
        {
            if ((place < handle.Parts.Count ? await ResumePartAsync(place, ct) : await MakePartAsync(place, ct)) is { } ending)
                return ending;
        }
        if (await ReadyPartsAsync(ct) is { } waits)
            return waits;
        var (id, refusal) = Made(await containers.MakeCarouselAsync(seat, post, handle.Parts, ct));
        return refusal ?? await KeepAsync(InstagramHandle.Of(new(id, Uploading: false)));
    }

    private async Task<PublishOutcome?> MakePartAsync(int place, CancellationToken ct)
    {
        if (IsLate)
            return InstagramErrors.Wait(AtOnce);
        var file = post.Media[place];
        var (id, refusal) = Made(await containers.MakePartAsync(seat, file, ct));
        if (refusal is not null)
            return refusal;
        var part = new InstagramContainer(id, InstagramContainers.IsSent(file));
        return await KeepAsync(handle with { Parts = [.. handle.Parts, part] })
            ?? (part.Uploading ? await UploadAsync(part, place, from: 0, ct) : null);
    }

    private async Task<PublishOutcome?> ResumePartAsync(int place, CancellationToken ct) =>
        handle.Parts[place] is { Uploading: true } part ? await ResumeAsync(part, place, ct) : null;

    /// <summary>Goes on with an upload after what has arrived.</summary>
    private async Task<PublishOutcome?> ResumeAsync(InstagramContainer container, int? place, CancellationToken ct)
    {
        var status = await containers.StatusAsync(seat, container.Id, ct);
        if (status.State is ContainerState.Finished or ContainerState.Published)
            return await KeepAsync(Uploaded(container, place));
        if (status.State is not ContainerState.InProgress)
            return await FailedAsync(status, ct);
        return await UploadAsync(container, place, await containers.ArrivedAsync(seat, container.Id, ct), ct);
    }

    private async Task<PublishOutcome?> UploadAsync(InstagramContainer container, int? place, long from, CancellationToken ct)
    {
        var file = post.Media[place ?? 0];
        var outcome = from >= file.Size ? null : await upload.SendAsync(seat, container.Id, file, from, UploadTime(), ct);
        return outcome switch
        {
            null => await KeepAsync(Uploaded(container, place)),
            { Kind: PublishKind.Rejected } => await ForgetAsync(outcome),
            _ => outcome,
        };
    }

    /// <summary>The first upload of a call always gets some time, so that every call gets further.</summary>
    private TimeSpan UploadTime()
    {
        var left = ticket.Budget - clock.GetElapsedTime(began);
        if (!sent && left < ShortestUpload)
            left = ShortestUpload;
        sent = true;
        return left;
    }

    private InstagramHandle Uploaded(InstagramContainer container, int? place) =>
        place is { } at ? handle.With(at, container with { Uploading = false }) : InstagramHandle.Of(container with { Uploading = false });

    /// <summary>A carousel can be made only of parts that are ready.</summary>
    private async Task<PublishOutcome?> ReadyPartsAsync(CancellationToken ct)
    {
        foreach (var part in handle.Parts)
        {
            if (IsLate)
                return InstagramErrors.Wait(AtOnce);
            var status = await StatusAsync(part.Id, ct);
            if (status.State is ContainerState.InProgress)
                return Wait();
            if (status.State is not (ContainerState.Finished or ContainerState.Published))
                return await FailedAsync(status, ct);
        }
        return null;
    }

    private async Task<PublishOutcome> FinishAsync(CancellationToken ct)
    {
        var container = handle.Container!.Id;
        var status = await StatusAsync(container, ct);
        return status.State switch
        {
            ContainerState.Finished => await PublishAsync(container, ct),
            ContainerState.Published => await publishing.FoundAsync(seat, post, ct),
            ContainerState.InProgress => Wait(),
            ContainerState.Missing => await MissedAsync(ct),
            _ => await FailedAsync(status, ct),
        };
    }

    private async Task<PublishOutcome> PublishAsync(string container, CancellationToken ct)
    {
        if (await publishing.FullAsync(seat, ct) is { } full)
            return full;
        if (IsLate)
            return InstagramErrors.Wait(AtOnce);
        if (await KeepAsync(handle) is { } lost)
            return lost;
        var (outcome, reply) = await publishing.PublishAsync(seat, post, container, ct);
        return InstagramErrors.RowOf(reply.Error)?.Remedy switch
        {
            InstagramRemedy.NewContainer when outcome.Kind is PublishKind.NotSent => await ForgetAsync(outcome),
            InstagramRemedy.Missing when outcome.Kind is PublishKind.Waiting => await MissedAsync(ct),
            _ => outcome,
        };
    }

    private async Task<ContainerStatus> StatusAsync(string id, CancellationToken ct)
    {
        var status = await containers.StatusAsync(seat, id, ct);
        if (status.State is not ContainerState.InProgress || HasVideo || waited)
            return status;
        waited = true;
        await Task.Delay(ShortWait, clock, ct);
        return await containers.StatusAsync(seat, id, ct);
    }

    /// <summary>A container that will never be ready: what ran out is made anew at once, what failed with the next attempt.</summary>
    private async Task<PublishOutcome> FailedAsync(ContainerStatus status, CancellationToken ct) => status.State switch
    {
        ContainerState.Expired or ContainerState.Missing => await AnewAsync(ct),
        ContainerState.Failed => await ForgetAsync(InstagramErrors.Failed(status.Words)),
        ContainerState.Unread or ContainerState.InProgress or ContainerState.Finished or ContainerState.Published => InstagramErrors.Outcome(status.Reply, InstagramStep.Preparing),
    };

    private async Task<PublishOutcome> AnewAsync(CancellationToken ct)
    {
        if (renewed)
            return await ForgetAsync(InstagramErrors.Wait(InstagramErrors.PollWait, "ContainerMissing"));
        (renewed, handle) = (true, InstagramHandle.None);
        return await GoAsync(ct);
    }

    private async Task<PublishOutcome> ForgetAsync(PublishOutcome outcome) => await KeepAsync(InstagramHandle.None) ?? outcome;

    private async Task<PublishOutcome> MissedAsync(CancellationToken ct) => handle.Missed
        ? await AnewAsync(ct)
        : await KeepAsync(handle with { Missed = true }) ?? InstagramErrors.Wait(InstagramErrors.PollWait, "ContainerMissing");

    /// <summary>Null when it is kept. Without the lease nothing may follow, and nothing was published.</summary>
    private async Task<PublishOutcome?> KeepAsync(InstagramHandle next)
    {
        handle = next;
        return await ticket.Remember(next.ToString()) ? null : InstagramErrors.Wait(InstagramErrors.PollWait);
    }

    private PublishOutcome Wait() => InstagramErrors.Wait(HasVideo ? VideoWait : InstagramErrors.PollWait);

    private static (string Id, PublishOutcome? Refusal) Made(GraphReply reply) => reply.Done && reply.Json.Word("id") is { Length: > 0 } id
        ? (id, null)
        : ("", InstagramErrors.Outcome(reply, InstagramStep.Preparing));
}
