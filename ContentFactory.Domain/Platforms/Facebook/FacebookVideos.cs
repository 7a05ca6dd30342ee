using ContentFactory.Domain.Platforms.Http;
using ContentFactory.Domain.Platforms.Meta;

namespace ContentFactory.Domain.Platforms.Facebook;

/// <summary>Publishes a video, reel or story of a video in as many calls as it needs: begin, send, publish, then ask until Facebook is done with it.</summary>
internal sealed class FacebookVideos(FacebookVideoCalls calls)
{
    private static MetaVerdicts Verdicts => FacebookErrors.Verdicts;

    public async Task<PublishOutcome> PublishAsync(FacebookRun run, CancellationToken ct) => run.Handle switch
    {
        { Stage: FacebookStage.Finished, Video: { } video } => await FollowAsync(run, video, resumed: true, ct),
        { Stage: FacebookStage.Finishing, Video: { } video } => await SettleAsync(run, video, ct),
        { Stage: FacebookStage.Uploading, Video: { } video } => await ResumeAsync(run, video, ct) ?? await FinishAsync(run, run.Handle.Video!, ct),
        _ => await StartAsync(run, ct),
    };

    private async Task<PublishOutcome> StartAsync(FacebookRun run, CancellationToken ct)
    {
        var (video, reply) = await calls.StartAsync(run, ct);
        if (video is null)
            return Verdicts.Outcome(reply, MetaStep.Preparing);
        return await run.KeepAsync(new(FacebookStage.Uploading, [], video))
            ?? await UploadAsync(run, video, from: 0, ct)
            ?? await FinishAsync(run, run.Handle.Video!, ct);
    }

    /// <summary>Goes on with an upload after what has arrived. Null when that is all.</summary>
    private async Task<PublishOutcome?> ResumeAsync(FacebookRun run, FacebookVideo video, CancellationToken ct)
    {
        if (video.Session is not null)
            return await UploadAsync(run, video, from: 0, ct);
        var status = await calls.StatusAsync(run.Seat, video, finished: false, ct);
        return status.State switch
        {
            FacebookVideoState.Failed or FacebookVideoState.Missing => await run.ForgetAsync(Spoilt(status)),
            FacebookVideoState.Unread => Verdicts.Outcome(status.Reply, MetaStep.Preparing),
            FacebookVideoState.Waiting or FacebookVideoState.Working or FacebookVideoState.Publishing or FacebookVideoState.Published => await UploadAsync(run, video, status.Arrived ?? 0, ct),
        };
    }

    private async Task<PublishOutcome?> UploadAsync(FacebookRun run, FacebookVideo video, long from, CancellationToken ct)
    {
        var ending = video.Session is not null ? await SendPartsAsync(run, video, ct)
            : from >= run.Post.Media[0].Size ? null
            : await calls.SendAsync(run, video, from, ct);
        return ending is { Kind: PublishKind.Rejected } ? await run.ForgetAsync(ending) : ending;
    }

    private async Task<PublishOutcome?> SendPartsAsync(FacebookRun run, FacebookVideo video, CancellationToken ct)
    {
        // each call sends one part at least
        for (var here = video; here.Next < here.End && here.Next < run.Post.Media[0].Size;)
        {
            if (here != video && (run.IsLate || run.IsOver))
                return Verdicts.Wait(MetaVerdicts.AtOnce, "Uploading");
            var (next, ending) = await calls.SendPartAsync(run, here, ct);
            if (next is null)
                return ending;
            if (await run.KeepAsync(run.Handle with { Video = next }) is { } lost)
                return lost;
            if (next.Next <= here.Next && next.Next < next.End)
                return Verdicts.Wait(MetaVerdicts.PollWait, "Uploading");
            here = next;
        }
        return null;
    }

    /// <summary>The call that publishes may have been made: the video says whether it was.</summary>
    private async Task<PublishOutcome> SettleAsync(FacebookRun run, FacebookVideo video, CancellationToken ct)
    {
        var status = await calls.StatusAsync(run.Seat, video, finished: false, ct);
        return status.State switch
        {
            FacebookVideoState.Published or FacebookVideoState.Publishing => await FinishedAsync(run, video, ct),
            FacebookVideoState.Failed => await run.ForgetAsync(Spoilt(status)),
            // it may be out and only not to be read with these rights: another upload is for a person to ask for
            FacebookVideoState.Missing => await run.ForgetAsync(Failed(status)),
            FacebookVideoState.Unread => Verdicts.Outcome(status.Reply, MetaStep.Preparing),
            FacebookVideoState.Waiting or FacebookVideoState.Working => await FinishAsync(run, video, ct),
        };
    }

    private async Task<PublishOutcome> FinishAsync(FacebookRun run, FacebookVideo video, CancellationToken ct)
    {
        if (run.IsLate)
            return Verdicts.Wait(MetaVerdicts.AtOnce);
        // opened before it is remembered that the call may have been made: without its cover it is not
        var cover = FacebookRules.CoverOf(run.Post);
        using var picture = cover is null ? null : await OpenedFile.PartAsync(cover, 0, cover.Size, ct);
        if (cover is not null && picture is null)
            return MetaVerdicts.Unreadable(cover.FileName);
        var again = run.Handle.Stage is FacebookStage.Finishing;
        if (await run.KeepAsync(new(FacebookStage.Finishing, [], video)) is { } lost)
            return lost;
        var reply = await calls.FinishAsync(run, video, picture, ct);
        if (reply.Done && reply.Json.Flag("success") is not false)
            return await FinishedAsync(run, video, ct);
        var outcome = Verdicts.Outcome(reply, MetaStep.Publishing);
        if (outcome.Kind is not PublishKind.Rejected)
            return outcome;
        // one that had been carried out may be refused when it is made again
        var status = await calls.StatusAsync(run.Seat, video, finished: false, ct);
        return status.State switch
        {
            FacebookVideoState.Published or FacebookVideoState.Publishing => await FinishedAsync(run, video, ct),
            FacebookVideoState.Working or FacebookVideoState.Unread => Verdicts.Unknown(reply.Code, words: reply.Words),
            FacebookVideoState.Missing when again => Verdicts.Unknown(reply.Code, words: reply.Words),
            FacebookVideoState.Waiting or FacebookVideoState.Failed or FacebookVideoState.Missing => await run.ForgetAsync(outcome),
        };
    }

    private async Task<PublishOutcome> FinishedAsync(FacebookRun run, FacebookVideo video, CancellationToken ct) =>
        await run.KeepAsync(new(FacebookStage.Finished, [], video)) is null
            ? await FollowAsync(run, video, resumed: false, ct)
            : Verdicts.Unknown("lease_lost");

    private async Task<PublishOutcome> FollowAsync(FacebookRun run, FacebookVideo video, bool resumed, CancellationToken ct)
    {
        var status = await calls.StatusAsync(run.Seat, video, finished: true, ct);
        return status.State switch
        {
            FacebookVideoState.Published => new(PublishKind.Published, video.Id, status.Url, [video.Id]),
            FacebookVideoState.Failed => await FailedAsync(run, status),
            FacebookVideoState.Missing when resumed => await GoneAsync(run, video, status),
            FacebookVideoState.Publishing or FacebookVideoState.Working or FacebookVideoState.Waiting or FacebookVideoState.Missing => Working(video, MetaVerdicts.PollWait),
            FacebookVideoState.Unread => Unread(video, status.Reply),
        };
    }

    /// <summary>Facebook's own word, which holds whether this call may remember anything or only ask.</summary>
    private static async Task<PublishOutcome> FailedAsync(FacebookRun run, FacebookVideoStatus status)
    {
        await run.KeepAsync(FacebookHandle.None);
        return Failed(status);
    }

    /// <summary>A person who publishes again uploads again. Whoever only asks can't tell a video that is gone from one that these rights don't show.</summary>
    private static async Task<PublishOutcome> GoneAsync(FacebookRun run, FacebookVideo video, FacebookVideoStatus status) =>
        await run.KeepAsync(FacebookHandle.None) is null ? Failed(status) : Working(video, MetaVerdicts.PollWait);

    /// <summary>The video exists, so nothing here may read as if it did not.</summary>
    private static PublishOutcome Unread(FacebookVideo video, GraphReply reply)
    {
        var outcome = Verdicts.Outcome(reply, MetaStep.Preparing);
        return outcome.Kind is PublishKind.AccountRefused or PublishKind.Rejected
            ? outcome with { Kind = PublishKind.Unknown }
            : Working(video, outcome.RetryAfter ?? MetaVerdicts.PollWait);
    }

    private static PublishOutcome Working(FacebookVideo video, TimeSpan wait) => Verdicts.Wait(wait) with { ExternalId = video.Id, PartIds = [video.Id] };

    /// <summary>Nothing was published yet: what another upload may mend is tried again.</summary>
    private static PublishOutcome Spoilt(FacebookVideoStatus status) =>
        status.IsSpoilt || status.State is FacebookVideoState.Missing ? Verdicts.UploadAgain("video", status.Words ?? status.Reply.Words) : Failed(status);

    private static PublishOutcome Failed(FacebookVideoStatus status)
    {
        var (words, key) = status.State is FacebookVideoState.Missing ? (status.Reply.Words, "VideoGone") : (status.Words ?? "error", "VideoFailed");
        return Verdicts.Reject("video", Verdicts.Text(ProblemKind.Invalid, "Media", key, words), words);
    }
}
