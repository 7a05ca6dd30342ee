using ContentFactory.Domain.Platforms;
using ContentFactory.Tests.Platforms.Contract;
using Xunit;

namespace ContentFactory.Tests.Platforms.Instagram;

/// <summary>Every error of Meta's table at the step where it comes, as the engine sees it.</summary>
public sealed class InstagramErrorTests : InstagramRig
{
    [Theory]
    [InlineData(190, 0)]
    [InlineData(10, 0)]
    [InlineData(200, 0)]
    [InlineData(299, 0)]
    [InlineData(25, 2207050)]
    public async Task Calls_for_attention_when_the_account_is_refused(int code, int subcode)
    {
        foreach (var step in new[] { "media", "publish" })
        {
            Server.Fail(step, Faults.Answers(GraphErrors.Of(code, subcode)));
            AssertOutcome(PublishKind.AccountRefused, await Run().ToTheEndAsync(Image(step)));
        }
        Assert.Empty(Server.Posts);
    }

    [Theory]
    [InlineData("media", 368, 0)]
    [InlineData("media", 100, 2207023)]
    [InlineData("media", 100, 2207028)]
    [InlineData("media", 352, 2207026)]
    [InlineData("media", 9004, 2207052)]
    [InlineData("media", 36000, 2207004)]
    [InlineData("media", 36001, 2207005)]
    [InlineData("media", 36003, 2207009)]
    [InlineData("media", 36004, 2207010)]
    [InlineData("media", 1, 2207057)]
    [InlineData("publish", 36003, 2207009)]
    [InlineData("publish", 352, 2207026)]
    public async Task Refuses_for_good_what_instagram_will_never_take(string step, int code, int subcode)
    {
        Server.Fail(step, Faults.Answers(GraphErrors.Of(code, subcode)), times: 20);

        var outcome = await Run().ToTheEndAsync(Reel());

        AssertOutcome(PublishKind.Rejected, outcome);
        Assert.Single(Server.Of(step));
        Assert.Empty(Server.Posts);
    }

    [Theory]
    [InlineData("media", 4, 0)]
    [InlineData("media", 17, 0)]
    [InlineData("media", 613, 0)]
    [InlineData("media", 4, 2207051)]
    [InlineData("publish", 4, 0)]
    [InlineData("publish", 17, 0)]
    [InlineData("publish", 613, 0)]
    [InlineData("publish", 9, 2207042)]
    public async Task Waits_without_an_attempt_when_a_limit_is_reached(string step, int code, int subcode)
    {
        Server.Fail(step, Faults.Answers(GraphErrors.Of(code, subcode)));
        var run = Run();

        AssertOutcome(PublishKind.Published, await run.ToTheEndAsync(Image()));

        var limited = Assert.Single(run.Outcomes, o => o.Kind is PublishKind.RateLimited);
        AssertOutcome(PublishKind.RateLimited, limited);
        Assert.True(limited.RetryAfter > TimeSpan.Zero);
        Assert.Single(Server.Posts);
    }

    [Theory]
    [InlineData("media", -1, 2207001)]
    [InlineData("media", -1, 2207053)]
    [InlineData("media", -1, 2207032)]
    [InlineData("media", -2, 2207003)]
    [InlineData("media", 1, 0)]
    [InlineData("media", 2, 0)]
    [InlineData("status", -1, 2207001)]
    [InlineData("status", 2, 0)]
    [InlineData("status", 24, 2207008)]
    [InlineData("publish", -2, 2207020)]
    [InlineData("publish", 9007, 2207027)]
    [InlineData("publish", 24, 2207006)]
    [InlineData("publish", 24, 2207008)]
    [InlineData("publish", -1, 2207032)]
    [InlineData("publish", -1, 2207001)]
    [InlineData("publish", 1, 0)]
    [InlineData("publish", 2, 0)]
    public async Task Tries_again_what_may_be_repeated_and_posts_once(string step, int code, int subcode)
    {
        Server.Fail(step, Faults.Answers(GraphErrors.Of(code, subcode, status: code is -1 or 1 or 2 ? 500 : 400)));
        var run = Run();

        AssertOutcome(PublishKind.Published, await run.ToTheEndAsync(Reel()));

        Assert.Single(Server.Posts);
        foreach (var outcome in run.Outcomes.Where(o => o.Kind is PublishKind.NotSent or PublishKind.Unknown))
            AssertReadable(outcome.Reason);
    }

    [Theory]
    [InlineData(4, 2207051)]
    [InlineData(-1, 2207001)]
    [InlineData(1, 0)]
    [InlineData(2, 0)]
    [InlineData(9007, 2207027)]
    [InlineData(24, 2207006)]
    [InlineData(-1, 2207032)]
    [InlineData(-2, 2207020)]
    [InlineData(36003, 2207009)]
    [InlineData(25, 2207050)]
    public async Task Finds_the_post_that_went_out_in_spite_of_an_error(int code, int subcode)
    {
        Server.Fail("publish", Faults.DoesAndAnswers(GraphErrors.Of(code, subcode)));

        var outcome = await Run().ToTheEndAsync(Image());

        AssertOutcome(PublishKind.Published, outcome);
        Assert.Equal(Assert.Single(Server.Posts).Id, outcome.ExternalId);
    }

    [Theory]
    [InlineData("2207026")]
    [InlineData("2207023")]
    public async Task Refuses_a_video_that_instagram_could_not_work_on(string code)
    {
        Server.VideoFailure = code;

        AssertOutcome(PublishKind.Rejected, await Run().ToTheEndAsync(Reel()));
        Assert.Empty(Server.Posts);
    }

    [Fact]
    public async Task Makes_a_new_container_when_the_old_one_expired()
    {
        var run = Run();
        Assert.Equal(PublishKind.Waiting, (await run.OnceAsync(Reel())).Kind);
        Time.Advance(TimeSpan.FromHours(25));

        AssertOutcome(PublishKind.Published, await run.ToTheEndAsync(Reel()));

        Assert.Single(Server.Posts);
        Assert.Equal(2, Server.Of("media").Count);
    }

    [Theory]
    [InlineData("media", "17")]
    [InlineData("media", null)]
    [InlineData("publish", "17")]
    [InlineData("publish", null)]
    public async Task Waits_as_long_as_a_429_asks(string step, string? seconds)
    {
        var answer = GraphErrors.Of(4, 0, status: 429);
        Server.Fail(step, Faults.Answers(seconds is null ? answer : answer.With("Retry-After", seconds)));
        var run = Run();

        await run.ToTheEndAsync(Image());

        var limited = Assert.Single(run.Outcomes, o => o.Kind is PublishKind.RateLimited);
        Assert.True(seconds is null ? limited.RetryAfter > TimeSpan.Zero : limited.RetryAfter >= TimeSpan.FromSeconds(17));
        Assert.Single(Server.Posts);
    }

    [Fact]
    public async Task Asks_nobody_for_an_account_without_a_token()
    {
        Account = Account with { Secrets = new Dictionary<string, string>() };
        var before = Server.Calls.Count;

        AssertOutcome(PublishKind.AccountRefused, await Run().OnceAsync(Image()));
        Assert.Equal(before, Server.Calls.Count);
    }

    [Fact]
    public async Task Waits_for_the_window_when_the_daily_posts_are_used()
    {
        Server.QuotaUsed = Server.QuotaTotal;
        var run = Run();

        AssertOutcome(PublishKind.RateLimited, await run.OnceAsync(Image()) is { Kind: PublishKind.Waiting } ? await run.OnceAsync(Image()) : run.Outcomes[^1]);

        Server.QuotaUsed = 0;
        Time.Advance(TimeSpan.FromHours(24) + TimeSpan.FromMinutes(5));
        AssertOutcome(PublishKind.Published, await run.ToTheEndAsync(Image()));
        Assert.Single(Server.Posts);
    }
}
