using ContentFactory.Domain.Platforms;
using ContentFactory.Tests.Platforms.Contract;
using Xunit;

namespace ContentFactory.Tests.Platforms.TikTok;

/// <summary>Every error of TikTok's tables at the step where it comes, as the engine sees it.</summary>
public sealed class TikTokErrorTests : TikTokRig
{
    public static TheoryData<string, string, int, string, PublishKind> Refusals()
    {
        var all = new TheoryData<string, string, int, string, PublishKind>();
        foreach (var (kind, step) in new[] { ("video", "creator"), ("video", "init"), ("draft", "inbox"), ("photos", "photos") })
            foreach (var (status, code, outcome) in new[]
                     {
                         (400, "invalid_param", PublishKind.Rejected), (400, "invalid_params", PublishKind.Rejected), (400, "app_version_check_failed", PublishKind.Rejected),
                         (401, "access_token_invalid", PublishKind.AccountRefused), (401, "scope_not_authorized", PublishKind.AccountRefused),
                         (403, "spam_risk_user_banned_from_posting", PublishKind.AccountRefused), (403, "unaudited_client_can_only_post_to_private_accounts", PublishKind.Rejected),
                         (403, "url_ownership_unverified", PublishKind.Rejected), (403, "privacy_level_option_mismatch", PublishKind.Rejected),
                         (200, "spam_risk_user_banned_from_posting", PublishKind.AccountRefused), (200, "invalid_param", PublishKind.Rejected), (403, "something_new", PublishKind.Rejected),
                     })
                all.Add(kind, step, status, code, outcome);
        return all;
    }

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task Ends_with_what_is_not_to_be_repeated(string kind, string step, int status, string code, PublishKind expected)
    {
        Server.Fail(step, Faults.Answers(TikTokErrors.Of(status, code)));

        AssertOutcome(expected, await Run().ToTheEndAsync(OfKind(kind)));
        Assert.Single(Server.Of(step));
        Assert.Empty(Server.Posts);
    }

    [Theory]
    [InlineData("init", "spam_risk_too_many_posts")]
    [InlineData("init", "spam_risk_too_many_pending_share")]
    [InlineData("init", "reached_active_user_cap")]
    [InlineData("photos", "spam_risk_too_many_posts")]
    public async Task Asks_every_hour_for_this_account_alone_where_a_daily_cap_is_reached(string step, string code)
    {
        Server.Fail(step, Faults.Answers(TikTokErrors.Of(403, code)));
        var run = Run();

        AssertOutcome(PublishKind.Published, await run.ToTheEndAsync(OfKind(step == "init" ? "video" : "photos")));

        var limited = Assert.Single(run.Outcomes, o => o.Kind is PublishKind.RateLimited);
        AssertOutcome(PublishKind.RateLimited, limited);
        Assert.Equal((TimeSpan.FromHours(1), false), (limited.RetryAfter, limited.AppLimited));
        Assert.Single(Server.Posts);
    }

    [Theory]
    [InlineData("spam_risk_too_many_posts")]
    [InlineData("rate_limit_exceeded")]
    public async Task Waits_less_than_a_post_may_be_late_however_long_tiktok_says(string code)
    {
        Server.Fail("init", Faults.Answers(TikTokErrors.Of(429, code).With("Retry-After", "172800")));

        var limited = await Run().OnceAsync(Video());

        AssertOutcome(PublishKind.RateLimited, limited);
        Assert.Equal(TimeSpan.FromHours(12), limited.RetryAfter);
    }

    [Theory]
    [InlineData("video", "creator")]
    [InlineData("video", "init")]
    [InlineData("draft", "inbox")]
    [InlineData("photos", "photos")]
    [InlineData("video", "status")]
    public async Task Waits_a_minute_where_the_rate_is_exceeded(string kind, string step)
    {
        Server.Fail(step, Faults.Answers(TikTokErrors.RateLimited));
        var run = Run();

        AssertOutcome(PublishKind.Published, await run.ToTheEndAsync(OfKind(kind)));

        var limited = run.Outcomes.First(o => o.Kind is PublishKind.RateLimited or PublishKind.Waiting);
        Assert.True(limited.RetryAfter >= TimeSpan.FromMinutes(1), limited.ToString());
        Assert.Single(Server.Posts);
    }

    [Theory]
    [InlineData("video", "creator", 500)]
    [InlineData("video", "init", 503)]
    [InlineData("draft", "inbox", 500)]
    [InlineData("photos", "creator", 500)]
    [InlineData("video", "status", 504)]
    public async Task Goes_on_after_trouble_at_a_step_that_publishes_nothing(string kind, string step, int status)
    {
        Server.Fail(step, Faults.Answers(TikTokErrors.Of(status, "internal_error")));

        AssertOutcome(PublishKind.Published, await Run().ToTheEndAsync(OfKind(kind)));
        Assert.Single(Server.Posts);
    }

    [Fact]
    public async Task Never_repeats_photos_after_trouble()
    {
        Server.Fail("photos", Faults.DoesAndAnswers(TikTokErrors.Of(500, "internal_error")));

        AssertOutcome(PublishKind.Unknown, await Run().OnceAsync(Photos()));
        Assert.Single(Server.Of("photos"));
    }

    [Theory]
    [InlineData(400)]
    [InlineData(416)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task Goes_on_where_an_upload_stopped(int status)
    {
        Server.Fail("bytes", Faults.Answers(new(status)), call: 2);
        var run = Run();

        var outcome = await run.ToTheEndAsync(Video(size: LongVideo));

        // 400 says that the headers were wrong: it may end there, and then nothing is out
        if (status == 400 && outcome.Kind is PublishKind.Rejected)
            Assert.Empty(Server.Posts);
        else
            AssertWhole(Assert.Single(Server.Posts), LongVideo);
    }

    [Theory]
    [InlineData("file_format_check_failed", PublishKind.Rejected)]
    [InlineData("duration_check_failed", PublishKind.Rejected)]
    [InlineData("frame_rate_check_failed", PublishKind.Rejected)]
    [InlineData("picture_size_check_failed", PublishKind.Rejected)]
    [InlineData("publish_cancelled", PublishKind.Rejected)]
    [InlineData("auth_removed", PublishKind.AccountRefused)]
    [InlineData("spam_risk_user_banned_from_posting", PublishKind.AccountRefused)]
    [InlineData("spam_risk_text", PublishKind.Rejected)]
    [InlineData("spam_risk", PublishKind.Rejected)]
    [InlineData("something_new", PublishKind.Rejected)]
    public async Task Says_why_tiktok_threw_a_post_away_and_does_not_repeat_it(string reason, PublishKind expected)
    {
        Server.NextFailure = reason;

        AssertOutcome(expected, await Run().ToTheEndAsync(Video()));
        Assert.Single(Server.Publishes);
    }

    [Theory]
    [InlineData("video", "internal")]
    [InlineData("photos", "photo_pull_failed")]
    public async Task Posts_again_what_tiktok_failed_at_itself(string kind, string reason)
    {
        Server.NextFailure = reason;

        AssertOutcome(PublishKind.Published, await Run().ToTheEndAsync(OfKind(kind)));
        Assert.Equal(2, Server.Publishes.Count);
    }

    [Fact]
    public async Task Repeats_a_pull_that_failed_only_once()
    {
        var post = Photos();
        Server.Web.Clear();

        AssertOutcome(PublishKind.Rejected, await Run().ToTheEndAsync(post));
        Assert.InRange(Server.Publishes.Count, 1, 2);
    }

    [Fact]
    public async Task Asks_nobody_for_an_account_without_a_token()
    {
        var before = Server.Calls.Count;
        Account = Account with { Secrets = new Dictionary<string, string>() };

        AssertOutcome(PublishKind.AccountRefused, await PublishAsync(Video()));
        Assert.Equal(before, Server.Calls.Count);
    }

    [Theory]
    [InlineData("")]
    [InlineData("garbage")]
    [InlineData("u:;;;")]
    [InlineData("v:v_pub_file~v2.1")]
    public async Task Never_throws_for_a_memory_that_it_can_not_read(string handle)
    {
        var run = Run();
        run.Handle = handle;

        var outcome = await run.ToTheEndAsync(Video());

        Assert.True(outcome.Kind is PublishKind.Published or PublishKind.Unknown or PublishKind.Rejected, outcome.ToString());
        Assert.InRange(Server.Posts.Count, 0, 1);
    }
}
