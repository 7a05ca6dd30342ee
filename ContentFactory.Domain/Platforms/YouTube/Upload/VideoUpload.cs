using ContentFactory.Domain.Platforms.Http;

namespace ContentFactory.Domain.Platforms.YouTube;

/// <summary>
/// Publishes a video in as many calls as it needs. The session is remembered before the first byte and makes one video at most, however often
/// its parts are sent; the part with the last byte is the step that publishes.
/// </summary>
internal sealed class VideoUpload(UploadSessions sessions, YouTubeVideos videos, VideoCovers covers, TimeProvider clock)
{
    private static readonly TimeSpan NextCall = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan PollPause = TimeSpan.FromMinutes(1);

    private static Problem Changed => YouTubeErrors.Fault("Media", "CoverChanged");

    public async Task<PublishOutcome> PublishAsync(PlatformAccount account, OutgoingPost post, CancellationToken ct)
    {
        var run = new Run(account, post, post.Ticket ?? new(Guid.Empty, null, _ => Task.FromResult(true)), clock.GetTimestamp());
        if (UploadHandle.Video(run.Ticket.Handle) is { } video)
            return await FollowAsync(run, video, ct, resumed: true);
        if (UploadHandle.Session(run.Ticket.Handle) is { } session)
            return await ResumeAsync(run, session, ct);
        return await StartAsync(run, ct);
    }

    private async Task<PublishOutcome> StartAsync(Run run, CancellationToken ct)
    {
        var (session, reply) = await sessions.StartAsync(run.Account, run.Post, ct);
        if (session is null || session.AbsoluteUri.Length > UploadHandle.LongestAddress)
            return YouTubeErrors.JudgeHarmless(reply, run.Account, clock.GetUtcNow()).Outcome;
        return await run.Ticket.Remember(UploadHandle.OfSession(session)) ? await UploadAsync(run, session, 0, ct) : Uploading(run, 0, Pause);
    }

    private async Task<PublishOutcome> ResumeAsync(Run run, string address, CancellationToken ct)
    {
        // the settings changed: what became of that session can't be asked, and a second video must not follow from it
        if (sessions.Trusted(run.Account, address) is not { } session)
            return Unclear("session_elsewhere");
        var asked = await sessions.AskAsync(run.Account, session, run.Total, ct);
        return asked.State switch
        {
            UploadState.Going => await UploadAsync(run, session, asked.Next, ct),
            UploadState.Finished => await FinishAsync(run, asked.VideoId, ct),
            UploadState.Gone when UploadHandle.IsFull(run.Ticket.Handle) => Unclear("session_gone"),
            UploadState.Gone => await StartAsync(run, ct),
            UploadState.Refused or UploadState.Unclear or UploadState.Unreadable => YouTubeErrors.JudgeHarmless(asked.Reply, run.Account, clock.GetUtcNow()).Outcome,
        };
    }

    private async Task<PublishOutcome> UploadAsync(Run run, Uri session, long from, CancellationToken ct)
    {
        var next = from;
        while (next < run.Total)
        {
            // each call sends one part at least, whatever its budget
            if (next > from && IsOver(run))
                return Uploading(run, next, NextCall);
            // its last part is the step that publishes: a node that slept may not take it any more
            if (IsLast(run, next) && !await run.Ticket.Remember(UploadHandle.OfSession(session)))
                return Uploading(run, next, Pause);
            var sent = await sessions.SendAsync(run.Account, session, run.File, next, ct);
            if (sent.State is not UploadState.Going)
                return await EndedAsync(run, sent, next, ct);
            if (sent.Next <= next)
                return Uploading(run, sent.Next, Pause);
            next = sent.Next;
        }
        // it has every byte and has not said yet that it took the video: the next call asks again
        return await run.Ticket.Remember(UploadHandle.OfFull(session)) ? Uploading(run, next, Pause) : Unclear("session_full");
    }

    private async Task<PublishOutcome> EndedAsync(Run run, UploadReply sent, long from, CancellationToken ct)
    {
        return sent.State switch
        {
            UploadState.Finished => await FinishAsync(run, sent.VideoId, ct),
            UploadState.Unclear when IsLast(run, from) && sent.Reply.State is not ReplyState.NotSent => YouTubeErrors.Judge(sent.Reply, run.Account, clock.GetUtcNow()).Outcome,
            UploadState.Unreadable => new(PublishKind.NotSent, Code: OpenedFile.Unreadable, Reason: YouTubeErrors.Fault("Media", "FileUnreadable", run.File.FileName)),
            UploadState.Refused => YouTubeErrors.Judge(sent.Reply, run.Account, clock.GetUtcNow()).Outcome,
            UploadState.Going or UploadState.Gone or UploadState.Unclear => Uploading(run, from, Pause),
        };
    }

    private async Task<PublishOutcome> FinishAsync(Run run, string? id, CancellationToken ct)
    {
        if (string.IsNullOrEmpty(id) || !await run.Ticket.Remember(UploadHandle.OfVideo(id)))
            return Unclear("video_unnamed");
        return IsOver(run) ? Processing(run, id, NextCall) : await FollowAsync(run, (await CoverAsync(run, new(id), ct)).Video, ct);
    }

    /// <summary>Whoever sees the video as soon as it is out should see its cover; what fails here is tried again when YouTube is through with the video.</summary>
    private async Task<CoverReply> CoverAsync(Run run, UploadedVideo video, CancellationToken ct)
    {
        if (run.Cover is not { } picture || video.IsDone)
            return new(video, video.CoverFault);
        // nobody approved the picture that the post holds now
        if (run.Ticket.IsChanged)
            return new(video with { CoverFault = Changed }, Changed);
        var reply = await covers.SetAsync(run.Account, video, picture, ct);
        // without the lease it may be set once more, which changes nothing
        if (reply.Video.IsDone)
            await run.Ticket.Remember(reply.Video.Handle);
        return reply;
    }

    private async Task<PublishOutcome> FollowAsync(Run run, UploadedVideo uploaded, CancellationToken ct, bool resumed = false)
    {
        var id = uploaded.Id;
        var read = await videos.ReadAsync(run.Account, id, VideoProcessing.Parts, QuotaCost.Read, ct);
        if (read.Video is not { } video)
            return read.IsGone && resumed ? await GoneAsync(run) : Unread(run, id, read);
        var work = VideoProcessing.Of(video, clock.GetUtcNow());
        // what failed there is not gone on with: a person who tries again uploads again
        if (work.Stage is VideoStage.Failed)
            await run.Ticket.Remember(UploadHandle.None);
        return work.Stage switch
        {
            VideoStage.Ready => await ReadyAsync(run, uploaded, VideoProcessing.PublishedAt(video), ct),
            VideoStage.Working => Processing(run, id, PollPause),
            VideoStage.Failed => new(PublishKind.Rejected, Code: work.Code, Reason: work.Reason),
            VideoStage.Refused => new(PublishKind.AccountRefused, Code: work.Code, Reason: work.Reason),
        };
    }

    /// <summary>Published, with the cover or with the reason why it has none.</summary>
    private async Task<PublishOutcome> ReadyAsync(Run run, UploadedVideo uploaded, DateTimeOffset? uploadedAt, CancellationToken ct)
    {
        var cover = await CoverAsync(run, uploaded, ct);
        if (cover.Fault is not null && !cover.Video.IsDone && clock.GetUtcNow() - uploadedAt < VideoCovers.Patience)
            return Processing(run, uploaded.Id, cover.RetryAfter > VideoCovers.Pause ? cover.RetryAfter.Value : VideoCovers.Pause);
        return new(PublishKind.Published, uploaded.Id, videos.AddressOf(run.Account, uploaded.Id), [uploaded.Id], Reason: cover.Fault);
    }

    /// <summary>Looked for and decided on before: a person who publishes again uploads again. Without the lease this is only asked about, and proves nothing.</summary>
    private static async Task<PublishOutcome> GoneAsync(Run run) =>
        await run.Ticket.Remember(UploadHandle.None) ? new(PublishKind.Rejected, Code: "deleted", Reason: YouTubeErrors.Fault(null, "VideoDeleted")) : Unclear("video_not_listed");

    /// <summary>The video exists, so nothing here may read as if it did not.</summary>
    private PublishOutcome Unread(Run run, string id, VideoReply read)
    {
        if (read.IsGone)
            return Unclear("video_not_listed");
        var refusal = YouTubeErrors.Judge(read.Reply, run.Account, clock.GetUtcNow());
        return refusal.Kind switch
        {
            PublishKind.RateLimited or PublishKind.NotSent or PublishKind.Unknown => Processing(run, id, refusal.RetryAfter ?? PollPause),
            PublishKind.Rejected or PublishKind.AccountRefused or PublishKind.Published or PublishKind.Waiting => refusal.Outcome with { Kind = PublishKind.Unknown },
        };
    }

    private static bool IsLast(Run run, long from) => from + UploadSessions.ChunkSize >= run.Total;

    private bool IsOver(Run run) => clock.GetElapsedTime(run.Began) >= run.Ticket.Budget;

    private static PublishOutcome Uploading(Run run, long sent, TimeSpan wait) =>
        new(PublishKind.Waiting, Reason: Problem.Unavailable(YouTubeErrors.Key("Uploading"), 100 * sent / run.Total), RetryAfter: wait);

    private PublishOutcome Processing(Run run, string id, TimeSpan wait) =>
        new(PublishKind.Waiting, id, videos.AddressOf(run.Account, id), [id], Reason: Problem.Unavailable(YouTubeErrors.Key("Processing")), RetryAfter: wait);

    private static PublishOutcome Unclear(string code) => new(PublishKind.Unknown, Code: code, Reason: Problem.Unavailable(YouTubeErrors.Key("Unclear"), code));

    private sealed record Run(PlatformAccount Account, OutgoingPost Post, PublishTicket Ticket, long Began)
    {
        public OutgoingMedia File => YouTubeRules.VideoOf(Post)!;

        public OutgoingMedia? Cover => YouTubeRules.CoverOf(Post);

        public long Total => File.Size;
    }
}
