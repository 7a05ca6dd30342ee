using ContentFactory.Domain.Platforms;
using ContentFactory.Tests.Platforms.Contract;
using Xunit;

namespace ContentFactory.Tests.Platforms.YouTube;

/// <summary>What breaks on the way: at every step, before the network did it or after.</summary>
public sealed class YouTubeLostAnswerTests : YouTubeRig
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

    public static TheoryData<string> EveryFault() => [.. Broken.Keys];

    [Theory]
    [MemberData(nameof(EveryFault))]
    public async Task Uploads_exactly_one_video_whichever_step_breaks(string fault)
    {
        await Run().ToTheEndAsync(Video("first"));
        foreach (var step in Server.Steps.Distinct().Except(["token", "channels.list"]).ToList())
        {
            var before = Server.Videos.Count;
            Server.Fail(step, Broken[fault]);

            var outcome = await Run().ToTheEndAsync(Video($"{step} {fault}"));

            AssertOutcome(PublishKind.Published, outcome);
            Assert.True(Server.Videos.Count == before + 1, $"{step}: {Server.Videos.Count - before} videos");
            Assert.Equal(Server.Videos[^1].Id, outcome.ExternalId);
            AssertWhole(Server.Videos[^1].From);
        }
    }

    [Theory]
    [InlineData("times out after")]
    [InlineData("resets after")]
    [InlineData("cuts the answer")]
    [InlineData("does it and answers 504")]
    public async Task Calls_a_lost_last_answer_unknown_and_finds_the_video(string fault)
    {
        var run = Run();
        Server.Fail("bytes", Broken[fault]);

        var outcome = await run.OnceAsync(Video());
        var look = await run.LookAsync(Video());

        AssertOutcome(PublishKind.Unknown, outcome);
        Assert.Equal((LookKind.Found, Server.Videos.Single().Id), (look.Kind, look.ExternalId));
    }

    [Theory]
    [InlineData("times out before")]
    [InlineData("resets before")]
    public async Task Proves_bytes_that_never_arrived_absent(string fault)
    {
        var run = Run();
        Server.Fail("bytes", Broken[fault]);

        await run.OnceAsync(Video());
        Assert.NotEqual(LookKind.Found, (await run.LookAsync(Video())).Kind);

        AssertOutcome(PublishKind.Published, await run.ToTheEndAsync(Video()));
        AssertWhole(Assert.Single(Server.Videos).From);
    }

    [Fact]
    public async Task Sends_no_byte_again_that_was_taken_before_a_break()
    {
        // the first megabyte is taken, then the line breaks
        Server.TakesAtMost = 1024 * 1024;
        Server.Fail("bytes", Faults.ResetsAfter);
        var run = Run();
        await run.OnceAsync(Video());
        Server.TakesAtMost = null;

        AssertOutcome(PublishKind.Published, await run.ToTheEndAsync(Video()));

        Assert.Single(Server.Sessions);
        AssertWhole(Server.Videos.Single().From);
    }

    [Fact]
    public async Task Adds_no_byte_while_it_looks()
    {
        var run = Run();
        Server.Fail("bytes", Faults.TimesOutBefore);
        await run.OnceAsync(Video());
        var calls = Server.Calls.Count;

        for (var i = 0; i < 3; i++)
            await run.LookAsync(Video());

        Assert.All(Server.Calls.Skip(calls), c => Assert.True(c.Method == "GET" || (c.Method == "PUT" && c.Body.Length == 0), c.ToString()));
    }

    [Fact]
    public async Task Looks_again_later_when_looking_breaks_itself()
    {
        var run = Run();
        Server.Fail("bytes", Faults.TimesOutAfter);
        await run.OnceAsync(Video());
        foreach (var (fault, kind) in new[]
                 {
                     (Faults.Answers(new(500)), LookKind.Failed), (Faults.AnswersWithAPage, LookKind.Found), (Faults.TimesOutBefore, LookKind.Failed),
                     (Faults.Answers(GoogleErrors.QuotaExceeded), LookKind.RateLimited), (Faults.Answers(GoogleErrors.BadToken), LookKind.Failed),
                 })
        {
            Server.Fail("ask", fault);
            var look = await run.LookAsync(Video());
            Assert.True(look.Kind == kind, look.ToString());
        }

        Assert.Equal(LookKind.Found, (await run.LookAsync(Video())).Kind);
    }

    [Fact]
    public async Task Proves_a_call_that_remembered_nothing_absent()
    {
        Assert.Equal(LookKind.Absent, (await Run().LookAsync(Video())).Kind);
    }

    [Fact]
    public async Task Proves_a_refused_connection_unsent()
    {
        Restart(new("http://127.0.0.1:9"));

        AssertOutcome(PublishKind.NotSent, await PublishAsync(Video()));
    }
}
