using ContentFactory.Domain.Platforms;
using ContentFactory.Tests.Platforms.Contract;
using Xunit;

namespace ContentFactory.Tests.Platforms.X;

/// <summary>What breaks on the way: at every step, before the network did it or after. X takes no key: what is unclear is looked for, and never sent again alone.</summary>
public sealed class XLostAnswerTests : XRig
{
    private static readonly Dictionary<string, (Fault Fault, bool Done)> Broken = new()
    {
        ["times out before"] = (Faults.TimesOutBefore, false),
        ["times out after"] = (Faults.TimesOutAfter, true),
        ["resets before"] = (Faults.ResetsBefore, false),
        ["resets after"] = (Faults.ResetsAfter, true),
        ["cuts the answer"] = (Faults.CutsTheAnswer, true),
        ["answers with a page"] = (Faults.AnswersWithAPage, true),
        ["answers slowly"] = (Faults.AnswersSlowly, true),
        ["answers 500"] = (Faults.Answers(new(500)), false),
        ["answers 502 with a page"] = (Faults.Answers(new(502, "<html>bad gateway</html>", "text/html")), false),
        ["does it and answers 504"] = (Faults.DoesAndAnswers(new(504, "<html>gateway timeout</html>", "text/html")), true),
    };

    public static TheoryData<string> EveryFault() => [.. Broken.Keys];

    [Theory]
    [MemberData(nameof(EveryFault))]
    public async Task Posts_at_most_once_whichever_step_breaks(string name)
    {
        var (fault, done) = Broken[name];
        foreach (var kind in new[] { "photos", "video" })
        {
            var first = Server.Steps.Count;
            await Run().ToTheEndAsync(OfKind(kind, $"{kind} first"));
            foreach (var step in Server.Steps.Skip(first).Distinct().ToList())
            {
                var text = $"{kind} {step}";
                Server.Fail(step, fault);

                var outcome = await Run().ToTheEndAsync(OfKind(kind, text));

                var found = Server.Posts.Where(p => p.Text == text).ToList();
                AssertOutcome(step != "post" || done ? PublishKind.Published : PublishKind.Unknown, outcome);
                Assert.True(found.Count == (outcome.Kind is PublishKind.Published ? 1 : 0), $"{text}: {found.Count} posts");
                Assert.Equal(found.SingleOrDefault()?.Id, outcome.ExternalId);
                Assert.All(found.SelectMany(p => p.Media), id => Assert.True(Server.Uploads.Single(u => u.Id == id).IsWhole));
            }
        }
    }

    [Theory]
    [InlineData("Bread & <butter>")]
    [InlineData("Bread\n\nhttps://example.com/bread")]
    [InlineData("See https://example.com/a?b=c&d=e and buns")]
    public async Task Unconfirmed_words_come_back_escaped_with_wrapped_links_and_are_recognised(string text)
    {
        foreach (var post in new[] { Post(text), Post(text, Jpeg()) })
        {
            Time.Advance(TimeSpan.FromHours(1));
            var run = Run();
            Server.Fail("post", Faults.ResetsAfter);

            AssertOutcome(PublishKind.Unknown, await run.OnceAsync(post));

            var look = await run.LookAsync(post);
            Assert.Equal((LookKind.Found, Server.Posts[^1].Id), (look.Kind, look.ExternalId));
        }
    }

    [Fact]
    public async Task Finds_a_post_that_the_timeline_shows_later()
    {
        Server.TimelineLag = TimeSpan.FromMinutes(5);
        Server.Fail("post", Faults.TimesOutAfter);

        AssertOutcome(PublishKind.Published, await Run().ToTheEndAsync(Post("Bread")));
        Assert.Single(Server.Posts);
    }

    [Fact]
    public async Task Leaves_two_posts_with_the_same_words_to_a_person()
    {
        var run = Run();
        Server.Fail("post", Faults.ResetsAfter);
        await run.OnceAsync(Post("Bread"));
        Server.AddForeign("Bread", Time.GetUtcNow());

        var look = await run.LookAsync(Post("Bread"));

        Assert.Equal(LookKind.Unclear, look.Kind);
        Assert.Equal(2, look.Seen?.Count);
    }

    [Fact]
    public async Task Takes_an_older_or_another_post_for_none()
    {
        Server.AddForeign("Bread", Time.GetUtcNow().AddMinutes(-10));
        var run = Run();
        Server.Fail("post", Faults.ResetsBefore);
        await run.OnceAsync(Post("Bread"));
        Server.AddForeign("Bread and more", Time.GetUtcNow());

        Assert.Equal(LookKind.Unclear, (await run.LookAsync(Post("Bread"))).Kind);
    }

    [Fact]
    public async Task Looks_again_later_when_looking_breaks_itself_and_only_reads()
    {
        var run = Run();
        Server.Fail("post", Faults.TimesOutAfter);
        await run.OnceAsync(Post("Bread"));
        var calls = Server.Calls.Count;
        foreach (var (fault, kind) in new[]
                 {
                     (Faults.Answers(new(500)), LookKind.Failed), (Faults.AnswersWithAPage, LookKind.Failed), (Faults.TimesOutBefore, LookKind.Failed),
                     (Faults.Answers(XErrors.RateLimited(Time.GetUtcNow().AddMinutes(30))), LookKind.RateLimited), (Faults.Answers(XErrors.Unauthorized), LookKind.Failed),
                 })
        {
            Server.Fail("timeline", fault);
            var look = await run.LookAsync(Post("Bread"));
            Assert.True(look.Kind == kind, look.ToString());
            Assert.True(kind != LookKind.RateLimited || look.RetryAfter > TimeSpan.FromMinutes(5));
        }

        Assert.Equal(LookKind.Found, (await run.LookAsync(Post("Bread"))).Kind);
        Assert.All(Server.Calls.Skip(calls), c => Assert.Equal("GET", c.Method));
    }

    [Fact]
    public async Task Proves_a_call_that_did_not_come_to_the_post_absent()
    {
        var run = Run();
        Server.Fail("append", Faults.TimesOutAfter);
        await run.OnceAsync(OfKind("video", "Bread"));

        Assert.Equal(LookKind.Absent, (await run.LookAsync(OfKind("video", "Bread"))).Kind);
        Assert.Equal(LookKind.Absent, (await Run().LookAsync(Post("Bread"))).Kind);
        Assert.Empty(Server.Of("timeline"));
    }

    [Fact]
    public async Task Proves_a_refused_connection_unsent()
    {
        Restart(new("http://127.0.0.1:9"));

        AssertOutcome(PublishKind.NotSent, await PublishAsync(Post("Bread")));
        AssertOutcome(PublishKind.NotSent, await PublishAsync(Post("Bread", Jpeg())));
    }
}
