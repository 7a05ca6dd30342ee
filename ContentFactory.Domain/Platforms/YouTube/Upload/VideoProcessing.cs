using System.Globalization;
using System.Text.Json;
using ContentFactory.Domain.Platforms.Http;

namespace ContentFactory.Domain.Platforms.YouTube;

internal enum VideoStage { Ready, Working, Failed, Refused }

/// <summary>How far YouTube's own work on an uploaded video is (videos.list, status and processingDetails).</summary>
/// <param name="Reason">Null unless it failed; <see cref="VideoStage.Refused"/> is the account's fault, not the video's.</param>
internal sealed record VideoProcessing(VideoStage Stage, string? Code = null, Problem? Reason = null)
{
    public const string Parts = "snippet,status,processingDetails";

    /// <summary>A video that is older stands on its page, and its work may go on for hours (long ones in 4K).</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(30);

    private static readonly Dictionary<string, string> Keys = new(StringComparer.Ordinal)
    {
        // failureReason
        ["conversion"] = "VideoNotConverted", ["invalidFile"] = "VideoInvalid", ["emptyFile"] = "VideoEmpty", ["tooSmall"] = "VideoTooSmall", ["codec"] = "VideoCodec", ["uploadAborted"] = "VideoAborted",
        // processingFailureReason
        ["uploadFailed"] = "VideoAborted", ["transcodeFailed"] = "VideoNotConverted", ["streamingFailed"] = "VideoNotConverted",
        // rejectionReason
        ["copyright"] = "VideoCopyright", ["inappropriate"] = "VideoInappropriate", ["duplicate"] = "VideoDuplicate", ["termsOfUse"] = "VideoTerms", ["length"] = "VideoTooLong", ["claim"] = "VideoClaimed",
        ["trademark"] = "VideoTrademark", ["legal"] = "VideoLegal", ["uploaderAccountSuspended"] = "AccountSuspended", ["uploaderAccountClosed"] = "AccountClosed",
    };

    public static VideoProcessing Of(JsonElement video, DateTimeOffset now) => (video.Word("status", "uploadStatus"), video.Word("processingDetails", "processingStatus")) switch
    {
        ("failed", _) => Failure(video.Word("status", "failureReason") ?? video.Word("processingDetails", "processingFailureReason") ?? "failed"),
        ("rejected", _) => Failure(video.Word("status", "rejectionReason") ?? "rejected"),
        ("deleted", _) => new(VideoStage.Failed, "deleted", YouTubeErrors.Fault(null, "VideoDeleted")),
        (_, "failed") => Failure(video.Word("processingDetails", "processingFailureReason") ?? "failed"),
        ("processed", _) or (_, "succeeded") => new(VideoStage.Ready),
        _ when PublishedAt(video) is { } at && now - at >= Patience => new(VideoStage.Ready),
        _ => new(VideoStage.Working),
    };

    /// <summary>"The date and time when the video was uploaded."</summary>
    public static DateTimeOffset? PublishedAt(JsonElement video) =>
        DateTimeOffset.TryParse(video.Word("snippet", "publishedAt"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : null;

    private static VideoProcessing Failure(string code)
    {
        var stage = code is "uploaderAccountSuspended" or "uploaderAccountClosed" ? VideoStage.Refused : VideoStage.Failed;
        return new(stage, code, Keys.TryGetValue(code, out var key) ? YouTubeErrors.Fault("Media", key) : YouTubeErrors.Fault("Media", "VideoFailed", PlatformWords.Clean(code)!));
    }
}
