using ContentFactory.Domain.Platforms;
using ContentFactory.Tests.Platforms.Contract;
using Xunit;

namespace ContentFactory.Tests.Platforms.X;

/// <summary>Every documented error of X at the step where it comes, as the engine sees it.</summary>
public sealed class XErrorTests : XRig
{
    [Theory]
    [InlineData("post", 400, "invalid-request", PublishKind.Rejected)]
    [InlineData("post", 401, "about:blank", PublishKind.AccountRefused)]
    [InlineData("post", 403, "client-forbidden", PublishKind.AccountRefused)]
    [InlineData("post", 403, "not-authorized-for-resource", null)]
    [InlineData("post", 404, "resource-not-found", null)]
    [InlineData("initialize", 400, "invalid-request", PublishKind.Rejected)]
    [InlineData("initialize", 401, "about:blank", PublishKind.AccountRefused)]
    [InlineData("initialize", 403, "client-forbidden", PublishKind.AccountRefused)]
    [InlineData("append", 401, "about:blank", PublishKind.AccountRefused)]
    [InlineData("append", 413, "about:blank", PublishKind.Rejected)]
    [InlineData("finalize", 401, "about:blank", PublishKind.AccountRefused)]
    [InlineData("status", 401, "about:blank", PublishKind.AccountRefused)]
    public async Task Gives_up_where_x_refuses_for_good(string step, int status, string type, PublishKind? kind)
    {
        Server.Fail(step, Faults.Answers(XErrors.Of(status, type)), times: 3);

        var outcome = await Run().ToTheEndAsync(OfKind("video", "Bread"));

        Assert.True(kind is null ? outcome.Kind is PublishKind.Rejected or PublishKind.AccountRefused : outcome.Kind == kind, outcome.ToString());
        AssertReadable(outcome.Reason);
        AssertNoSecret(outcome);
        Assert.Empty(Server.Posts);
        Assert.InRange(Server.Of(step).Count, 1, 2);
    }

    [Theory]
    [InlineData("post", false)]
    [InlineData("post", true)]
    [InlineData("initialize", false)]
    [InlineData("append", false)]
    [InlineData("finalize", true)]
    [InlineData("status", false)]
    public async Task Waits_until_the_window_of_x_ends(string step, bool asProblem)
    {
        var end = Time.GetUtcNow().AddMinutes(11);
        Server.Fail(step, Faults.Answers(asProblem ? XErrors.TooMany(end) : XErrors.RateLimited(end)));
        var run = Run();

        AssertOutcome(PublishKind.Published, await run.ToTheEndAsync(OfKind("video", "Bread")));

        var limited = Assert.Single(run.Outcomes, o => o.Kind is PublishKind.RateLimited);
        AssertOutcome(PublishKind.RateLimited, limited);
        Assert.InRange(limited.RetryAfter!.Value, TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(12));
        Assert.Single(Server.Posts);
        Assert.Single(Server.Uploads);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(-60)]
    public async Task Waits_a_while_where_x_does_not_say_how_long(int? seconds)
    {
        Server.Fail("post", Faults.Answers(XErrors.RateLimited(seconds is { } s ? Time.GetUtcNow().AddSeconds(s) : null)));

        var outcome = await Run().OnceAsync(Post("Bread"));

        AssertOutcome(PublishKind.RateLimited, outcome);
        Assert.InRange(outcome.RetryAfter!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1));
    }

    [Fact]
    public async Task Waits_long_when_the_plan_is_used_up()
    {
        Server.Fail("post", Faults.Answers(XErrors.Of(429, "usage-capped", "Usage cap exceeded: Monthly product cap", "UsageCapExceeded")));

        var outcome = await Run().OnceAsync(Post("Bread"));

        AssertOutcome(PublishKind.RateLimited, outcome);
        Assert.True(outcome.RetryAfter >= TimeSpan.FromMinutes(15), outcome.RetryAfter.ToString());
        Assert.True(outcome.AppLimited);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    [InlineData(302)]
    [InlineData(408)]
    public async Task Calls_trouble_with_the_post_itself_unknown(int status)
    {
        Server.Fail("post", Faults.DoesAndAnswers(new(status)));

        AssertOutcome(PublishKind.Unknown, await Run().OnceAsync(Post("Bread")));
        Assert.Single(Server.Of("post"));
    }

    [Theory]
    [InlineData("""{"data":{"text":"Bread"}}""")]
    [InlineData("""{"errors":[{"title":"Internal","detail":"x","type":"https://api.x.com/2/problems/internal-error"}]}""")]
    [InlineData("[]")]
    [InlineData("")]
    public async Task Calls_an_answer_that_names_no_post_unknown(string body)
    {
        Server.Fail("post", Faults.DoesAndAnswers(new(201, body)));

        AssertOutcome(PublishKind.Published, await Run().ToTheEndAsync(Post("Bread")));
        Assert.Single(Server.Posts);
    }

    [Fact]
    public async Task Unconfirmed_code_403_with_the_word_duplicate_means_that_the_words_are_out_already()
    {
        Server.Fail("post", Faults.Answers(XErrors.Of(403, "about:blank", "You are not allowed to create a Tweet with duplicate content.", "Forbidden")));

        AssertOutcome(PublishKind.Rejected, await Run().ToTheEndAsync(Post("Bread")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("garbage")]
    [InlineData("m:;;;,:x")]
    [InlineData("9999999999999999999999;;")]
    public async Task Never_throws_for_a_memory_that_it_can_not_read(string handle)
    {
        foreach (var kind in new[] { "text", "photos", "chain" })
        {
            var run = Run();
            run.Handle = handle;
            await run.OnceAsync(OfKind(kind, kind));
            await run.LookAsync(OfKind(kind, kind));
        }
        AssertNoTwins();
    }

    [Theory]
    [InlineData(429)]
    [InlineData(400)]
    [InlineData(401)]
    public async Task Knows_that_a_refused_post_is_not_out(int status)
    {
        Server.Fail("post", Faults.Answers(new(status)));
        var run = Run();
        await run.OnceAsync(Post("Bread"));

        Assert.Equal(LookKind.Absent, (await run.LookAsync(Post("Bread"))).Kind);
    }

    [Fact]
    public async Task Sends_a_file_that_x_refuses_at_its_end_no_second_time()
    {
        Server.Fail("append", Faults.ResetsBefore, call: 2);
        Server.Fail("finalize", Faults.Answers(XErrors.Invalid("The file is broken.")), times: 5);

        AssertOutcome(PublishKind.Rejected, await Run().ToTheEndAsync(OfKind("video", "Bread")));
        Assert.Single(Server.Uploads);
    }

    [Fact]
    public async Task Asks_nobody_for_an_account_without_a_token()
    {
        Account = Account with { Secrets = new Dictionary<string, string>() };
        var before = Server.Calls.Count;

        AssertOutcome(PublishKind.AccountRefused, await Run().OnceAsync(OfKind("photos", "Bread")));
        Assert.Equal(before, Server.Calls.Count);
    }

    [Fact]
    public async Task Calls_for_attention_when_the_token_is_revoked_or_a_right_is_missing()
    {
        Server.Scopes = ["tweet.read", "users.read", "offline.access"];
        Account = Account with { Secrets = (await ExchangeAsync()).Value!.Accounts.Single().Secrets };
        AssertOutcome(PublishKind.AccountRefused, await Run().ToTheEndAsync(Post("Bread")));
        AssertOutcome(PublishKind.AccountRefused, await Run().ToTheEndAsync(Post("Bread", Jpeg())));
        Server.RevokeAllTokens();
        AssertOutcome(PublishKind.AccountRefused, await Run().ToTheEndAsync(Post("Bread")));
        Assert.Empty(Server.Posts);
    }

    [Fact]
    public async Task Says_only_what_the_network_said_about_secrets()
    {
        Server.Fail("post", Faults.Answers(XErrors.Invalid($"Bad call with {Account.Secrets[AccountTokens.Access]} and {Account.Secrets[AccountTokens.Refresh].ToUpperInvariant()}")));

        AssertNoSecret(await Run().ToTheEndAsync(Post("Bread")));
    }
}
