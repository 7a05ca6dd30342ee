using ContentFactory.Domain.Platforms;
using ContentFactory.Tests.Platforms.Contract;
using Xunit;

namespace ContentFactory.Tests.Platforms.YouTube;

/// <summary>Every error of YouTube's table at the step where it comes, as the engine sees it.</summary>
public sealed class YouTubeErrorTests : YouTubeRig
{
    [Theory]
    [InlineData(400, "invalidTitle")]
    [InlineData(400, "invalidDescription")]
    [InlineData(400, "invalidTags")]
    [InlineData(400, "invalidCategoryId")]
    [InlineData(400, "invalidPublishAt")]
    [InlineData(400, "invalidVideoMetadata")]
    [InlineData(400, "mediaBodyRequired")]
    [InlineData(403, "forbiddenPrivacySetting")]
    [InlineData(409, "conflict")]
    [InlineData(413, "uploadTooLarge")]
    public async Task Refuses_for_good_what_youtube_will_never_take(int status, string reason)
    {
        Server.Fail("session", Faults.Answers(GoogleErrors.Of(status, reason)));

        AssertOutcome(PublishKind.Rejected, await Run().ToTheEndAsync(Video()));
        Assert.Single(Server.Of("session"));
        Assert.Empty(Server.Videos);
    }

    [Theory]
    [InlineData(401, "authError")]
    [InlineData(403, "forbidden")]
    public async Task Calls_for_attention_when_the_channel_is_refused(int status, string reason)
    {
        Server.Fail("session", Faults.Answers(GoogleErrors.Of(status, reason)));

        AssertOutcome(PublishKind.AccountRefused, await Run().ToTheEndAsync(Video()));
        Assert.Empty(Server.Videos);
    }

    [Theory]
    [InlineData(400, "uploadLimitExceeded", false)]
    [InlineData(403, "quotaExceeded", true)]
    public async Task Waits_for_the_next_day_when_a_daily_limit_is_used(int status, string reason, bool appLimited)
    {
        Server.Fail("session", Faults.Answers(GoogleErrors.Of(status, reason)));
        var run = Run();

        AssertOutcome(PublishKind.Published, await run.ToTheEndAsync(Video()));

        var limited = Assert.Single(run.Outcomes, o => o.Kind is PublishKind.RateLimited);
        AssertOutcome(PublishKind.RateLimited, limited);
        Assert.Equal(appLimited, limited.AppLimited);
        Assert.True(limited.RetryAfter > TimeSpan.FromMinutes(30), limited.RetryAfter.ToString());
        Assert.Single(Server.Videos);
    }

    [Fact]
    public async Task Sets_the_quota_back_at_midnight_in_california()
    {
        Server.Fail("session", Faults.Answers(GoogleErrors.QuotaExceeded));

        var outcome = await Run().OnceAsync(Video());

        // 10:00 UTC is 02:00 Pacific time in November
        Assert.InRange(outcome.RetryAfter!.Value, TimeSpan.FromHours(22), TimeSpan.FromHours(23));
    }

    [Fact]
    public async Task Unconfirmed_rate_limit_of_403_waits_and_goes_on()
    {
        Server.Fail("session", Faults.Answers(GoogleErrors.Of(403, "rateLimitExceeded")));
        var run = Run();

        AssertOutcome(PublishKind.Published, await run.ToTheEndAsync(Video()));
        Assert.Single(run.Outcomes, o => o.Kind is PublishKind.RateLimited);
    }

    [Theory]
    [InlineData("session", "17")]
    [InlineData("session", null)]
    [InlineData("bytes", "17")]
    [InlineData("bytes", null)]
    public async Task Waits_as_long_as_a_429_asks(string step, string? seconds)
    {
        var answer = GoogleErrors.Of(429, "rateLimitExceeded");
        Server.Fail(step, Faults.Answers(seconds is null ? answer : answer.With("Retry-After", seconds)));
        var run = Run();

        AssertOutcome(PublishKind.Published, await run.ToTheEndAsync(Video()));

        var waited = run.Outcomes.First(o => o.Kind is not PublishKind.Published);
        Assert.True(seconds is null ? waited.RetryAfter > TimeSpan.Zero : waited.RetryAfter >= TimeSpan.FromSeconds(17), waited.ToString());
        Assert.Single(Server.Videos);
    }

    [Theory]
    [InlineData("session", 500)]
    [InlineData("session", 503)]
    [InlineData("bytes", 500)]
    [InlineData("bytes", 502)]
    [InlineData("bytes", 503)]
    [InlineData("bytes", 504)]
    public async Task Asks_the_session_after_trouble_and_goes_on(string step, int status)
    {
        Server.Fail(step, Faults.Answers(GoogleErrors.Of(status, "backendError")));

        AssertOutcome(PublishKind.Published, await Run().ToTheEndAsync(Video()));
        AssertWhole(Assert.Single(Server.Videos).From);
    }

    [Theory]
    [InlineData("bytes")]
    [InlineData("ask")]
    public async Task Starts_anew_when_the_session_is_gone(string step)
    {
        var run = Run();
        Server.TakesAtMost = 1024 * 1024;
        if (step == "ask")
        {
            Server.Fail("bytes", Faults.ResetsAfter);
            await run.OnceAsync(Video());
        }
        else
            Server.Arrives = _ =>
            {
                if (Server.Sessions is [var session])
                    session.IsGone = true;
                return true;
            };
        if (step == "ask")
            Server.Sessions.Single().IsGone = true;

        AssertOutcome(PublishKind.Published, await run.ToTheEndAsync(Video()));

        Assert.Equal(2, Server.Sessions.Count);
        Assert.Single(Server.Videos);
    }

    [Theory]
    [InlineData(400, "badRequest", PublishKind.Rejected)]
    [InlineData(401, "authError", PublishKind.AccountRefused)]
    [InlineData(403, "forbidden", PublishKind.AccountRefused)]
    [InlineData(413, "uploadTooLarge", PublishKind.Rejected)]
    public async Task Gives_up_on_other_refusals_of_bytes(int status, string reason, PublishKind kind)
    {
        Server.Fail("bytes", Faults.Answers(GoogleErrors.Of(status, reason)));

        AssertOutcome(kind, await Run().ToTheEndAsync(Video()));
        Assert.Empty(Server.Videos);
    }

    [Fact]
    public async Task Asks_again_when_youtube_has_every_byte_and_no_video_yet()
    {
        Server.IsSlowToFinish = true;

        AssertOutcome(PublishKind.Published, await Run().ToTheEndAsync(Video()));
        AssertWhole(Assert.Single(Server.Videos).From);
    }

    [Fact]
    public async Task Uploads_no_second_video_when_a_session_with_every_byte_is_gone()
    {
        Server.IsSlowToFinish = true;
        var run = Run();
        AssertOutcome(PublishKind.Waiting, await run.OnceAsync(Video()));
        Server.Sessions.Single().IsGone = true;

        var outcome = await run.ToTheEndAsync(Video());

        Assert.Single(Server.Videos);
        Assert.Equal(Server.Videos[0].Id, outcome.ExternalId);
    }

    [Fact]
    public async Task Waits_for_a_video_that_the_list_does_not_show_yet()
    {
        Server.Fail("videos.list", Faults.Answers(new(200, """{"kind":"youtube#videoListResponse","items":[],"pageInfo":{"totalResults":0,"resultsPerPage":0}}""")), times: 3);

        AssertOutcome(PublishKind.Published, await Run().ToTheEndAsync(Video()));
        Assert.Single(Server.Videos);
    }

    [Theory]
    [InlineData("")]
    [InlineData("garbage")]
    [InlineData("s:")]
    public async Task Never_throws_for_a_memory_that_it_can_not_read(string handle)
    {
        var run = Run();
        run.Handle = handle;

        var outcome = await run.ToTheEndAsync(Video());

        Assert.True(outcome.Kind is PublishKind.Published or PublishKind.Unknown, outcome.ToString());
        Assert.InRange(Server.Videos.Count, 0, 1);
    }

    [Fact]
    public async Task Sends_neither_bytes_nor_token_to_a_foreign_address_from_its_memory()
    {
        var run = Run();
        run.Handle = "s:http://127.0.0.2:9/upload/youtube/v3/videos?upload_id=x";

        var outcome = await run.OnceAsync(Video());

        Assert.NotEqual(PublishKind.Published, outcome.Kind);
        Assert.Empty(Server.Of("bytes"));
    }

    [Fact]
    public async Task Asks_nobody_for_a_channel_without_a_token()
    {
        Account = Account with { Secrets = new Dictionary<string, string>() };
        var before = Server.Calls.Count;

        AssertOutcome(PublishKind.AccountRefused, await Run().OnceAsync(Video()));
        Assert.Equal(before, Server.Calls.Count);
    }

    [Fact]
    public async Task Finds_the_video_that_was_taken_in_spite_of_a_503()
    {
        Server.Fail("bytes", Faults.DoesAndAnswers(GoogleErrors.Of(503, "backendError")));

        var outcome = await Run().ToTheEndAsync(Video());

        AssertOutcome(PublishKind.Published, outcome);
        Assert.Equal(Assert.Single(Server.Videos).Id, outcome.ExternalId);
        AssertWhole(Server.Videos[0].From);
    }

    [Fact]
    public async Task Says_only_what_the_network_said_about_secrets()
    {
        var token = Account.Secrets[AccountTokens.Access];
        Server.Fail("session", Faults.Answers(GoogleErrors.Of(400, "invalidTitle", $"Bad call with {token} and {Account.Secrets[AccountTokens.Refresh]}")));
        Server.Fail("bytes", Faults.Answers(GoogleErrors.Of(400, "badRequest", $"Bearer {token.ToUpperInvariant()}")));

        AssertNoSecret(await Run().ToTheEndAsync(Video()));
        AssertNoSecret(await Run().ToTheEndAsync(Video()));
    }
}
