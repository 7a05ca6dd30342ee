using ContentFactory.Domain.Platforms.Http;

namespace ContentFactory.Domain.Platforms.TikTok;

/// <summary>
/// Publishes a video in as many calls as it needs. Its id and the address of its upload are remembered before the first byte leaves; one id
/// makes one post at most, and the part that completes the file is the step that publishes.
/// </summary>
internal sealed class TikTokVideos(TikTokApi api, TikTokCreators creators, TikTokStatuses statuses, TikTokChunks chunks, TikTokFollowing following)
{
    /// <summary>"upload_url … valid for one hour": what has bytes missing then will never be completed.</summary>
    private static readonly TimeSpan AddressLife = TimeSpan.FromHours(1);

    private static readonly TimeSpan UntilItRunsOut = TimeSpan.FromMinutes(2);

    /// <summary>A line that did not get the file through so often won't.</summary>
    private const int MostRounds = 3;

    public Task<PublishOutcome> PublishAsync(TikTokRun run, CancellationToken ct) =>
        run.Handle.Stage is TikTokStage.Uploading or TikTokStage.Completing ? ResumeAsync(run, ct) : StartAsync(run, ct);

    private async Task<PublishOutcome> StartAsync(TikTokRun run, CancellationToken ct)
    {
        if (run.Handle.Round >= MostRounds)
            return await DropAsync(run, "too_slow", TikTokErrors.Fault("Media", "UploadTooSlow", run.File.FileName));
        var (creator, refusal) = await creators.AdmitAsync(run.Account, run.Post, ct);
        if (refusal is not null)
            return refusal;
        var path = creator is null ? "/v2/post/publish/inbox/video/init/" : "/v2/post/publish/video/init/";
        var reply = await api.PostAsync(run.Account, path, TikTokPostInfo.Video(run.Post, creator), ct);
        // an upload without bytes comes to nothing: it may be opened again
        if (!reply.Done)
            return TikTokErrors.HarmlessOutcome(reply);
        if (TikTokHandle.Trusted(reply.Data.Word("publish_id")) is not { } id || api.UploadAddress(run.Account, reply.Data.Word("upload_url")) is not { AbsoluteUri.Length: <= TikTokHandle.LongestAddress } upload)
            return new(PublishKind.NotSent, Code: "no_upload", Reason: Problem.Unavailable(TikTokErrors.Key("Unavailable"), "no_upload"));
        return await run.KeepAsync(run.Handle.Opened(id, upload, run.Now)) ? await UploadAsync(run, upload, 0, ct) : run.Uploading(0, TikTokRun.Pause);
    }

    private async Task<PublishOutcome> ResumeAsync(TikTokRun run, CancellationToken ct)
    {
        var status = await statuses.AskAsync(run.Account, run.Handle.Id, ct);
        return status.Progress switch
        {
            TikTokProgress.Uploading when status.Uploaded >= run.File.Size => await AcceptAsync(run, ct),
            TikTokProgress.Uploading when run.Now - run.Handle.At >= AddressLife => await RunOutAsync(run, status, ct),
            TikTokProgress.Uploading when api.UploadAddress(run.Account, run.Handle.Upload) is { } upload => await UploadAsync(run, upload, status.Uploaded ?? 0, ct),
            TikTokProgress.Uploading => await GoneAsync(run, run.Handle.Stage is TikTokStage.Completing, ct),
            // an id may be unknown because it is young
            TikTokProgress.Unread when status.Reply.Code is TikTokErrors.UnknownPublishId && run.Handle.Stage is TikTokStage.Completing => await AcceptAsync(run, ct, status),
            TikTokProgress.Unread when status.Reply.Code is TikTokErrors.UnknownPublishId => await RestartAsync(run, ct),
            TikTokProgress.Unread => TikTokErrors.HarmlessOutcome(status.Reply),
            TikTokProgress.Downloading or TikTokProgress.InInbox or TikTokProgress.Complete or TikTokProgress.Failed => await AcceptAsync(run, ct, status),
        };
    }

    private async Task<PublishOutcome> UploadAsync(TikTokRun run, Uri upload, long from, CancellationToken ct)
    {
        var (next, total, wasTried) = (from, run.File.Size, run.Handle.Stage is TikTokStage.Completing);
        while (next < total)
        {
            // each call sends one part at least, whatever its budget
            if (next > from && run.IsOver)
                return run.Uploading(next, TikTokRun.NextCall);
            // the part that completes the file is the step that publishes: a node that slept may not take it any more
            if (TikTokChunks.IsLast(next, total) && !await run.KeepAsync(run.Handle with { Stage = TikTokStage.Completing }))
                return run.Uploading(next, TikTokRun.Pause);
            var sent = await chunks.SendAsync(run.Account, upload, run.File, next, ct);
            if (sent.Sent is not TikTokSent.Going && (sent.Sent is not TikTokSent.Misfit || sent.Next <= next))
                return await EndedAsync(run, sent, next, wasTried, ct);
            if (sent.Next <= next)
                return run.Uploading(sent.Next, TikTokRun.Pause);
            next = sent.Next;
        }
        return await AcceptAsync(run, ct);
    }

    private async Task<PublishOutcome> EndedAsync(TikTokRun run, TikTokChunkReply sent, long from, bool wasTried, CancellationToken ct) => sent.Sent switch
    {
        TikTokSent.Complete => await AcceptAsync(run, ct),
        TikTokSent.Gone => await GoneAsync(run, wasTried, ct),
        // the last part was sent before: it may be refused because it is there
        TikTokSent.Refused when wasTried => run.Uploading(run.File.Size, UntilItRunsOut),
        TikTokSent.Refused => await DropAsync(run, sent.Reply.Code, TikTokErrors.Fault("Media", "UploadRefused", WordsOf(sent.Reply))),
        TikTokSent.Unclear when TikTokChunks.IsLast(from, run.File.Size) => TikTokErrors.Unknown(sent.Reply.Code),
        TikTokSent.Unreadable => new(PublishKind.NotSent, Code: OpenedFile.Unreadable, Reason: TikTokErrors.Fault("Media", "FileUnreadable", run.File.FileName)),
        TikTokSent.Misfit or TikTokSent.Unclear or TikTokSent.NotSent or TikTokSent.Going => run.Uploading(from, TikTokRun.Pause),
    };

    /// <summary>Where the last part was sent before, the upload may be gone because it is complete: only when TikTok says after its time that bytes are missing another one may follow.</summary>
    private async Task<PublishOutcome> GoneAsync(TikTokRun run, bool wasTried, CancellationToken ct) =>
        wasTried ? run.Uploading(run.File.Size, UntilItRunsOut) : await RestartAsync(run, ct);

    /// <summary>What may be whole, because its last part was sent and TikTok does not say that bytes are missing, is no more than asked about.</summary>
    private async Task<PublishOutcome> RunOutAsync(TikTokRun run, TikTokStatus status, CancellationToken ct) =>
        run.Handle.Stage is TikTokStage.Completing && status.Uploaded is null ? await AcceptAsync(run, ct, status) : await RestartAsync(run, ct);

    private async Task<PublishOutcome> RestartAsync(TikTokRun run, CancellationToken ct)
    {
        if (run.Restarted)
            return run.Uploading(0, TikTokErrors.DefaultWait);
        run.Restart();
        return await StartAsync(run, ct);
    }

    private async Task<PublishOutcome> AcceptAsync(TikTokRun run, CancellationToken ct, TikTokStatus? status = null)
    {
        if (!await run.KeepAsync(run.Handle.Accepted(run.Handle.Id, run.Now)))
            return TikTokErrors.Unknown("lease_lost");
        if (status is not null)
            return await following.SettleAsync(run, status);
        return run.IsOver ? following.Processing(run, TikTokRun.NextCall) : await following.FollowAsync(run, ct);
    }

    private static async Task<PublishOutcome> DropAsync(TikTokRun run, string code, Problem reason)
    {
        await run.KeepAsync(TikTokHandle.None);
        return TikTokErrors.Reject(reason, code);
    }

    private static string WordsOf(PlatformReply reply) => PlatformWords.Clean(reply.Json.Word("error", "message")) is { Length: > 0 } words ? words : reply.Code;
}
