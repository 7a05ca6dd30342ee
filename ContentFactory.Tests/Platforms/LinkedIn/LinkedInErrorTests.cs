using ContentFactory.Domain.Platforms;
using ContentFactory.Tests.Platforms.Contract;
using Xunit;

namespace ContentFactory.Tests.Platforms.LinkedIn;

/// <summary>Every error of LinkedIn's pages at the step where it comes, as the engine sees it.</summary>
public sealed class LinkedInErrorTests : LinkedInRig
{
    [Theory]
    [InlineData("post", 400, "MISSING_FIELD")]
    [InlineData("post", 400, "INVALID_VALUE_FOR_FIELD")]
    [InlineData("post", 400, "INVALID_URN_ID")]
    [InlineData("post", 400, "INVALID_URN_TYPE")]
    [InlineData("post", 400, "INVALID_VIDEO_ID")]
    [InlineData("post", 400, "FIELD_LENGTH_TOO_LONG")]
    [InlineData("post", 400, "MEDIA_ASSET_PROCESSING_FAILED")]
    [InlineData("post", 400, "SOMETHING_NEW")]
    [InlineData("post", 404, "NOT_FOUND")]
    [InlineData("video_start", 400, "INVALID_VALUE_FOR_FIELD")]
    public async Task Refuses_for_good_what_linkedin_will_never_take(string step, int status, string code)
    {
        Server.Fail(step, Faults.Answers(LinkedInErrors.Of(status, code)));

        AssertOutcome(PublishKind.Rejected, await Run().ToTheEndAsync(OfKind("video")));
        Assert.Single(Server.Of(step));
        Assert.Empty(Server.Posts);
    }

    [Fact]
    public async Task Refuses_words_that_repeat_another_post()
    {
        Server.Fail("post", Faults.Answers(LinkedInErrors.Repeated));

        var outcome = await Run().ToTheEndAsync(Post("x"));

        AssertOutcome(PublishKind.Rejected, outcome);
        Assert.Single(Server.Of("post"));
    }

    [Theory]
    [InlineData("post")]
    [InlineData("video_start")]
    [InlineData("video_end")]
    [InlineData("video")]
    public async Task Calls_for_attention_when_token_or_right_is_gone(string step)
    {
        foreach (var answer in new[] { LinkedInErrors.BadToken, LinkedInErrors.NoPermission })
        {
            // of reading a video a right may be missing that posting does not need
            if (step == "video" && answer == LinkedInErrors.NoPermission)
                continue;
            Server.Fail(step, Faults.Answers(answer));
            AssertOutcome(PublishKind.AccountRefused, await Run().ToTheEndAsync(OfKind("video")));
        }
        Assert.Empty(Server.Posts);
    }

    [Fact]
    public async Task Says_that_the_version_has_ended_and_posts_nothing()
    {
        Server.Fail("post", Faults.Answers(LinkedInErrors.DeadVersion));

        var outcome = await Run().OnceAsync(Post("x"));

        Assert.True(outcome.Kind is PublishKind.Rejected or PublishKind.NotSent, outcome.ToString());
        AssertReadable(outcome.Reason);
        Assert.Empty(Server.Posts);
    }

    [Theory]
    [InlineData("post")]
    [InlineData("image_start")]
    [InlineData("image_bytes")]
    public async Task Waits_until_midnight_utc_when_the_daily_budget_is_used(string step)
    {
        Server.Fail(step, Faults.Answers(LinkedInErrors.DailyLimit));
        var run = Run();

        AssertOutcome(PublishKind.Published, await run.ToTheEndAsync(OfKind("image")));

        var limited = Assert.Single(run.Outcomes, o => o.Kind is PublishKind.RateLimited);
        AssertOutcome(PublishKind.RateLimited, limited);
        // it is 10:00 UTC
        Assert.InRange(limited.RetryAfter!.Value, TimeSpan.FromHours(13.9), TimeSpan.FromHours(14.5));
        Assert.Single(Server.Posts);
    }

    [Fact]
    public async Task Waits_as_long_as_a_429_asks()
    {
        Server.Fail("post", Faults.Answers(LinkedInErrors.DailyLimit.With("Retry-After", "1800")));

        Assert.Equal(TimeSpan.FromMinutes(30), (await Run().OnceAsync(Post("x"))).RetryAfter);
    }

    [Theory]
    [InlineData("image_start", "image", 500)]
    [InlineData("image_bytes", "image", 503)]
    [InlineData("video_start", "video", 502)]
    [InlineData("video_bytes", "video", 500)]
    [InlineData("video_end", "video", 504)]
    [InlineData("video", "video", 500)]
    [InlineData("document_bytes", "document", 500)]
    public async Task Goes_on_after_trouble_before_the_post(string step, string kind, int status)
    {
        Server.Fail(step, Faults.Answers(new(status)));

        AssertOutcome(PublishKind.Published, await Run().ToTheEndAsync(OfKind(kind)));
        Assert.Single(Server.Of("post"));
    }

    [Theory]
    [InlineData(408)]
    [InlineData(409)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(302)]
    public async Task Never_repeats_a_post_whose_answer_says_nothing(int status)
    {
        Server.Fail("post", Faults.DoesAndAnswers(new(status)));

        AssertOutcome(PublishKind.Unknown, await Run().ToTheEndAsync(Post("x")));
        Assert.Single(Server.Of("post"));
    }

    [Theory]
    [InlineData("image_bytes", "image", "EXPIRED_UPLOAD_URL")]
    [InlineData("document_bytes", "document", "EXPIRED_UPLOAD_URL")]
    [InlineData("video_bytes", "video", "EXPIRED_UPLOAD_URL")]
    [InlineData("video_end", "video", "INVALID_VIDEO_ID")]
    public async Task Starts_anew_when_an_upload_has_ended(string step, string kind, string code)
    {
        Server.Fail(step, Faults.Answers(LinkedInErrors.Of(400, code)));

        AssertOutcome(PublishKind.Published, await Run().ToTheEndAsync(OfKind(kind)));
        Assert.Equal(2, Server.Assets.Count);
        Assert.Single(Server.Posts);
    }

    [Fact]
    public async Task Uploads_again_what_linkedin_waits_for()
    {
        Server.Fail("post", Faults.Answers(LinkedInErrors.Of(400, "MEDIA_ASSET_WAITING_UPLOAD")));

        AssertOutcome(PublishKind.Published, await Run().ToTheEndAsync(OfKind("image")));
        Assert.Single(Server.Posts);
    }

    [Fact]
    public async Task Asks_nobody_for_an_account_without_a_token()
    {
        var before = Server.Calls.Count;
        Account = Account with { Secrets = new Dictionary<string, string>() };

        AssertOutcome(PublishKind.AccountRefused, await PublishAsync(OfKind("image")));
        Assert.Equal(before, Server.Calls.Count);
    }

    [Theory]
    [InlineData("")]
    [InlineData("garbage")]
    [InlineData("p:;;:")]
    [InlineData("v:urn:li:video:C4E0001;x,,y")]
    public async Task Never_throws_for_a_memory_that_it_can_not_read(string handle)
    {
        var run = Run();
        run.Handle = handle;

        var outcome = await run.ToTheEndAsync(OfKind("video"));

        Assert.True(outcome.Kind is PublishKind.Published or PublishKind.Unknown or PublishKind.Rejected, outcome.ToString());
        Assert.InRange(Server.Posts.Count, 0, 1);
    }
}
