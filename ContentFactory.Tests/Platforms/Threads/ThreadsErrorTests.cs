using ContentFactory.Domain.Platforms;
using ContentFactory.Tests.Platforms.Contract;
using Xunit;

namespace ContentFactory.Tests.Platforms.Threads;

/// <summary>Meta's errors at the steps where they come, as the engine sees them.</summary>
public sealed class ThreadsErrorTests : ThreadsRig
{
    [Theory]
    [InlineData(190, 0, PublishKind.AccountRefused), InlineData(190, 463, PublishKind.AccountRefused), InlineData(10, 0, PublishKind.AccountRefused)]
    [InlineData(200, 0, PublishKind.AccountRefused), InlineData(299, 0, PublishKind.AccountRefused), InlineData(368, 0, PublishKind.Rejected)]
    [InlineData(100, 0, PublishKind.Rejected), InlineData(7777, 8, PublishKind.Rejected)]
    public async Task Ends_with_what_a_refusal_means(int code, int subcode, PublishKind kind)
    {
        foreach (var step in new[] { "make", "publish" })
        {
            Server.Fail(step, Faults.Answers(GraphAnswer.Error(code, subcode, status: code == 190 ? 401 : 400)));
            AssertOutcome(kind, await Run().ToTheEndAsync(OfKind("image", step)));
        }
        Assert.Empty(Server.Posts);
        Assert.Single(Server.Of("publish"));
    }

    [Theory]
    [InlineData(4, true), InlineData(17, false), InlineData(32, false), InlineData(613, false)]
    public async Task Waits_without_an_attempt_when_a_limit_is_reached(int code, bool app)
    {
        foreach (var (kind, step) in new[] { ("text", "make"), ("image", "status"), ("text", "publish"), ("chain", "publish") })
        {
            var (run, before) = (Run(), Server.Posts.Count);
            Server.Fail(step, Faults.Answers(GraphAnswer.Error(code, status: 429).With("Retry-After", "77")), call: PartsOf(kind));

            AssertOnce(await run.ToTheEndAsync(OfKind(kind, $"{kind} {step}")), kind, before, $"{kind} {step}");

            var limited = Assert.Single(run.Outcomes, o => o.Kind is PublishKind.RateLimited);
            AssertOutcome(PublishKind.RateLimited, limited);
            Assert.Equal((TimeSpan.FromSeconds(77), app), (limited.RetryAfter, limited.AppLimited));
        }
    }

    [Theory]
    [InlineData("text"), InlineData("image"), InlineData("carousel"), InlineData("chain")]
    public async Task Unconfirmed_code_24_of_the_publishing_call_means_not_yet(string kind)
    {
        Server.Fail("publish", Faults.Answers(FakeThreads.NotFound), call: PartsOf(kind), times: 2);

        AssertOnce(await Run().ToTheEndAsync(OfKind(kind)), kind, 0, kind);
    }

    [Fact]
    public async Task Makes_a_new_container_when_the_old_one_expired_or_is_gone()
    {
        var run = Run();
        Assert.Equal(PublishKind.Waiting, (await run.OnceAsync(OfKind("video"))).Kind);
        Time.Advance(TimeSpan.FromHours(25));
        AssertOnce(await run.ToTheEndAsync(OfKind("video")), "video", 0, "expired");

        var other = Run();
        Assert.Equal(PublishKind.Waiting, (await other.OnceAsync(OfKind("video", "other"))).Kind);
        Server.Forget(Server.Containers[^1].Id);
        AssertOnce(await other.ToTheEndAsync(OfKind("video", "other")), "video", 1, "gone");
    }

    [Theory]
    [InlineData("FAILED_DOWNLOADING_VIDEO"), InlineData("FAILED_PROCESSING_AUDIO"), InlineData("FAILED_PROCESSING_VIDEO"), InlineData("INVALID_ASPEC_RATIO")]
    [InlineData("INVALID_BIT_RATE"), InlineData("INVALID_DURATION"), InlineData("INVALID_FRAME_RATE"), InlineData("INVALID_AUDIO_CHANNELS")]
    [InlineData("INVALID_AUDIO_CHANNEL_LAYOUT"), InlineData("UNKNOWN")]
    public async Task Says_why_threads_could_not_work_on_a_video(string words)
    {
        Server.Failure = words;
        var run = Run();
        PublishOutcome outcome;
        do
        {
            Time.Advance(TimeSpan.FromMinutes(1));
            outcome = await run.OnceAsync(OfKind("video"));
        }
        while (outcome.Kind is PublishKind.Waiting && run.Outcomes.Count < 30);

        // what a download or the network's own work broke may be tried once more, what is wrong with the file may not
        Assert.True(outcome.Kind is PublishKind.Rejected || (outcome.Kind is PublishKind.NotSent && !words.StartsWith("INVALID", StringComparison.Ordinal)), outcome.ToString());
        AssertReadable(outcome.Reason);
        Assert.Empty(Server.Posts);
    }

    [Fact]
    public async Task Waits_for_the_window_when_the_daily_posts_or_replies_are_used()
    {
        foreach (var (kind, parts) in new[] { ("text", 0), ("chain", 1) })
        {
            (Server.PostsLeft, Server.RepliesLeft) = kind == "text" ? (0, 1000) : (250, 0);
            var (run, before) = (Run(), Server.Posts.Count);
            PublishOutcome outcome;
            do
            {
                outcome = await run.OnceAsync(OfKind(kind));
            }
            while (outcome.Kind is PublishKind.Waiting && run.Outcomes.Count < 10);

            AssertOutcome(PublishKind.RateLimited, outcome);
            Assert.True(Server.Posts.Count == before || Server.Posts.Count == before + parts, $"{kind}: {Server.Posts.Count - before} posts");
            (Server.PostsLeft, Server.RepliesLeft) = (250, 1000);
            AssertOnce(await run.ToTheEndAsync(OfKind(kind)), kind, before, kind);
            Time.Advance(TimeSpan.FromHours(25));
        }
    }

    [Theory]
    [InlineData("make"), InlineData("publish")]
    public async Task Says_that_threads_holds_posts_of_the_account_back(string step)
    {
        Server.Fail(step, Faults.Answers(GraphAnswer.Error(4, 2207051, "Action is blocked")));
        var run = Run();

        AssertOnce(await run.ToTheEndAsync(OfKind("text")), "text", 0, step);

        var limited = Assert.Single(run.Outcomes, o => o.Kind is PublishKind.RateLimited);
        AssertOutcome(PublishKind.RateLimited, limited);
        Assert.Equal(("Platforms.Threads_ActionRestricted", TimeSpan.FromHours(1), false), (limited.Reason!.TextKey, limited.RetryAfter!.Value, limited.AppLimited));
    }

    [Fact]
    public async Task Spends_attempts_on_a_chain_whose_last_post_was_deleted()
    {
        Server.Fail("make", Faults.Answers(GraphAnswer.Error(4)), call: 2);
        var run = Run();
        Assert.Equal(PublishKind.RateLimited, (await run.OnceAsync(OfKind("chain"))).Kind);
        Server.Posts.Single().IsRemoved = true;

        var outcome = await run.OnceAsync(OfKind("chain"));

        AssertOutcome(PublishKind.NotSent, outcome);
        Assert.Equal(("Platforms.Part_NotSent", Server.Posts.Single().Id), (outcome.Reason!.TextKey, outcome.ExternalId));
    }

    [Fact]
    public async Task Names_the_parts_that_are_out_when_the_next_is_refused()
    {
        Server.Fail("publish", Faults.Answers(GraphAnswer.Error(368)), call: 2);

        var outcome = await Run().ToTheEndAsync(OfKind("chain"));

        AssertOutcome(PublishKind.Rejected, outcome);
        Assert.Equal([Assert.Single(Server.Posts).Id], outcome.PartIds ?? []);
    }

    [Fact]
    public async Task Keeps_secrets_out_of_what_threads_said()
    {
        var token = Account.Secrets[AccountTokens.Access];
        Server.Fail("make", Faults.Answers(GraphAnswer.Error(100, 0, $"Bad call with access_token={token} by {token.ToUpperInvariant()}")));

        AssertOutcome(PublishKind.Rejected, await Run().ToTheEndAsync(OfKind("text")));
    }
}
