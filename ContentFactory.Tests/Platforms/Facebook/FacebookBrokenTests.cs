using ContentFactory.Domain.Platforms;
using ContentFactory.Tests.Platforms.Contract;
using Xunit;

namespace ContentFactory.Tests.Platforms.Facebook;

/// <summary>Answers that are lost and processes that die, at every step: before the network did it or after.</summary>
public sealed class FacebookBrokenTests : FacebookRig
{
    private static readonly Dictionary<string, Fault> Broken = new()
    {
        ["times out before"] = Faults.TimesOutBefore,
        ["times out after"] = Faults.TimesOutAfter,
        ["resets after"] = Faults.ResetsAfter,
        ["cuts the answer"] = Faults.CutsTheAnswer,
        ["answers with a page"] = Faults.AnswersWithAPage,
        ["answers slowly"] = Faults.AnswersSlowly,
        ["answers 500"] = Faults.Answers(new(500)),
        ["does it and answers 504"] = Faults.DoesAndAnswers(new(504, "<html>gateway timeout</html>", "text/html")),
        ["does it and answers {}"] = Faults.DoesAndAnswers(new(200, "{}")),
        ["does it and answers code 1"] = Faults.DoesAndAnswers(GraphAnswer.Error(1, status: 500)),
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Posts_at_most_once_whichever_step_breaks(string kind)
    {
        await Run().ToTheEndAsync(OfKind(kind, "first"));
        foreach (var step in Server.Steps.Distinct().Except(["token", "accounts", "permissions"]).ToList())
            foreach (var (name, fault) in Broken)
            {
                Time.Advance(TimeSpan.FromHours(30));
                var before = Server.Posts.Count;
                Server.Fail(step, fault);

                var outcome = await Run().ToTheEndAsync(OfKind(kind, $"{step} {name}"));

                AssertOnce(outcome, OfKind(kind), before, $"{step} {name}");
                Assert.True(outcome.Kind is PublishKind.Published || FakeFacebook.PublishingSteps.Contains(step), $"{step} {name}: {outcome}");
            }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Posts_at_most_once_when_it_dies_at_any_request(string kind)
    {
        foreach (var done in new[] { false, true })
        {
            var before = Server.Posts.Count;
            await DieAtEveryRequestAsync(done, run => OfKind(kind, $"Post {run} {done}"), (outcome, run) =>
            {
                AssertOnce(outcome, OfKind(kind), before, $"death at request {run}");
                before = Server.Posts.Count;
                // stories have no words to tell them apart
                Time.Advance(TimeSpan.FromHours(30));
            });
            Assert.True(before > 0, "nothing was ever out");
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Posts_once_when_it_dies_after_each_memory(string kind)
    {
        var run = new PublishRun(this) { DiesAfterRemembering = true };

        AssertOnce(await run.ToTheEndAsync(OfKind(kind)), OfKind(kind), 0, kind);

        Assert.All(run.Handles, h => Assert.InRange(h.Length, 1, 2000));
        Assert.DoesNotContain(run.Handles, h => h.Contains(Secret, StringComparison.Ordinal));
        Assert.InRange(Server.Photos.Count, 0, OfKind(kind).Media.Count + 1);
    }

    [Theory]
    [InlineData("text"), InlineData("link"), InlineData("photos")]
    public async Task Calls_a_lost_answer_unknown_and_finds_the_post(string kind)
    {
        Server.AddForeign("Hello", TimeSpan.FromHours(2));
        Server.AddForeign("Something else");
        var run = Run();
        Server.Fail("feed", Faults.TimesOutAfter);

        AssertOutcome(PublishKind.Unknown, await run.OnceAsync(OfKind(kind)));

        foreach (var fault in new[] { Faults.Answers(new(500)), Faults.AnswersWithAPage, Faults.CutsTheAnswer, Faults.Answers(GraphAnswer.Error(4)), Faults.Answers(GraphAnswer.BadToken) })
        {
            Server.Fail("list", fault);
            Assert.True((await run.LookAsync(OfKind(kind))).Kind is LookKind.Failed or LookKind.RateLimited or LookKind.Unclear);
        }
        var (look, post) = (await run.LookAsync(OfKind(kind)), Server.Posts[^1]);
        Assert.Equal((LookKind.Found, post.Id, post.Permalink), (look.Kind, look.ExternalId, look.Url));
        Assert.Single(Server.Of("feed"));
        // two new posts with the same words are for a person
        Server.AddForeign("Hello");
        look = await run.LookAsync(OfKind(kind));
        Assert.Equal((LookKind.Unclear, 2), (look.Kind, look.Seen?.Count(p => p.Start == "Hello")));
        AssertReadable(look.Reason);
    }

    [Fact]
    public async Task Never_calls_a_text_absent_that_facebook_may_still_publish()
    {
        Server.AddForeign("Hello", TimeSpan.FromHours(2));
        var (late, run) = (new LateFault(), Run());
        Server.Fail("feed", late.Play);
        AssertOutcome(PublishKind.Unknown, await run.OnceAsync(OfKind("text")));

        for (var hour = 0; hour < 3; hour++)
        {
            Assert.True((await run.LookAsync(OfKind("text"))).Kind is LookKind.Unclear or LookKind.NotReadable);
            Time.Advance(TimeSpan.FromMinutes(20));
        }
        late.Happen();

        var look = await run.LookAsync(OfKind("text"));
        Assert.Equal((LookKind.Found, Server.Posts[^1].Id), (look.Kind, look.ExternalId));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Changes_nothing_while_it_looks(string kind)
    {
        var run = Run();
        foreach (var step in FakeFacebook.PublishingSteps)
            Server.Fail(step, Faults.TimesOutBefore);
        for (var i = 0; i < 20 && (await run.OnceAsync(OfKind(kind))).Kind is not PublishKind.Unknown; i++)
            Time.Advance(TimeSpan.FromMinutes(2));
        var calls = Server.Calls.Count;

        for (var i = 0; i < 3; i++)
            Assert.NotEqual(LookKind.Found, (await run.LookAsync(OfKind(kind))).Kind);

        Assert.All(Server.Calls.Skip(calls), c => Assert.Equal("GET", c.Method));
    }

    [Fact]
    public async Task Starts_anew_with_a_memory_that_it_can_not_read()
    {
        foreach (var handle in new[] { "", "garbage", "v:", "p:1,,2", "../../me" })
        {
            var (run, kind) = (Run(), handle.StartsWith('v') ? "reel" : "photos");
            run.Handle = handle;
            AssertOutcome(PublishKind.Published, await run.ToTheEndAsync(OfKind(kind, handle)));
        }
        Assert.Equal(5, Server.Posts.Count);
    }

    [Fact]
    public async Task Proves_unsent_what_never_left_and_absent_what_never_began()
    {
        Assert.Equal(LookKind.Absent, (await Run().LookAsync(OfKind("reel"))).Kind);
        Restart(new("http://127.0.0.1:9"));

        AssertOutcome(PublishKind.NotSent, await PublishAsync(OfKind("text")));
    }
}
