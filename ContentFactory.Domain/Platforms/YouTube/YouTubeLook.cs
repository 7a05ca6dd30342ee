using System.Globalization;
using System.Text.Json;
using ContentFactory.Domain.Platforms.Http;

namespace ContentFactory.Domain.Platforms.YouTube;

/// <summary>What became of an upload whose answer was lost: its session says it, or its video, or the list of the channel's uploads.</summary>
internal sealed class YouTubeLook(UploadSessions sessions, YouTubeVideos videos, YouTubeChannels channels, YouTubeApi api, TimeProvider clock)
{
    public const string SessionSource = "upload_session";
    public const string ListSource = "uploads_playlist";

    public async Task<LookOutcome> LookAsync(PlatformAccount account, LostPost lost, CancellationToken ct)
    {
        if (UploadHandle.Video(lost.Handle) is { } uploaded)
            return await VideoAsync(account, lost, uploaded, ct);
        // the session is remembered before the first byte leaves
        if (UploadHandle.Session(lost.Handle) is not { } address)
            return new(LookKind.Absent, Source: SessionSource);
        if (sessions.Trusted(account, address) is not { } session || YouTubeRules.VideoOf(lost.Post) is not { Size: var total })
            return await ListAsync(account, lost, ct);
        var asked = await sessions.AskAsync(account, session, total, ct);
        return asked.State switch
        {
            UploadState.Finished when asked.VideoId is { Length: > 0 } video => Found(account, lost, new(video), SessionSource),
            UploadState.Going when asked.Next < total => new(LookKind.Absent, Source: SessionSource),
            UploadState.Going => new(LookKind.Unclear, Source: SessionSource),
            UploadState.Finished or UploadState.Gone => await ListAsync(account, lost, ct),
            UploadState.Refused or UploadState.Unclear or UploadState.Unreadable => Failed(asked.Reply, account),
        };
    }

    private async Task<LookOutcome> VideoAsync(PlatformAccount account, LostPost lost, UploadedVideo uploaded, CancellationToken ct)
    {
        var read = await videos.ReadAsync(account, uploaded.Id, VideoProcessing.Parts, QuotaCost.Spare, ct);
        if (read.Video is not { } video)
            return read.IsGone ? new(LookKind.Unclear, Source: YouTubeVideos.Source) : Failed(read.Reply, account);
        // the next publish call says why: it reads the same video and sends nothing
        return VideoProcessing.Of(video, clock.GetUtcNow()).Stage is VideoStage.Failed or VideoStage.Refused
            ? new(LookKind.Absent, Source: YouTubeVideos.Source)
            : Found(account, lost, uploaded, YouTubeVideos.Source);
    }

    private async Task<LookOutcome> ListAsync(PlatformAccount account, LostPost lost, CancellationToken ct)
    {
        var (list, reply) = await channels.UploadsListAsync(account, ct);
        if (list is null)
            return Failed(reply, account);
        reply = await api.GetAsync(account, YouTubeApi.DataHost, "/youtube/v3/playlistItems", [("part", "snippet,contentDetails"), ("playlistId", list), ("maxResults", "50")], QuotaCost.Spare, ct);
        if (!reply.IsSuccess)
            return Failed(reply, account);
        var title = OutgoingWords.Bare(YouTubeMetadata.TitleOf(lost.Post));
        var latest = LatestPosts.Since(lost.From, reply.Json.Items("items").Select(i => Read(account, i)), p => p, p => OutgoingWords.Bare(p.Start) == title);
        return latest.Only is { } found ? Found(account, lost, new(found.ExternalId), ListSource) with { Seen = latest.Seen } : new(LookKind.Unclear, Seen: latest.Seen, Source: ListSource);
    }

    private SeenPost? Read(PlatformAccount account, JsonElement item)
    {
        if ((item.Word("contentDetails", "videoId") ?? item.Word("snippet", "resourceId", "videoId")) is not { Length: > 0 } id)
            return null;
        var time = item.Word("contentDetails", "videoPublishedAt") ?? item.Word("snippet", "publishedAt");
        DateTimeOffset? at = DateTimeOffset.TryParse(time, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var read) ? read : null;
        return new(id, videos.AddressOf(account, id), at, item.Word("snippet", "title") ?? "");
    }

    /// <summary>A video that still lacks its cover is followed until it has it.</summary>
    private LookOutcome Found(PlatformAccount account, LostPost lost, UploadedVideo uploaded, string source) =>
        new(LookKind.Found, uploaded.Id, videos.AddressOf(account, uploaded.Id), [uploaded.Id], Source: source)
        {
            Handle = YouTubeRules.CoverOf(lost.Post) is not null && !uploaded.IsDone ? uploaded.Handle : null,
        };

    private LookOutcome Failed(PlatformReply reply, PlatformAccount account)
    {
        var refusal = YouTubeErrors.JudgeHarmless(reply, account, clock.GetUtcNow());
        return new(refusal.Kind is PublishKind.RateLimited ? LookKind.RateLimited : LookKind.Failed, Reason: refusal.Reason, RetryAfter: refusal.RetryAfter);
    }
}
