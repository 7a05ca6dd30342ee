using ContentFactory.Domain.Platforms.Http;

namespace ContentFactory.Domain.Platforms.X.Upload;

/// <summary>Brings one file to X, from what was remembered of it to as far as this call gets.</summary>
/// <param name="keep">Remembers how far it is; false where the lease is lost.</param>
internal sealed class XFileRun(PlatformAccount account, OutgoingMedia file, XMedia? known, XUploads uploads, Func<XMedia?, Task<bool>> keep, Func<bool> isOver, TimeProvider clock)
{
    public static readonly TimeSpan NextCall = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestPoll = TimeSpan.FromMinutes(5);

    // a post has to name the file in time
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(2);

    /// <summary>Used when X does not say how long it keeps a file.</summary>
    private static readonly TimeSpan DefaultLife = TimeSpan.FromMinutes(30);

    private XMedia? media = known;

    /// <summary>It was begun by an earlier call, of which one segment may have arrived without an answer, and X has not taken it up in this one yet.</summary>
    private bool resumed = known is not null;

    /// <summary>Null when the file is ready to be named in a post.</summary>
    public async Task<PublishOutcome?> GoAsync(CancellationToken ct)
    {
        if (media is null || media.Expires - Margin <= clock.GetUtcNow())
        {
            if (await OpenAsync(ct) is { } refused)
                return refused;
        }
        return media!.Stage switch
        {
            XStage.Sending => await SendAsync(ct),
            XStage.Working => await FollowAsync(await uploads.StatusAsync(account, media.Id, ct), ct),
            XStage.Ready => null,
        };
    }

    private async Task<PublishOutcome?> OpenAsync(CancellationToken ct)
    {
        var reply = await uploads.InitializeAsync(account, file, ct);
        if (!reply.IsSuccess || reply.Json.Word("data", "id") is not { Length: > 0 and <= 40 } id)
            return Harmless(reply);
        resumed = false;
        return await KeepAsync(new(id, clock.GetUtcNow() + (LifeOf(reply) ?? DefaultLife), XStage.Sending));
    }

    private async Task<PublishOutcome?> SendAsync(CancellationToken ct)
    {
        for (var count = XUploads.SegmentsOf(file); media!.Next < count;)
        {
            var reply = await uploads.AppendAsync(account, media.Id, file, media.Next, ct);
            if (!reply.IsSuccess)
                return await RefusedAsync(reply);
            resumed = false;
            if (await KeepAsync(media with { Next = media.Next + 1 }) is { } lost)
                return lost;
            if (isOver())
                return Uploading(100L * media.Next / count, NextCall);
        }
        return await FinishAsync(ct);
    }

    private async Task<PublishOutcome?> FinishAsync(CancellationToken ct)
    {
        var reply = await uploads.FinalizeAsync(account, media!.Id, ct);
        // an earlier call may have finished it without learning so
        if (!reply.IsSuccess && resumed && IsRefusal(reply) && await uploads.StatusAsync(account, media.Id, ct) is { IsSuccess: true } status)
            reply = status;
        if (!reply.IsSuccess)
            return await RefusedAsync(reply);
        return await KeepAsync(media with { Stage = XStage.Working, Expires = LifeOf(reply) is { } life ? clock.GetUtcNow() + life : media.Expires }) ?? await FollowAsync(reply, ct);
    }

    private async Task<PublishOutcome?> FollowAsync(PlatformReply reply, CancellationToken ct)
    {
        if (!reply.IsSuccess)
            return await RefusedAsync(reply);
        resumed = false;
        return reply.Json.Word("data", "processing_info", "state") switch
        {
            null or "succeeded" => await DescribeAsync(ct),
            "failed" => await FailedAsync(reply),
            _ => Uploading(100, PollOf(reply), "Processing"),
        };
    }

    private async Task<PublishOutcome?> DescribeAsync(CancellationToken ct)
    {
        var alt = OutgoingWords.Clean(file.AltText ?? "");
        // X takes descriptions of pictures and GIFs
        if (alt.Length > 0 && XRules.FormOf(file) is not XForm.Video)
        {
            var reply = await uploads.DescribeAsync(account, media!.Id, alt, ct);
            if (!reply.IsSuccess)
                return await RefusedAsync(reply);
        }
        return await KeepAsync(media! with { Stage = XStage.Ready });
    }

    private async Task<PublishOutcome> FailedAsync(PlatformReply reply)
    {
        var words = PlatformWords.Clean(reply.Json.Word("data", "processing_info", "error", "message"), account) ?? "failed";
        return await KeepAsync(null) ?? new(PublishKind.Rejected, Code: "failed", Message: words, Reason: XErrors.Fault("Media", "FileFailed", file.FileName, words));
    }

    /// <summary>What an earlier call began and X does not take up is begun anew with the next attempt; files alone publish nothing.</summary>
    private async Task<PublishOutcome> RefusedAsync(PlatformReply reply)
    {
        var refusal = XErrors.JudgeHarmless(reply, account, clock.GetUtcNow());
        if (refusal.Kind is not PublishKind.Rejected || !IsRefusal(reply))
            return Harmless(reply);
        if (await KeepAsync(null) is { } lost)
            return lost;
        return resumed ? refusal.Outcome with { Kind = PublishKind.NotSent, Reason = Problem.Unavailable(XErrors.Key("UploadAnew"), refusal.Words) } : refusal.Outcome;
    }

    /// <summary>Null when it is kept.</summary>
    private async Task<PublishOutcome?> KeepAsync(XMedia? next)
    {
        media = next;
        return await keep(next) ? null : Uploading(0, Pause);
    }

    private PublishOutcome Harmless(PlatformReply reply)
    {
        var outcome = XErrors.JudgeHarmless(reply, account, clock.GetUtcNow()).Outcome;
        return reply.Code is OpenedFile.Unreadable ? outcome with { Reason = XErrors.Fault("Media", "FileUnreadable", file.FileName) } : outcome;
    }

    private static bool IsRefusal(PlatformReply reply) => reply is { State: ReplyState.Answered, Status: 400 or 404 or 409 or 410 or 413 or 415 or 422 };

    private static TimeSpan? LifeOf(PlatformReply reply) => reply.Json.WholeOrText("data", "expires_after_secs") is > 0 and < 31_536_000 and var seconds ? TimeSpan.FromSeconds(seconds) : null;

    private static TimeSpan PollOf(PlatformReply reply)
    {
        var wait = reply.Json.Whole("data", "processing_info", "check_after_secs") is > 0 and < 3_600 and var seconds ? TimeSpan.FromSeconds(seconds) : Pause;
        return wait < LongestPoll ? wait : LongestPoll;
    }

    public static PublishOutcome Uploading(long percent, TimeSpan wait, string key = "Uploading") =>
        new(PublishKind.Waiting, Reason: Problem.Unavailable(XErrors.Key(key), percent), RetryAfter: wait);
}
