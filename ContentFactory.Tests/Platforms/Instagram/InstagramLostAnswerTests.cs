using ContentFactory.Domain.Platforms;
using ContentFactory.Tests.Platforms.Contract;
using Xunit;

namespace ContentFactory.Tests.Platforms.Instagram;

/// <summary>What breaks on the way: at every step, before the network did it or after.</summary>
public sealed class InstagramLostAnswerTests : InstagramRig
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
        ["answers 502 with a page"] = Faults.Answers(new(502, "<html>bad gateway</html>", "text/html")),
        ["does it and answers 504"] = Faults.DoesAndAnswers(new(504, "<html>gateway timeout</html>", "text/html")),
    };

    public static TheoryData<string, string> EveryStepAndFault()
    {
        var cases = new TheoryData<string, string>();
        foreach (var kind in new[] { "image", "reel", "carousel", "story", "sent reel", "sent carousel" })
            foreach (var fault in Broken.Keys)
                cases.Add(kind, fault);
        return cases;
    }

    [Theory]
    [MemberData(nameof(EveryStepAndFault))]
    public async Task Posts_exactly_once_whichever_step_breaks(string kind, string fault)
    {
        await Run().ToTheEndAsync(OfKind(kind, "first"));
        var steps = Server.Steps.Distinct().Except(["code", "exchange", "refresh", "me"]).ToList();
        foreach (var step in steps)
        {
            // stories have no words to tell them apart
            Time.Advance(TimeSpan.FromHours(1));
            var before = Server.Posts.Count;
            Server.Fail(step, Broken[fault]);

            var outcome = await Run().ToTheEndAsync(OfKind(kind, $"{step} {fault}"));

            AssertOutcome(PublishKind.Published, outcome);
            Assert.True(Server.Posts.Count == before + 1, $"{step}: {Server.Posts.Count - before} posts");
            Assert.Equal(Server.Posts[^1].Id, outcome.ExternalId);
        }
    }

    [Theory]
    [InlineData("times out after")]
    [InlineData("resets after")]
    [InlineData("cuts the answer")]
    [InlineData("answers with a page")]
    [InlineData("does it and answers 504")]
    public async Task Calls_a_lost_answer_unknown_and_finds_the_post(string fault)
    {
        var run = Run();
        Server.Fail("publish", Broken[fault]);

        var outcome = await run.OnceAsync(Image());
        var look = await run.LookAsync(Image());

        AssertOutcome(PublishKind.Unknown, outcome);
        Assert.Equal((LookKind.Found, Server.Posts.Single().Id, Server.Posts.Single().Permalink), (look.Kind, look.ExternalId, look.Url));
        Assert.Single(Server.Of("publish"));
    }

    [Theory]
    [InlineData("times out before")]
    [InlineData("resets before")]
    public async Task Never_calls_a_lost_request_found(string fault)
    {
        var run = Run();
        Server.Fail("publish", Broken[fault]);

        AssertOutcome(PublishKind.Unknown, await run.OnceAsync(Image()));
        Assert.NotEqual(LookKind.Found, (await run.LookAsync(Image())).Kind);
        Assert.Single(Server.Of("publish"));
        Assert.Empty(Server.Posts);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("true")]
    [InlineData("")]
    [InlineData("{\"id\":\"\"}")]
    [InlineData("{\"id\":null}")]
    [InlineData("{\"success\":true}")]
    public async Task Finds_the_post_behind_an_answer_without_its_id(string body)
    {
        Server.Fail("publish", Faults.DoesAndAnswers(new(200, body)));

        var outcome = await Run().ToTheEndAsync(Image());

        AssertOutcome(PublishKind.Published, outcome);
        Assert.Equal(Assert.Single(Server.Posts).Id, outcome.ExternalId);
    }

    [Fact]
    public async Task Never_calls_a_request_absent_that_instagram_does_later()
    {
        var late = new LateFault();
        var run = Run();
        Server.Fail("publish", late.Play);
        AssertOutcome(PublishKind.Unknown, await run.OnceAsync(Image()));

        Assert.NotEqual(LookKind.Absent, (await run.LookAsync(Image())).Kind);
        Time.Advance(TimeSpan.FromMinutes(1));
        late.Happen();

        var look = await run.LookAsync(Image());
        Assert.Equal((LookKind.Found, Server.Posts.Single().Id), (look.Kind, look.ExternalId));
    }

    [Fact]
    public async Task Takes_no_older_post_with_the_same_words_for_its_own()
    {
        var older = Server.AddForeign("Hello", Time.GetUtcNow() - TimeSpan.FromHours(2));
        Server.Fail("publish", Faults.DoesAndAnswers(GraphErrors.Of(4, 2207051)));

        var outcome = await Run().ToTheEndAsync(Image());

        Assert.NotEqual(older.Id, outcome.ExternalId);
        Assert.Equal(2, Server.Posts.Count);
    }

    [Fact]
    public async Task Leaves_two_new_posts_with_the_same_words_to_a_person()
    {
        var run = Run();
        Server.Fail("publish", Faults.TimesOutAfter);
        await run.OnceAsync(Image());
        Server.AddForeign("Hello", Time.GetUtcNow());

        var look = await run.LookAsync(Image());

        Assert.True(look.Kind is LookKind.Unclear || look.ExternalId == Server.Posts[0].Id, look.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("garbage")]
    [InlineData("c:")]
    [InlineData("k:1,,2")]
    [InlineData("{\"container\":1}")]
    public async Task Starts_anew_with_a_memory_that_it_can_not_read(string handle)
    {
        var run = Run();
        run.Handle = handle;

        AssertOutcome(PublishKind.Published, await run.ToTheEndAsync(Image()));
        Assert.Single(Server.Posts);
    }

    [Fact]
    public async Task Changes_nothing_while_it_looks()
    {
        var run = Run();
        Server.Fail("publish", Faults.TimesOutBefore);
        await run.OnceAsync(Image());
        var calls = Server.Calls.Count;

        for (var i = 0; i < 3; i++)
            await run.LookAsync(Image());

        Assert.All(Server.Calls.Skip(calls), c => Assert.Equal("GET", c.Method));
    }

    [Fact]
    public async Task Takes_no_foreign_or_older_post_for_its_own()
    {
        Server.AddForeign("Hello", Time.GetUtcNow() - TimeSpan.FromHours(2));
        Server.AddForeign("Something else", Time.GetUtcNow());
        var run = Run();
        Server.Fail("publish", Faults.TimesOutBefore);
        await run.OnceAsync(Image());

        Assert.NotEqual(LookKind.Found, (await run.LookAsync(Image())).Kind);
    }

    [Fact]
    public async Task Looks_again_later_when_looking_breaks_itself()
    {
        var run = Run();
        Server.Fail("publish", Faults.TimesOutAfter);
        await run.OnceAsync(Image());
        foreach (var fault in new[] { Faults.Answers(new(500)), Faults.AnswersWithAPage, Faults.TimesOutBefore, Faults.Answers(GraphErrors.Of(4)), Faults.Answers(GraphErrors.BadToken) })
        {
            Server.Fail("status", fault);
            Server.Fail("list", fault);
            var look = await run.LookAsync(Image());
            Assert.True(look.Kind is LookKind.Failed or LookKind.RateLimited or LookKind.Unclear or LookKind.Found, look.ToString());
            Server.Fail("status", Faults.AnswersSlowly);
            Server.Fail("list", Faults.AnswersSlowly);
        }

        Assert.Equal(LookKind.Found, (await run.LookAsync(Image())).Kind);
    }

    [Fact]
    public async Task Proves_a_call_that_remembered_nothing_absent()
    {
        Assert.Equal(LookKind.Absent, (await Run().LookAsync(Image())).Kind);
    }

    [Fact]
    public async Task Proves_a_refused_connection_unsent()
    {
        Restart(new("http://127.0.0.1:9"));

        AssertOutcome(PublishKind.NotSent, await PublishAsync(Image()));
    }
}
