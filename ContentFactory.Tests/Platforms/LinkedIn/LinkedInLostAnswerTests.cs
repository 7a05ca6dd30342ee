using ContentFactory.Domain.Platforms;
using ContentFactory.Tests.Platforms.Contract;
using Xunit;

namespace ContentFactory.Tests.Platforms.LinkedIn;

/// <summary>What breaks on the way. Of the post itself LinkedIn can't be asked: what is unclear there is never sent again.</summary>
public sealed class LinkedInLostAnswerTests : LinkedInRig
{
    private static readonly Dictionary<string, (Fault Fault, bool Answers)> Broken = new()
    {
        ["times out before"] = (Faults.TimesOutBefore, false),
        ["times out after"] = (Faults.TimesOutAfter, false),
        ["resets before"] = (Faults.ResetsBefore, false),
        ["resets after"] = (Faults.ResetsAfter, false),
        ["answers slowly"] = (Faults.AnswersSlowly, true),
        ["answers 500"] = (Faults.Answers(new(500)), false),
        ["answers 502 with a page"] = (Faults.Answers(new(502, "<html>bad gateway</html>", "text/html")), false),
        ["does it and answers 504"] = (Faults.DoesAndAnswers(new(504, "<html>gateway timeout</html>", "text/html")), false),
        ["answers 200 with a page"] = (Faults.AnswersWithAPage, false),
    };

    public static TheoryData<string, string> EveryFault()
    {
        var all = new TheoryData<string, string>();
        foreach (var fault in Broken.Keys)
            foreach (var kind in new[] { "text", "images", "video", "document" })
                all.Add(kind, fault);
        return all;
    }

    [Theory]
    [MemberData(nameof(EveryFault))]
    public async Task Posts_never_twice_whichever_step_breaks(string kind, string fault)
    {
        await Run().ToTheEndAsync(OfKind(kind, "first"));
        foreach (var step in Server.Steps.Distinct().Except(["token", "me", "acls"]).ToList())
        {
            var before = Server.Posts.Count;
            var asked = Server.Of("post").Count;
            Server.Fail(step, Broken[fault].Fault);

            var outcome = await Run().ToTheEndAsync(OfKind(kind, $"{step} {fault}"));

            // of the post alone an answer may stay unclear, and then a person decides
            AssertOutcome(step == "post" && !Broken[fault].Answers ? PublishKind.Unknown : PublishKind.Published, outcome);
            Assert.True(Server.Of("post").Count == asked + 1, $"{step}: {Server.Of("post").Count - asked} times sent");
            if (outcome.Kind is PublishKind.Published)
                Assert.Equal((before + 1, Server.Posts[^1].Urn), (Server.Posts.Count, outcome.ExternalId));
            Time.Advance(TimeSpan.FromHours(2));
        }
    }

    [Theory]
    [InlineData("text")]
    [InlineData("images")]
    [InlineData("video")]
    public async Task Unconfirmed_lost_post_of_a_page_is_found_among_its_posts(string kind)
    {
        Account = await ConnectAsync(FakeLinkedIn.Page);
        await Run().ToTheEndAsync(OfKind(kind, "other #words"));
        (var run, Server.ListLags) = (Run(), true);
        Server.Fail("post", Faults.TimesOutAfter);
        AssertOutcome(PublishKind.Unknown, await WaitedAsync(run, OfKind(kind, "these (#words)")));
        Assert.Equal(LookKind.Unclear, (await run.LookAsync(OfKind(kind, "these (#words)"))).Kind);

        Server.ListLags = false;
        var look = await run.LookAsync(OfKind(kind, "these (#words)"));

        Assert.Equal((LookKind.Found, Server.Posts[1].Urn), (look.Kind, look.ExternalId));
        Assert.Contains(look.Seen!, s => s.Start == "these (#words)");
    }

    [Fact]
    public async Task Finds_none_where_two_could_be_meant()
    {
        Account = await ConnectAsync(FakeLinkedIn.Page);
        var run = Run();
        Server.Fail("post", Faults.TimesOutAfter);
        await run.OnceAsync(Post("the same"));
        await Run().ToTheEndAsync(Post("the same"));

        var look = await run.LookAsync(Post("the same"));

        Assert.Equal((LookKind.Unclear, 2), (look.Kind, look.Seen!.Count));
    }

    [Fact]
    public async Task Takes_no_other_picture_without_words_for_its_own()
    {
        Account = await ConnectAsync(FakeLinkedIn.Page);
        var run = Run();
        Server.Fail("post", Faults.TimesOutBefore);
        AssertOutcome(PublishKind.Unknown, await WaitedAsync(run, OfKind("image", "")));
        await Run().ToTheEndAsync(OfKind("image", ""));

        var look = await run.LookAsync(OfKind("image", ""));

        Assert.Equal((LookKind.Unclear, 1), (look.Kind, look.Seen!.Count));
    }

    [Fact]
    public async Task Looks_again_later_when_looking_breaks_itself()
    {
        Account = await ConnectAsync(FakeLinkedIn.Page);
        var run = Run();
        Server.Fail("post", Faults.TimesOutAfter);
        await run.OnceAsync(Post("x"));
        foreach (var (fault, kind) in new[]
                 {
                     (Faults.Answers(new(500)), LookKind.Failed), (Faults.TimesOutBefore, LookKind.Failed), (Faults.Answers(LinkedInErrors.DailyLimit), LookKind.RateLimited),
                     (Faults.Answers(LinkedInErrors.BadToken), LookKind.Failed), (Faults.Answers(LinkedInErrors.NoPermission), LookKind.NotReadable),
                 })
        {
            Server.Fail("list", fault);
            var look = await run.LookAsync(Post("x"));
            Assert.True(look.Kind == kind, look.ToString());
            AssertReadable(look.Reason);
        }
        foreach (var fault in new[] { Faults.AnswersWithAPage, Faults.CutsTheAnswer })
        {
            Server.Fail("list", fault);
            Assert.True((await run.LookAsync(Post("x"))).Kind is LookKind.Unclear or LookKind.Failed);
        }

        Assert.Equal(LookKind.Found, (await run.LookAsync(Post("x"))).Kind);
    }

    [Fact]
    public async Task Changes_nothing_while_it_looks()
    {
        var run = Run();
        Server.Fail("post", Faults.TimesOutAfter);
        AssertOutcome(PublishKind.Unknown, await run.OnceAsync(Post("x")));
        var calls = Server.Calls.Count;

        for (var i = 0; i < 3; i++)
        {
            var look = await run.LookAsync(Post("x"));
            Assert.True(look.Kind is not LookKind.Absent, look.ToString());
        }

        Assert.All(Server.Calls.Skip(calls), c => Assert.Equal("GET", c.Method));
    }

    [Fact]
    public async Task Knows_that_a_refused_post_is_not_out()
    {
        var run = Run();
        Server.Fail("post", Faults.Answers(LinkedInErrors.DailyLimit));
        AssertOutcome(PublishKind.RateLimited, await WaitedAsync(run, OfKind("image")));
        Time.Advance(TimeSpan.FromHours(15));
        Server.Arrives = _ =>
        {
            run.Die();
            return false;
        };
        Assert.Equal("died", (await run.OnceAsync(OfKind("image"))).Code);
        Server.Arrives = null;

        // it died before the post was asked for again
        Assert.Equal(LookKind.Absent, (await run.LookAsync(OfKind("image"))).Kind);
    }

    [Fact]
    public async Task Proves_a_call_that_remembered_nothing_absent() =>
        Assert.Equal(LookKind.Absent, (await Run().LookAsync(OfKind("video"))).Kind);

    [Fact]
    public async Task Sends_what_never_left_again()
    {
        var address = new Uri("http://127.0.0.1:9");
        var run = Run();
        Restart(address);
        AssertOutcome(PublishKind.NotSent, await run.OnceAsync(Post("x")));
        Restart();

        AssertOutcome(PublishKind.Published, await run.ToTheEndAsync(Post("x")));
        Assert.Single(Server.Posts);
    }

    [Fact]
    public async Task Takes_a_post_without_a_name_for_unclear()
    {
        Server.Fail("post", Faults.DoesAndAnswers(new(201)));

        AssertOutcome(PublishKind.Unknown, await Run().ToTheEndAsync(Post("x")));
        Assert.Single(Server.Posts);
    }

    [Fact]
    public async Task Leaves_a_late_post_alone()
    {
        var late = new LateFault();
        Server.Fail("post", late.Play);
        AssertOutcome(PublishKind.Unknown, await Run().ToTheEndAsync(Post("x")));

        late.Happen();

        Assert.Single(Server.Posts);
    }

    private async Task<PublishOutcome> WaitedAsync(PublishRun run, OutgoingPost post)
    {
        var outcome = await run.OnceAsync(post);
        while (outcome.Kind is PublishKind.Waiting)
        {
            Time.Advance(outcome.RetryAfter!.Value);
            outcome = await run.OnceAsync(post);
        }
        return outcome;
    }
}
