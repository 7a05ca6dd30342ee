using ContentFactory.Domain.Platforms;
using ContentFactory.Tests.Platforms.Contract;
using Xunit;

namespace ContentFactory.Tests.Platforms.Threads;

/// <summary>Answers that are lost and processes that die, at every step: before the network did it or after.</summary>
public sealed class ThreadsBrokenTests : ThreadsRig
{
    private static readonly Dictionary<string, Fault> Broken = new()
    {
        ["times out before"] = Faults.TimesOutBefore,
        ["times out after"] = Faults.TimesOutAfter,
        ["resets before"] = Faults.ResetsBefore,
        ["resets after"] = Faults.ResetsAfter,
        ["cuts the answer"] = Faults.CutsTheAnswer,
        ["answers with a page"] = Faults.AnswersWithAPage,
        ["answers slowly"] = Faults.AnswersSlowly,
        ["answers 500"] = Faults.Answers(new(500)),
        ["does it and answers 504"] = Faults.DoesAndAnswers(new(504, "<html>gateway timeout</html>", "text/html")),
        ["does it and answers {}"] = Faults.DoesAndAnswers(new(200, "{}")),
        ["does it and answers code 1"] = Faults.DoesAndAnswers(GraphAnswer.Error(1, status: 500)),
        ["does it and answers code 2"] = Faults.DoesAndAnswers(GraphAnswer.Error(2, transient: true)),
        ["does it and does not find it"] = Faults.DoesAndAnswers(FakeThreads.NotFound),
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Posts_exactly_once_whichever_step_breaks(string kind)
    {
        await Run().ToTheEndAsync(OfKind(kind, "first"));
        foreach (var step in Server.Steps.Distinct().Except(["code", "exchange", "refresh", "me", "debug", "account_insights"]).ToList())
            foreach (var (name, fault) in Broken.Where(b => step == "publish" || !b.Key.EndsWith("find it", StringComparison.Ordinal)))
                for (var call = 1; call <= (step == "publish" ? PartsOf(kind) : 1); call++)
                {
                    Time.Advance(TimeSpan.FromHours(1));
                    (Server.PostsLeft, Server.RepliesLeft) = (250, 1000);
                    var before = Server.Posts.Count;
                    Server.Fail(step, fault, call);

                    AssertOnce(await Run().ToTheEndAsync(OfKind(kind, $"{step} {name} {call}")), kind, before, $"{step} {call} {name}");
                }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Posts_exactly_once_when_it_dies_after_any_request(string kind) => await DieAsync(kind, done: true);

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Posts_exactly_once_when_it_dies_before_any_request(string kind) => await DieAsync(kind, done: false);

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Posts_exactly_once_when_it_dies_after_each_memory(string kind)
    {
        var run = new PublishRun(this) { DiesAfterRemembering = true };

        AssertOnce(await run.ToTheEndAsync(OfKind(kind)), kind, 0, kind);

        Assert.True(run.Deaths > 0);
        Assert.All(run.Handles, h => Assert.InRange(h.Length, 1, 2000));
        Assert.DoesNotContain(run.Handles, h => h.Contains(Secret, StringComparison.Ordinal));
        Assert.InRange(Server.Containers.Count, 1, (kind == "carousel" ? 4 : PartsOf(kind)) + run.Deaths);
    }

    [Theory]
    [InlineData("text"), InlineData("image")]
    public async Task Calls_a_lost_answer_unknown_and_finds_the_post(string kind)
    {
        var run = Run();
        Server.Fail("publish", Faults.TimesOutAfter);

        var outcome = await run.OnceAsync(OfKind(kind)) is { Kind: PublishKind.Waiting } ? await run.OnceAsync(OfKind(kind)) : run.Outcomes[^1];
        var look = await run.LookAsync(OfKind(kind));

        AssertOutcome(PublishKind.Unknown, outcome);
        Assert.Equal((LookKind.Found, Server.Posts.Single().Id, Server.Posts.Single().Permalink), (look.Kind, look.ExternalId, look.Url));
        Assert.Single(Server.Of("publish"));
    }

    [Fact]
    public async Task Never_calls_a_request_absent_that_threads_does_later()
    {
        var (late, run) = (new LateFault(), Run());
        Server.Fail("publish", late.Play);
        AssertOutcome(PublishKind.Unknown, await run.OnceAsync(OfKind("text")));

        Assert.NotEqual(LookKind.Absent, (await run.LookAsync(OfKind("text"))).Kind);
        Time.Advance(TimeSpan.FromMinutes(1));
        late.Happen();

        var look = await run.LookAsync(OfKind("text"));
        Assert.Equal((LookKind.Found, Server.Posts.Single().Id), (look.Kind, look.ExternalId));
    }

    [Fact]
    public async Task Takes_no_foreign_or_older_post_for_its_own()
    {
        Server.AddForeign("Hello", TimeSpan.FromHours(2));
        Server.AddForeign("Something else");
        var run = Run();
        Server.Fail("publish", Faults.TimesOutBefore);
        await run.OnceAsync(OfKind("text"));

        Assert.NotEqual(LookKind.Found, (await run.LookAsync(OfKind("text"))).Kind);
    }

    [Fact]
    public async Task Leaves_two_new_posts_with_the_same_words_to_a_person()
    {
        var run = Run();
        Server.Fail("publish", Faults.TimesOutAfter);
        await run.OnceAsync(OfKind("text"));
        Server.AddForeign("Hello");

        var look = await run.LookAsync(OfKind("text"));

        Assert.True(look is { Kind: LookKind.Unclear, Seen.Count: 2 }, look.ToString());
        AssertReadable(look.Reason);
    }

    [Fact]
    public async Task Only_reads_while_it_looks_and_says_so_when_that_breaks()
    {
        var run = Run();
        Server.Fail("publish", Faults.TimesOutAfter);
        await run.OnceAsync(OfKind("text"));
        var calls = Server.Calls.Count;
        foreach (var fault in new[] { Faults.Answers(new(500)), Faults.AnswersWithAPage, Faults.CutsTheAnswer, Faults.TimesOutBefore, Faults.Answers(GraphAnswer.Error(4)), Faults.Answers(GraphAnswer.BadToken) })
        {
            Server.Fail("status", fault);
            var look = await run.LookAsync(OfKind("text"));
            Assert.True(look.Kind is LookKind.Failed or LookKind.RateLimited or LookKind.Unclear, look.ToString());
        }

        Assert.Equal(LookKind.Found, (await run.LookAsync(OfKind("text"))).Kind);
        Assert.All(Server.Calls.Skip(calls), c => Assert.Equal("GET", c.Method));
    }

    [Theory]
    [InlineData("garbage"), InlineData("|c:"), InlineData("1,2;;3"), InlineData("../me")]
    public async Task Leaves_a_memory_that_it_can_not_read_to_a_person(string handle)
    {
        var run = Run();
        run.Handle = handle;

        // parts of a chain may be out
        AssertOutcome(PublishKind.Unknown, await run.ToTheEndAsync(OfKind("chain")));
        Assert.All(run.Looks, look => Assert.Equal(LookKind.Unclear, look.Kind));
        Assert.Empty(Server.Containers);
    }

    [Fact]
    public async Task Proves_unsent_what_never_left_and_absent_what_never_began()
    {
        Assert.Equal(LookKind.Absent, (await Run().LookAsync(OfKind("text"))).Kind);
        Restart(new("http://127.0.0.1:9"));

        AssertOutcome(PublishKind.NotSent, await PublishAsync(OfKind("text")));
    }

    private async Task DieAsync(string kind, bool done)
    {
        var before = 0;
        await DieAtEveryRequestAsync(done, run => OfKind(kind, $"Post {run}"), (outcome, run) =>
        {
            AssertOnce(outcome, kind, before, $"death at request {run}");
            before = Server.Posts.Count;
            (Server.PostsLeft, Server.RepliesLeft) = (250, 1000);
            Time.Advance(TimeSpan.FromHours(1));
        });
    }
}
