using ContentFactory.Domain.Platforms.Http;

namespace ContentFactory.Domain.Platforms.LinkedIn;

/// <summary>One call for one post: from what was remembered to as far as this call gets.</summary>
internal sealed class LinkedInRun(PlatformAccount account, OutgoingPost post, LinkedInApi api, LinkedInUploads uploads, TimeProvider clock)
{
    // a call of the connector may last three minutes; a picture that is begun takes two calls with their deadlines
    private static readonly TimeSpan LatestStep = TimeSpan.FromMinutes(1);
    // one more call of half a minute may follow
    private static readonly TimeSpan LatestPost = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan AtOnce = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ImageWait = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongWait = TimeSpan.FromSeconds(15);

    private readonly PublishTicket ticket = post.Ticket ?? new(Guid.Empty, null, _ => Task.FromResult(true));
    private readonly long began = clock.GetTimestamp();
    private LinkedInHandle handle = LinkedInHandle.Parse(post.Ticket?.Handle);
    private bool worked;

    // a call that has done nothing yet always gets further
    private bool IsLate => worked && clock.GetElapsedTime(began) is var elapsed && (elapsed >= ticket.Budget || elapsed >= LatestStep);

    private bool IsTooLate => IsLate || clock.GetElapsedTime(began) >= LatestPost;

    private bool IsVideo => LinkedInRules.FormOf(post) is LinkedInForm.Video;

    public async Task<PublishOutcome> GoAsync(CancellationToken ct)
    {
        if (handle.Media.Count > post.Media.Count)
            handle = LinkedInHandle.None;
        return await UploadAsync(ct) ?? await ReadyAsync(ct) ?? await PublishAsync(ct);
    }

    /// <summary>Null when every file is at LinkedIn.</summary>
    private async Task<PublishOutcome?> UploadAsync(CancellationToken ct)
    {
        while (handle.Media.Count < post.Media.Count)
        {
            if (IsLate)
                return Uploading();
            if ((IsVideo ? await SendVideoAsync(ct) : await SendWholeAsync(post.Media[handle.Media.Count], ct)) is { } ending)
                return ending;
        }
        return null;
    }

    private async Task<PublishOutcome?> SendWholeAsync(OutgoingMedia file, CancellationToken ct)
    {
        var sent = await uploads.SendWholeAsync(account, file, ct);
        worked = true;
        return sent.Value is { } urn ? await KeepAsync(handle with { Media = [.. handle.Media, urn] }) : sent.Refusal;
    }

    private async Task<PublishOutcome?> SendVideoAsync(CancellationToken ct)
    {
        var file = post.Media[0];
        var (video, ending) = await VideoAsync(file, ct);
        while (video is { Left: [var next, ..] } going && ending is null)
        {
            if (IsLate)
                return Uploading(100 * next.First / file.Size);
            (video, ending) = await AfterAsync(await uploads.SendPartAsync(account, file, going, ct));
        }
        if (ending is not null || video is null)
            return ending;
        return IsLate ? Uploading(100) : await FinishAsync(video, ct);
    }

    /// <summary>The upload to go on with, or a new one.</summary>
    private async Task<(VideoUpload? Video, PublishOutcome? Ending)> VideoAsync(OutgoingMedia file, CancellationToken ct)
    {
        if (handle.Video is { } known && !known.IsOver(clock.GetUtcNow()))
            return (known, null);
        handle = LinkedInHandle.None;
        return await AfterAsync(await uploads.StartVideoAsync(account, file, ct));
    }

    private async Task<PublishOutcome?> FinishAsync(VideoUpload video, CancellationToken ct)
    {
        var (_, ending) = await AfterAsync(await uploads.FinishVideoAsync(account, video, ct));
        return ending ?? await KeepAsync(LinkedInHandle.None with { Media = [video.Urn] });
    }

    /// <summary>What a step of a video left is remembered; what can't be gone on with is forgotten.</summary>
    private async Task<(VideoUpload? Video, PublishOutcome? Ending)> AfterAsync(UploadStep<VideoUpload> step)
    {
        worked = true;
        if (step.Value is { } video)
            return (video, await KeepAsync(handle with { Video = video }));
        return (null, step.IsDead ? await ForgetAsync(step.Refusal!) : step.Refusal);
    }

    /// <summary>Null when LinkedIn has prepared all files, or does not let the account ask (w_member_social alone).</summary>
    private async Task<PublishOutcome?> ReadyAsync(CancellationToken ct)
    {
        foreach (var urn in handle.Media.Skip(handle.Ready))
        {
            if (IsTooLate)
                return await KeepAsync(handle) ?? Wait();
            var (state, reply) = await uploads.StateAsync(account, urn, ct);
            if (state is AssetState.Unread && reply.Status is 403 or 404)
                return null;
            if (state is not AssetState.Ready)
                return await UnreadyAsync(state, reply);
            handle = handle with { Ready = handle.Ready + 1 };
        }
        return null;
    }

    private async Task<PublishOutcome> UnreadyAsync(AssetState state, PlatformReply reply) => state switch
    {
        AssetState.Failed => await ForgetAsync(new(PublishKind.Rejected, Code: "PROCESSING_FAILED", Message: Detail(reply), Reason: LinkedInErrors.Fault("Media", "MediaFailed", Detail(reply) ?? "PROCESSING_FAILED"))),
        // sent in this very call, it may only not be counted yet
        AssetState.Waiting when !worked => await ForgetAsync(new(PublishKind.NotSent, Code: "WAITING_UPLOAD", Reason: Problem.Unavailable(LinkedInErrors.Key("MediaMissing"), "WAITING_UPLOAD"))),
        AssetState.Unread when !reply.IsSuccess => LinkedInErrors.JudgeHarmless(reply, account, clock.GetUtcNow()).Outcome,
        AssetState.Waiting or AssetState.Working or AssetState.Unread or AssetState.Ready => Wait(),
    };

    private async Task<PublishOutcome> PublishAsync(CancellationToken ct)
    {
        if (IsTooLate)
            return await KeepAsync(handle) ?? LinkedInErrors.Wait("Preparing", AtOnce);
        if (await KeepAsync(handle with { Publishing = true }) is { } lost)
            return lost;
        var reply = await api.PostAsync(account, "/rest/posts", LinkedInBody.Of(account.AccountId, post, handle.Media), ct);
        if (reply.IsSuccess)
            return LinkedInUrn.Read(reply.Header("x-restli-id") ?? reply.Header("x-linkedin-id")) is { } urn ? new(PublishKind.Published, urn, api.AddressOf(account, urn), [urn]) : LinkedInErrors.Unclear("post_unnamed");
        var refusal = LinkedInErrors.Judge(reply, account, clock.GetUtcNow());
        if (refusal.Kind is PublishKind.Unknown)
            return refusal.Outcome;
        // a refused call published nothing, and what it was refused for may be mended by new uploads alone
        await KeepAsync(post.Media.Count > 0 && LinkedInErrors.SpoilsUploads(refusal) ? LinkedInHandle.None : handle with { Ready = 0, Publishing = false });
        return refusal.Outcome;
    }

    private async Task<PublishOutcome> ForgetAsync(PublishOutcome outcome) => await KeepAsync(LinkedInHandle.None) ?? outcome;

    /// <summary>Null when it is kept. Without the lease nothing may follow, and nothing was published.</summary>
    private async Task<PublishOutcome?> KeepAsync(LinkedInHandle next)
    {
        handle = next;
        return await ticket.Remember(next.Text()) ? null : Uploading();
    }

    private PublishOutcome Uploading(long? percent = null) =>
        LinkedInErrors.Wait("Uploading", AtOnce, percent ?? (post.Media.Count == 0 ? 100 : 100 * handle.Media.Count / post.Media.Count));

    private PublishOutcome Wait() => LinkedInErrors.Wait("Preparing", LinkedInRules.FormOf(post) is LinkedInForm.Image or LinkedInForm.MultiImage ? ImageWait : LongWait);

    private string? Detail(PlatformReply reply) => PlatformWords.Clean(reply.Json.Word("processingFailureReason") ?? reply.Json.Word("message"), account);
}
