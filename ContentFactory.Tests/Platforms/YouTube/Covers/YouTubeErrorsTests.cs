using ContentFactory.Domain.Platforms;
using ContentFactory.Tests.Platforms.Contract;
using Xunit;

namespace ContentFactory.Tests.Platforms.YouTube;

/// <summary>Every refusal of the contract as an answer to thumbnails.set: the video is out, and the reason says why it has no cover.</summary>
public sealed class YouTubeErrorsTests : YouTubeCoverRig
{
    [Theory]
    [InlineData(400, "invalidImage", "Refused")]
    [InlineData(400, "mediaBodyRequired", "Refused")]
    [InlineData(400, "somethingNew", "Refused")]
    [InlineData(413, "uploadTooLarge", "Refused")]
    [InlineData(413, "invalidImage", "Refused")]
    [InlineData(403, "forbidden", "Forbidden")]
    [InlineData(403, "somethingNew", "Forbidden")]
    [InlineData(403, "quotaExceeded", "Quota")]
    [InlineData(429, "quotaExceeded", "Quota")]
    public async Task What_will_not_change_is_asked_once_and_told(int status, string reason, string why)
    {
        Server.Fail("thumbnail", Faults.Answers(GoogleErrors.Of(status, reason, "Words of YouTube")), times: 50);

        var outcome = await PublishedOnceAsync();

        AssertWhy(outcome, why);
        Assert.Equal(["Words of YouTube"], outcome.Reason!.Args);
        Assert.False(IsSet);
        Assert.Single(Server.Of("thumbnail"));
    }

    [Theory]
    [InlineData(413)]
    [InlineData(400)]
    [InlineData(403)]
    public async Task A_refusal_without_json_is_told_as_well(int status)
    {
        Server.Fail("thumbnail", Faults.Answers(new(status, "<html>Your client issued a request that was too large</html>", "text/html")), times: 50);

        var outcome = await PublishedOnceAsync();

        AssertWhy(outcome, status == 403 ? "Forbidden" : "Refused");
        Assert.Contains("too large", $"{outcome.Reason!.Args[0]}", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(401, "authError")]
    [InlineData(403, "rateLimitExceeded")]
    [InlineData(404, "videoNotFound")]
    [InlineData(400, "backendError")]
    [InlineData(429, "rateLimitExceeded")]
    [InlineData(429, "somethingNew")]
    [InlineData(500, "backendError")]
    [InlineData(503, "somethingNew")]
    public async Task What_may_change_is_asked_again_and_told_when_it_stays(int status, string reason)
    {
        Server.Fail("thumbnail", Faults.Answers(GoogleErrors.Of(status, reason, "Words of YouTube")), times: 50);

        var outcome = await PublishedOnceAsync();

        AssertWhy(outcome, "Failed");
        Assert.Equal(["Words of YouTube"], outcome.Reason!.Args);
        Assert.InRange(Server.Of("thumbnail").Count, 2, 10);
    }

    [Theory]
    [InlineData(401, "authError")]
    [InlineData(403, "rateLimitExceeded")]
    [InlineData(404, "videoNotFound")]
    [InlineData(429, "rateLimitExceeded")]
    [InlineData(503, "backendError")]
    public async Task What_changes_leaves_no_reason(int status, string reason)
    {
        Server.Fail("thumbnail", Faults.Answers(GoogleErrors.Of(status, reason)), times: 2);

        AssertWhy(await PublishedOnceAsync(), null);
        Assert.True(IsSet);
        Assert.Equal(3, Server.Of("thumbnail").Count);
    }

    [Theory]
    [InlineData(403, "forbidden", "Forbidden")]
    [InlineData(400, "invalidImage", "Refused")]
    [InlineData(403, "quotaExceeded", "Quota")]
    public async Task Another_process_knows_the_reason_with_its_words(int status, string reason, string why)
    {
        Server.Fail("thumbnail", Faults.Answers(GoogleErrors.Of(status, reason, "Words: of, YouTube")), times: 50);

        var run = Run();
        AssertOutcome(PublishKind.Waiting, await run.OnceAsync(Covered));

        Restart();
        var outcome = await PublishedOnceAsync(run);

        Assert.Single(Server.Of("thumbnail"));
        AssertWhy(outcome, why);
        Assert.Equal(["Words: of, YouTube"], outcome.Reason!.Args);
    }

    [Theory]
    [InlineData("rejected", "copyright", 403)]
    [InlineData("failed", "codec", 400)]
    [InlineData("rejected", "duplicate", 500)]
    public async Task What_becomes_of_the_video_outweighs_its_cover(string status, string reason, int cover)
    {
        Server.VideoFailure = (status, reason);
        Server.Fail("thumbnail", Faults.Answers(GoogleErrors.Of(cover, "forbidden")), times: 50);

        var outcome = await Run().ToTheEndAsync(Covered);

        AssertOutcome(PublishKind.Rejected, outcome);
        Assert.Equal(reason, outcome.Code);
        Assert.Single(Server.Of("session"));
    }
}
