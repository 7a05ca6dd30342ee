using ContentFactory.Domain.Platforms;
using ContentFactory.Tests.Platforms.Contract;
using Xunit;

namespace ContentFactory.Tests.Platforms.Discord;

/// <summary>What breaks on the way. A bot's messages carry a key and can be read; a webhook is blind, so what is unclear there is for a person.</summary>
public sealed class DiscordLostAnswerTests : DiscordRig
{
    private static readonly Dictionary<string, (Fault Fault, bool Done)> Broken = new()
    {
        ["times out before"] = (Faults.TimesOutBefore, false),
        ["times out after"] = (Faults.TimesOutAfter, true),
        ["resets before"] = (Faults.ResetsBefore, false),
        ["resets after"] = (Faults.ResetsAfter, true),
        ["cuts the answer"] = (Faults.CutsTheAnswer, true),
        ["answers with a page"] = (Faults.AnswersWithAPage, true),
        ["answers 500"] = (Faults.Answers(new(500)), false),
        ["answers 502 with a page"] = (Faults.Answers(new(502, "<html>bad gateway</html>", "text/html")), false),
        ["does it and answers 504"] = (Faults.DoesAndAnswers(new(504, "<html>gateway timeout</html>", "text/html")), true),
    };

    public static TheoryData<string> EveryFault() => [.. Broken.Keys];

    [Theory]
    [MemberData(nameof(EveryFault))]
    public async Task Writes_at_most_once_by_webhook_and_leaves_what_is_unclear_to_a_person(string name)
    {
        var (fault, done) = Broken[name];
        await UseAsync("webhook");
        foreach (var kind in new[] { "text", "files", "long" })
            for (var call = 1; call <= (kind == "long" ? 3 : 1); call++)
            {
                var before = Server.Messages.Count;
                Server.Fail("execute_webhook", fault, call);

                var outcome = await Run().ToTheEndAsync(OfKind(kind, $"{kind} {call}"));

                AssertOutcome(PublishKind.Unknown, outcome);
                AssertNoTwins();
                Assert.Equal(before + call - (done ? 0 : 1), Server.Messages.Count);
            }
    }

    [Theory]
    [MemberData(nameof(EveryFault))]
    public async Task Writes_at_most_once_by_bot_and_finds_what_was_written(string name)
    {
        var (fault, done) = Broken[name];
        await UseAsync("bot");
        foreach (var kind in new[] { "text", "files", "long" })
            for (var call = 1; call <= (kind == "long" ? 3 : 1); call++)
            {
                var before = Server.Messages.Count;
                Server.Fail("create_message", fault, call);
                var post = OfKind(kind, $"{kind} {call}");

                var outcome = await Run().ToTheEndAsync(post);

                AssertNoTwins();
                Assert.True(outcome.Kind is PublishKind.Published || (outcome.Kind is PublishKind.Unknown && (kind == "long" || !done)), outcome.ToString());
                if (outcome.Kind is PublishKind.Published)
                    Assert.Equal((Server.Messages[before].Id, post.Text), (outcome.ExternalId, string.Join(' ', Server.Messages.Skip(before).Select(m => m.Content))));
                Time.Advance(TimeSpan.FromHours(1));
            }
    }

    [Theory]
    [InlineData("text")]
    [InlineData("files")]
    [InlineData("long")]
    public async Task Unconfirmed_a_nonce_keeps_a_call_that_a_person_repeats_within_minutes_from_a_second_message(string kind)
    {
        await UseAsync("bot");
        Server.Fail("create_message", Faults.TimesOutAfter);
        var run = Run();
        AssertOutcome(PublishKind.Unknown, await run.OnceAsync(OfKind(kind, "Bread")));

        AssertOutcome(PublishKind.Published, await run.OnceAsync(OfKind(kind, "Bread")));

        AssertNoTwins();
        var nonces = Server.Messages.Select(m => m.Nonce).ToList();
        Assert.Equal(nonces.Count, nonces.Distinct().Count());
    }

    [Fact]
    public async Task Says_of_a_webhook_that_nothing_can_be_read()
    {
        await UseAsync("webhook");
        var run = Run();
        Server.Fail("execute_webhook", Faults.TimesOutAfter);
        await run.OnceAsync(Post("Bread"));
        var calls = Server.Calls.Count;

        Assert.Equal(LookKind.NotReadable, (await run.LookAsync(Post("Bread"))).Kind);
        Assert.Equal(calls, Server.Calls.Count);
    }

    [Theory]
    [InlineData("webhook")]
    [InlineData("bot")]
    public async Task Proves_a_call_that_remembered_nothing_absent(string way)
    {
        await UseAsync(way);
        var calls = Server.Calls.Count;

        Assert.Equal(LookKind.Absent, (await Run().LookAsync(Post("Bread"))).Kind);
        Assert.Equal(calls, Server.Calls.Count);
    }

    [Fact]
    public async Task Takes_an_older_or_another_or_anothers_message_for_none()
    {
        await UseAsync("bot");
        Server.AddForeign("Bread", Time.GetUtcNow().AddMinutes(-10));
        var run = Run();
        Server.Fail("create_message", Faults.ResetsBefore);
        await run.OnceAsync(Post("Bread"));
        Server.AddForeign("Bread and more", Time.GetUtcNow());
        Server.AddForeign("Bread", Time.GetUtcNow(), isBots: false);

        Assert.NotEqual(LookKind.Found, (await run.LookAsync(Post("Bread"))).Kind);
    }

    [Fact]
    public async Task Looks_again_later_when_looking_breaks_itself_and_only_reads()
    {
        await UseAsync("bot");
        var run = Run();
        Server.Fail("create_message", Faults.TimesOutAfter);
        await run.OnceAsync(Post("Bread"));
        var calls = Server.Calls.Count;
        foreach (var (fault, kinds) in new (Fault, LookKind[])[]
                 {
                     (Faults.Answers(new(500)), [LookKind.Failed]), (Faults.AnswersWithAPage, [LookKind.Failed]), (Faults.TimesOutBefore, [LookKind.Failed]),
                     (Faults.Answers(new(403, "<html>denied</html>", "text/html")), [LookKind.Failed]), (Faults.Answers(DiscordErrors.RateLimited(60)), [LookKind.RateLimited]), (Faults.Answers(DiscordErrors.MissingAccess), [LookKind.Failed, LookKind.NotReadable]),
                 })
        {
            Server.Fail("list_messages", fault);
            var look = await run.LookAsync(Post("Bread"));
            Assert.True(kinds.Contains(look.Kind), look.ToString());
            Assert.True(look.Kind is not LookKind.RateLimited || look.RetryAfter >= TimeSpan.FromSeconds(60));
        }

        Assert.Equal((LookKind.Found, Server.Messages[0].Id), (await run.LookAsync(Post("Bread"))) is var found ? (found.Kind, found.ExternalId) : default);
        Assert.All(Server.Calls.Skip(calls), c => Assert.Equal("GET", c.Method));
    }

    [Theory]
    [InlineData("webhook")]
    [InlineData("bot")]
    public async Task Proves_a_refused_connection_unsent(string way)
    {
        await UseAsync(way);
        Restart(new("http://127.0.0.1:9"));

        AssertOutcome(PublishKind.NotSent, await PublishAsync(Post("Bread")));
        AssertOutcome(PublishKind.NotSent, await PublishAsync(Post("Bread", File())));
    }

    [Theory]
    [InlineData("webhook", "text", false)]
    [InlineData("webhook", "text", true)]
    [InlineData("webhook", "long", false)]
    [InlineData("webhook", "long", true)]
    [InlineData("bot", "files", false)]
    [InlineData("bot", "files", true)]
    [InlineData("bot", "long", false)]
    [InlineData("bot", "long", true)]
    public async Task Writes_at_most_once_when_it_dies_at_any_request(string way, string kind, bool done)
    {
        await UseAsync(way);
        var (published, runs) = (0, 0);
        await DieAtEveryRequestAsync(done, run => OfKind(kind, $"Post {run}"), (outcome, run) =>
        {
            AssertNoTwins();
            Assert.True(outcome.Kind is PublishKind.Published or PublishKind.Unknown, outcome.ToString());
            published += outcome.Kind is PublishKind.Published ? 1 : 0;
            runs = run;
            Time.Advance(TimeSpan.FromHours(1));
        });
        Assert.True(published > 0 && (published == runs || way == "webhook" || kind == "long" || !done), $"{published} of {runs}");
    }

    [Theory]
    [InlineData("webhook")]
    [InlineData("bot")]
    public async Task Writes_at_most_once_when_it_dies_after_each_memory(string way)
    {
        await UseAsync(way);
        var run = new PublishRun(this) { DiesAfterRemembering = true };

        var outcome = await run.ToTheEndAsync(OfKind("long", "Bread"));

        Assert.True(outcome.Kind is PublishKind.Published or PublishKind.Unknown, outcome.ToString());
        AssertNoTwins();
        Assert.All(run.Handles, h => Assert.InRange(h.Length, 0, 2000));
        Assert.DoesNotContain(run.Handles, h => h.Contains(Secret, StringComparison.Ordinal));
    }
}
