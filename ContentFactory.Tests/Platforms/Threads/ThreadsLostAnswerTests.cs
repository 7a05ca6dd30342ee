using ContentFactory.Domain.Platforms;
using ContentFactory.Tests.Platforms.Contract;
using Xunit;

namespace ContentFactory.Tests.Platforms.Threads;

/// <summary>A publishing call whose answer was lost, and what later calls may make of it.</summary>
public sealed class ThreadsLostAnswerTests : ThreadsRig
{
    [Theory]
    [InlineData(24, 4279009), InlineData(100, 33), InlineData(-2, 2207020)]
    public async Task Makes_no_new_container_while_an_earlier_call_may_have_published_the_old_one(int code, int subcode)
    {
        var (late, run) = (new LateFault(), Run());
        Server.Fail("publish", late.Play);
        AssertOutcome(PublishKind.Unknown, await run.OnceAsync(OfKind("text")));
        Time.Advance(TimeSpan.FromMinutes(6));
        Assert.Equal(LookKind.Absent, (await run.LookAsync(OfKind("text"))).Kind);
        // now the first call goes through after all, the second is refused, and the container is not shown any more
        Server.Done = step =>
        {
            if (step == "limit")
                late.Happen();
        };
        Server.Fail("publish", Faults.Answers(GraphAnswer.Error(code, subcode)));
        Server.Fail("status", Faults.Answers(GraphAnswer.Gone), call: 2, times: 40);

        var outcome = await run.ToTheEndAsync(OfKind("text"));

        Assert.Equal((PublishKind.Published, Server.Posts[0].Id), (outcome.Kind, outcome.ExternalId));
        Assert.Equal((1, 1), (Server.Posts.Count, Server.Containers.Count));
    }

    [Theory]
    [InlineData("text", false), InlineData("text", true), InlineData("image", false)]
    public async Task Lets_only_a_person_send_anew_what_was_deleted(string kind, bool forgets)
    {
        var run = await DeletedAsync(kind, forgets);

        var outcome = await run.OnceAsync(OfKind(kind));

        AssertOutcome(PublishKind.Rejected, outcome);
        Assert.Equal("Platforms.Threads_NotFound", outcome.Reason!.TextKey);
        Assert.Single(Server.Of("make"));
        AssertOnce(await run.ToTheEndAsync(OfKind(kind)), kind, 1, kind);
    }

    [Fact]
    public async Task Decides_nothing_about_a_post_where_the_list_says_too_little()
    {
        var run = await DeletedAsync("text", forgets: false);
        foreach (var fault in new[] { Faults.Answers(new(500)), Faults.AnswersWithAPage, Faults.Answers(GraphAnswer.Error(4)) })
        {
            Server.Fail("list", fault);
            AssertOutcome(PublishKind.Unknown, await run.OnceAsync(OfKind("text")));
        }
        Server.AddForeign("Hello");
        Server.AddForeign("Hello");
        AssertOutcome(PublishKind.Unknown, await run.OnceAsync(OfKind("text")));
        run.LosesTheLease = true;
        foreach (var foreign in Server.Posts)
            foreign.IsRemoved = true;
        AssertOutcome(PublishKind.Unknown, await run.OnceAsync(OfKind("text")));
    }

    /// <summary>The answer was lost, the post came out, and somebody deleted it.</summary>
    private async Task<PublishRun> DeletedAsync(string kind, bool forgets)
    {
        var run = Run();
        Server.Fail("publish", Faults.TimesOutAfter);
        for (var call = 0; call < 5 && run.Outcomes is not [.., { Kind: PublishKind.Unknown }]; call++)
            await run.OnceAsync(OfKind(kind));
        Assert.Single(Server.Posts).IsRemoved = true;
        if (forgets)
            Server.Forget(Server.Containers.Single().Id);
        return run;
    }
}
