using System.Text.Json;
using ContentFactory.Domain.Platforms;
using ContentFactory.Domain.Platforms.Http;
using ContentFactory.Domain.Platforms.YouTube;
using static ContentFactory.Tests.Platforms.YouTube.YouTubeUnits;

namespace ContentFactory.Tests.Platforms.YouTube;

public sealed class YouTubeRefusalTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 28, 10, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(400, "invalidTitle", PublishKind.Rejected, "TitleRefused")]
    [InlineData(400, "invalidDescription", PublishKind.Rejected, "DescriptionRefused")]
    [InlineData(400, "invalidTags", PublishKind.Rejected, "TagsRefused")]
    [InlineData(400, "invalidCategoryId", PublishKind.Rejected, "CategoryRefused")]
    [InlineData(400, "invalidPublishAt", PublishKind.Rejected, "PublishAtRefused")]
    [InlineData(400, "invalidVideoMetadata", PublishKind.Rejected, "MetadataRefused")]
    [InlineData(400, "mediaBodyRequired", PublishKind.Rejected, "FileRefused")]
    [InlineData(400, "somethingNew", PublishKind.Rejected, "Refused")]
    [InlineData(400, "uploadLimitExceeded", PublishKind.RateLimited, "UploadLimit")]
    [InlineData(401, "authError", PublishKind.AccountRefused, "TokenRefused")]
    [InlineData(401, "somethingNew", PublishKind.AccountRefused, "TokenRefused")]
    [InlineData(403, "quotaExceeded", PublishKind.RateLimited, "QuotaUsed")]
    [InlineData(403, "rateLimitExceeded", PublishKind.RateLimited, "RateLimited")]
    [InlineData(429, "somethingNew", PublishKind.RateLimited, "RateLimited")]
    [InlineData(403, "forbidden", PublishKind.AccountRefused, "Forbidden")]
    [InlineData(403, "forbiddenPrivacySetting", PublishKind.Rejected, "PrivacyRefused")]
    [InlineData(404, "videoNotFound", PublishKind.Rejected, "VideoNotFound")]
    [InlineData(500, "backendError", PublishKind.Unknown, "Unclear")]
    [InlineData(503, "quotaExceeded", PublishKind.Unknown, "Unclear")]
    [InlineData(302, "somethingNew", PublishKind.Unknown, "Unclear")]
    public void Each_reason_means_one_outcome_with_plain_words(int status, string reason, PublishKind kind, string key)
    {
        var refusal = YouTubeErrors.Judge(Reply(status, reason), Account, Now);

        Assert.Equal((kind, reason), (refusal.Kind, refusal.Code));
        AssertReadable(refusal.Reason, key);
    }

    [Fact]
    public void Used_quota_waits_for_midnight_with_the_whole_app()
    {
        var outcome = YouTubeErrors.Judge(Reply(403, "quotaExceeded"), Account, Now).Outcome;

        Assert.Equal((true, TimeSpan.FromHours(22)), (outcome.AppLimited, outcome.RetryAfter));
    }

    [Fact]
    public void Channels_own_upload_limit_waits_a_day()
    {
        var outcome = YouTubeErrors.Judge(Reply(400, "uploadLimitExceeded"), Account, Now).Outcome;

        Assert.Equal((false, TimeSpan.FromHours(1)), (outcome.AppLimited, outcome.RetryAfter));
    }

    [Fact]
    public void Words_of_youtube_arrive_without_the_token()
    {
        var refusal = YouTubeErrors.Judge(Reply(400, "somethingNew", "bad token ya29.secret"), Account, Now);

        Assert.Equal("bad token ***", refusal.Words);
        Assert.Equal(["bad token ***"], refusal.Reason.Args);
    }

    [Fact]
    public void Harmless_step_without_an_answer_may_be_repeated()
    {
        var refusal = YouTubeErrors.JudgeHarmless(Reply(503, "backendError"), Account, Now);

        Assert.Equal(PublishKind.NotSent, refusal.Kind);
        AssertReadable(refusal.Reason, "Unavailable");
    }

    [Theory]
    [InlineData("processed", "succeeded", null, nameof(VideoStage.Ready), null)]
    [InlineData("processed", null, null, nameof(VideoStage.Ready), null)]
    [InlineData("uploaded", "succeeded", null, nameof(VideoStage.Ready), null)]
    [InlineData("uploaded", "processing", null, nameof(VideoStage.Working), null)]
    [InlineData("uploaded", "terminated", null, nameof(VideoStage.Working), null)]
    [InlineData("uploaded", null, null, nameof(VideoStage.Working), null)]
    [InlineData("uploaded", "failed", "transcodeFailed", nameof(VideoStage.Failed), "VideoNotConverted")]
    [InlineData("deleted", null, null, nameof(VideoStage.Failed), "VideoDeleted")]
    [InlineData("failed", null, "conversion", nameof(VideoStage.Failed), "VideoNotConverted")]
    [InlineData("failed", null, "invalidFile", nameof(VideoStage.Failed), "VideoInvalid")]
    [InlineData("failed", null, "emptyFile", nameof(VideoStage.Failed), "VideoEmpty")]
    [InlineData("failed", null, "tooSmall", nameof(VideoStage.Failed), "VideoTooSmall")]
    [InlineData("failed", null, "codec", nameof(VideoStage.Failed), "VideoCodec")]
    [InlineData("failed", null, "uploadAborted", nameof(VideoStage.Failed), "VideoAborted")]
    [InlineData("failed", null, "somethingNew", nameof(VideoStage.Failed), "VideoFailed")]
    [InlineData("failed", null, null, nameof(VideoStage.Failed), "VideoFailed")]
    [InlineData("rejected", null, "copyright", nameof(VideoStage.Failed), "VideoCopyright")]
    [InlineData("rejected", null, "inappropriate", nameof(VideoStage.Failed), "VideoInappropriate")]
    [InlineData("rejected", null, "duplicate", nameof(VideoStage.Failed), "VideoDuplicate")]
    [InlineData("rejected", null, "termsOfUse", nameof(VideoStage.Failed), "VideoTerms")]
    [InlineData("rejected", null, "length", nameof(VideoStage.Failed), "VideoTooLong")]
    [InlineData("rejected", null, "claim", nameof(VideoStage.Failed), "VideoClaimed")]
    [InlineData("rejected", null, "trademark", nameof(VideoStage.Failed), "VideoTrademark")]
    [InlineData("rejected", null, "legal", nameof(VideoStage.Failed), "VideoLegal")]
    [InlineData("rejected", null, "uploaderAccountSuspended", nameof(VideoStage.Refused), "AccountSuspended")]
    [InlineData("rejected", null, "uploaderAccountClosed", nameof(VideoStage.Refused), "AccountClosed")]
    public void Each_state_of_a_video_is_told_in_plain_words(string upload, string? work, string? reason, string stage, string? key)
    {
        var processing = VideoProcessing.Of(Video(upload, work, reason, Now - TimeSpan.FromMinutes(29)), Now);

        Assert.Equal(stage, $"{processing.Stage}");
        if (key is null)
            Assert.Null(processing.Reason);
        else
            AssertReadable(processing.Reason, key);
    }

    [Fact]
    public void Video_that_is_old_enough_counts_as_ready() =>
        Assert.Equal(VideoStage.Ready, VideoProcessing.Of(Video("uploaded", "processing", null, Now - TimeSpan.FromMinutes(30)), Now).Stage);

    private static JsonElement Video(string upload, string? work, string? reason, DateTimeOffset at) => JsonSerializer.SerializeToElement(new
    {
        snippet = new { publishedAt = at },
        status = new { uploadStatus = upload, failureReason = upload == "failed" ? reason : null, rejectionReason = upload == "rejected" ? reason : null },
        processingDetails = new { processingStatus = work, processingFailureReason = work == "failed" ? reason : null },
    });

    private static PlatformReply Reply(int status, string reason, string message = "words") =>
        new(ReplyState.Answered, status, $"{status}", JsonSerializer.SerializeToElement(new { error = new { code = status, message, errors = new[] { new { domain = "youtube", reason, message } } } }));
}
