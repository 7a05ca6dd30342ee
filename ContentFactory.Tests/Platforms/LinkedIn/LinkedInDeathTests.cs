using ContentFactory.Domain.Platforms;
using ContentFactory.Tests.Platforms.Contract;
using Xunit;

namespace ContentFactory.Tests.Platforms.LinkedIn;

/// <summary>kill -9 between any two steps.</summary>
public sealed class LinkedInDeathTests : LinkedInRig
{
    [Theory]
    [InlineData("text", false)]
    [InlineData("text", true)]
    [InlineData("image", false)]
    [InlineData("image", true)]
    [InlineData("images", false)]
    [InlineData("images", true)]
    [InlineData("video", false)]
    [InlineData("video", true)]
    [InlineData("document", false)]
    [InlineData("document", true)]
    public async Task Posts_never_twice_when_it_dies_at_any_request(string kind, bool done)
    {
        var (asked, before) = (0, 0);
        await DieAtEveryRequestAsync(done, run => OfKind(kind, $"Post {run}"), (outcome, run) =>
        {
            Assert.True(Server.Of("post").Count <= asked + 1, $"death at request {run}: sent twice");
            if (outcome.Kind is PublishKind.Unknown)
            {
                // only the post itself leaves a question
                Assert.Equal((asked + 1, before + (done ? 1 : 0)), (Server.Of("post").Count, Server.Posts.Count));
            }
            else
            {
                AssertOutcome(PublishKind.Published, outcome);
                Assert.Equal((before + 1, Server.Posts[^1].Urn, $"Post {run}"), (Server.Posts.Count, outcome.ExternalId, Server.Posts[^1].Shown));
            }
            (asked, before) = (Server.Of("post").Count, Server.Posts.Count);
            Time.Advance(TimeSpan.FromHours(2));
        });
    }

    [Theory]
    [InlineData("text")]
    [InlineData("images")]
    [InlineData("video")]
    public async Task Posts_at_most_once_when_it_dies_after_each_memory(string kind)
    {
        var run = new PublishRun(this) { DiesAfterRemembering = true };

        var outcome = await run.ToTheEndAsync(OfKind(kind));

        Assert.True(run.Deaths > 0);
        Assert.Equal(outcome.Kind is PublishKind.Published ? 1 : 0, Server.Posts.Count);
        Assert.All(run.Handles, h => Assert.InRange(h.Length, 1, 2000));
        Assert.DoesNotContain(run.Handles, h => h.Contains(Account.Secrets[AccountTokens.Access], StringComparison.Ordinal));
    }

    [Fact]
    public async Task Uses_what_the_dead_process_uploaded_again()
    {
        var run = Run();
        Server.Done = step =>
        {
            if (step == "image_bytes" && Server.Of(step).Count == 3)
                run.Die();
        };

        AssertOutcome(PublishKind.Published, await run.ToTheEndAsync(OfKind("images")));

        Assert.Equal(1, run.Deaths);
        Assert.InRange(Server.Assets.Count, 3, 4);
    }

    [Fact]
    public async Task Goes_on_with_a_video_of_which_a_dead_process_sent_parts()
    {
        Server.TagLength = 400;
        var run = Run();
        Server.Done = step =>
        {
            if (step == "video_bytes" && Server.Of(step).Count == 7)
                run.Die();
        };

        AssertOutcome(PublishKind.Published, await run.ToTheEndAsync(Post("x", Mp4(8 * FakeLinkedIn.PartSize))));

        Assert.Equal((1, 1, 1), (run.Deaths, Server.Assets.Count, Server.Posts.Count));
        Assert.InRange(Server.Of("video_bytes").Count, 8, 9);
    }
}
