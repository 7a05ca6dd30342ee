using ContentFactory.Domain.Platforms;
using ContentFactory.Tests.Platforms.Contract;
using Xunit;

namespace ContentFactory.Tests.Platforms.TikTok;

/// <summary>What breaks on the way. An upload has a name that can be asked for; of photos it comes with the answer, so that a lost one stays unclear.</summary>
public sealed class TikTokLostAnswerTests : TikTokRig
{
    private static readonly Dictionary<string, (Fault Fault, bool Answers)> Broken = new()
    {
        ["times out before"] = (Faults.TimesOutBefore, false),
        ["times out after"] = (Faults.TimesOutAfter, false),
        ["resets before"] = (Faults.ResetsBefore, false),
        ["resets after"] = (Faults.ResetsAfter, false),
        ["cuts the answer"] = (Faults.CutsTheAnswer, false),
        ["answers with a page"] = (Faults.AnswersWithAPage, false),
        ["answers slowly"] = (Faults.AnswersSlowly, true),
        ["answers 502 with a page"] = (Faults.Answers(new(502, "<html>bad gateway</html>", "text/html")), false),
        ["does it and answers 504"] = (Faults.DoesAndAnswers(new(504, "<html>gateway timeout</html>", "text/html")), false),
    };

    public static TheoryData<string, string> EveryFault()
    {
        var all = new TheoryData<string, string>();
        foreach (var fault in Broken.Keys)
            foreach (var kind in new[] { "video", "draft", "photos" })
                all.Add(kind, fault);
        return all;
    }

    [Fact]
    public async Task Unconfirmed_lost_photos_are_found_among_the_public_posts()
    {
        await Run().ToTheEndAsync(Photos("other"));
        var run = Run();
        Server.Fail("photos", Faults.TimesOutAfter);
        AssertOutcome(PublishKind.Unknown, await run.OnceAsync(Photos("these")));
        Assert.Equal(LookKind.Unclear, (await run.LookAsync(Photos("these"))).Kind);

        Time.Advance(Server.Processing);

        Assert.Equal((LookKind.Found, $"{Server.IdOf(Server.Posts[1])}"), await FoundAsync(run));
        async Task<(LookKind, string?)> FoundAsync(PublishRun of) => await of.LookAsync(Photos("these")) is var look ? (look.Kind, look.ExternalId) : default;
    }

    [Theory]
    [MemberData(nameof(EveryFault))]
    public async Task Posts_never_twice_whichever_step_breaks(string kind, string fault)
    {
        await Run().ToTheEndAsync(OfKind(kind, "first"));
        foreach (var step in Server.Steps.Distinct().Except(["token", "user"]).ToList())
        {
            Time.Advance(TimeSpan.FromHours(2));
            var before = Server.Posts.Count;
            Server.Fail(step, Broken[fault].Fault);

            var outcome = await Run().ToTheEndAsync(OfKind(kind, $"{step} {fault}"));

            // a post of photos that is not to be seen leaves a question; never a second one
            var isLost = step == "photos" && Server.Posts.Count == before;
            AssertOutcome(isLost ? PublishKind.Unknown : PublishKind.Published, outcome);
            Assert.True(Server.Posts.Count == before + 1 || isLost, $"{step}: {Server.Posts.Count - before} posts");
        }
    }

    [Theory]
    [InlineData("times out after")]
    [InlineData("resets after")]
    [InlineData("does it and answers 504")]
    public async Task Finds_a_video_whose_last_answer_was_lost(string fault)
    {
        var run = Run();
        Server.Fail("bytes", Broken[fault].Fault);
        await run.OnceAsync(Video());

        Time.Advance(Server.Processing);
        var look = await run.LookAsync(Video());

        Assert.Equal(LookKind.Found, look.Kind);
        Assert.EndsWith($"/video/{Server.IdOf(Server.Posts.Single())}", look.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Changes_nothing_while_it_looks()
    {
        foreach (var post in new[] { Video(), Photos() })
        {
            var run = Run();
            Server.Fail(post.Title is null ? "bytes" : "photos", Faults.TimesOutAfter);
            await run.OnceAsync(post);
            var calls = Server.Calls.Count;
            for (var i = 0; i < 3; i++)
                Assert.NotEqual(LookKind.Absent, (await run.LookAsync(post)).Kind);
            Assert.All(Server.Steps.Skip(calls), s => Assert.True(s is "status" or "list", s));
        }
    }

    [Fact]
    public async Task Looks_again_later_when_looking_breaks_itself()
    {
        var run = Run();
        Server.Fail("bytes", Faults.TimesOutAfter);
        await run.OnceAsync(Video());
        Time.Advance(Server.Processing);
        foreach (var (fault, kind) in new[]
                 {
                     (Faults.Answers(new(500)), LookKind.Failed), (Faults.AnswersWithAPage, LookKind.Failed), (Faults.TimesOutBefore, LookKind.Failed), (Faults.CutsTheAnswer, LookKind.Failed),
                     (Faults.Answers(TikTokErrors.RateLimited), LookKind.RateLimited), (Faults.Answers(TikTokErrors.BadToken), LookKind.Failed),
                 })
        {
            Server.Fail("status", fault);
            var look = await run.LookAsync(Video());
            Assert.True(look.Kind == kind, look.ToString());
        }

        Assert.Equal(LookKind.Found, (await run.LookAsync(Video())).Kind);
    }

    [Fact]
    public async Task Proves_absent_what_no_byte_of_came()
    {
        var run = Run();
        Server.Fail("bytes", Faults.ResetsBefore);
        await run.OnceAsync(Video());
        Assert.NotEqual(LookKind.Found, (await run.LookAsync(Video())).Kind);
        Assert.Equal(LookKind.Absent, (await Run().LookAsync(Video())).Kind);
        Assert.Equal(LookKind.Absent, (await Run().LookAsync(Photos())).Kind);

        AssertOutcome(PublishKind.Published, await run.ToTheEndAsync(Video()));
        Assert.Single(Server.Posts);
    }

    [Fact]
    public async Task Proves_absent_a_video_whose_last_part_was_never_sent()
    {
        Server.TellsBytes = false;
        var run = Run();
        Server.Done = step =>
        {
            if (step == "bytes")
                run.Die();
        };
        await run.OnceAsync(Video(size: LongVideo));

        Assert.Equal((1, LookKind.Absent), (run.Deaths, (await run.LookAsync(Video(size: LongVideo))).Kind));
    }

    [Fact]
    public async Task Says_that_a_lost_upload_failed_after_all()
    {
        var run = Run();
        Server.NextFailure = "spam_risk";
        Server.Fail("bytes", Faults.TimesOutAfter);
        await run.OnceAsync(Video());
        Time.Advance(Server.Processing);

        Assert.Equal(LookKind.Absent, (await run.LookAsync(Video())).Kind);
    }

    [Theory]
    [InlineData("video")]
    [InlineData("photos")]
    public async Task Sends_what_never_left_again(string kind)
    {
        var run = Run();
        Restart(new("http://127.0.0.1:9"));
        AssertOutcome(PublishKind.NotSent, await run.OnceAsync(OfKind(kind)));
        Restart();

        AssertOutcome(PublishKind.Published, await run.ToTheEndAsync(OfKind(kind)));
        Assert.Single(Server.Posts);
    }

    [Fact]
    public async Task Makes_no_second_post_while_tiktok_does_not_say_how_much_it_has()
    {
        (Server.TellsBytes, Server.Processing) = (false, TimeSpan.FromHours(3));
        Server.Fail("bytes", Faults.TimesOutAfter);

        await Run().ToTheEndAsync(Video());

        Assert.Single(Server.Posts);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(404)]
    public async Task Begins_no_second_upload_where_the_last_part_may_have_come(int status)
    {
        (Server.TellsBytes, Server.Processing) = (false, TimeSpan.FromHours(3));
        var run = Run();
        Server.Fail("bytes", Faults.TimesOutAfter);
        AssertOutcome(PublishKind.Unknown, await run.OnceAsync(Video()));
        Server.Fail("bytes", Faults.Answers(new(status)), times: 5);

        AssertOutcome(PublishKind.Waiting, await run.OnceAsync(Video()));
        Time.Advance(TimeSpan.FromHours(1));
        AssertOutcome(PublishKind.Waiting, await run.OnceAsync(Video()));
        Assert.Single(Server.Publishes);

        Time.Advance(Server.Processing);
        AssertOutcome(PublishKind.Published, await run.OnceAsync(Video()));
        Assert.Single(Server.Posts);
    }

    [Theory]
    [InlineData(0, PublishKind.Published)]
    [InlineData(2, PublishKind.Unknown)]
    public async Task Asks_about_photos_whose_id_could_not_be_remembered(int minutes, PublishKind kind)
    {
        Server.Processing = TimeSpan.FromMinutes(minutes);
        var run = Run();
        Server.Done = step => run.LosesTheLease |= step == "photos";

        var outcome = await run.OnceAsync(Photos());

        AssertOutcome(kind, outcome);
        var post = Assert.Single(Server.Posts);
        Assert.Equal(kind is PublishKind.Published ? $"{Server.IdOf(post)}" : post.Id, outcome.ExternalId);
    }

    [Fact]
    public async Task Makes_no_second_post_when_tiktok_does_not_know_the_first_yet()
    {
        var run = Run();
        Server.Fail("bytes", Faults.TimesOutAfter);
        await run.OnceAsync(Video());
        Server.Fail("status", Faults.Answers(TikTokErrors.Of(400, "invalid_publish_id")), times: 30);

        await run.OnceAsync(Video());
        await run.OnceAsync(Video());

        Assert.Single(Server.Publishes);
    }

    [Fact]
    public async Task Leaves_late_photos_alone()
    {
        var late = new LateFault();
        Server.Fail("photos", late.Play);
        Server.Fail("list", Faults.Answers(TikTokErrors.NoScope));
        AssertOutcome(PublishKind.Unknown, await Run().ToTheEndAsync(Photos()));

        late.Happen();

        Assert.Single(Server.Posts);
    }
}
