using ContentFactory.Domain.Platforms;
using ContentFactory.Domain.Platforms.TikTok;
using ContentFactory.Tests.Platforms.Contract;
using Xunit;

namespace ContentFactory.Tests.Platforms.TikTok;

/// <summary>kill -9 between any two steps.</summary>
public sealed class TikTokDeathTests : TikTokRig
{
    [Theory]
    [InlineData("video", false)]
    [InlineData("video", true)]
    [InlineData("long video", false)]
    [InlineData("long video", true)]
    [InlineData("draft", false)]
    [InlineData("draft", true)]
    public async Task Posts_exactly_one_video_when_it_dies_at_any_request(string kind, bool done)
    {
        await DieAtEveryRequestAsync(done, run => OfKind(kind, $"Post {run}"), (outcome, run) =>
        {
            AssertOutcome(PublishKind.Published, outcome);
            Assert.True(Server.Posts.Count == run, $"death at request {run}: {Server.Posts.Count} posts");
            AssertWhole(Server.Posts[^1], (int)Server.Posts[^1].Size);
            Time.Advance(TimeSpan.FromHours(1));
        });
    }

    [Theory]
    [InlineData("photos", false)]
    [InlineData("photos", true)]
    [InlineData("photo draft", false)]
    [InlineData("photo draft", true)]
    public async Task Posts_photos_never_twice_when_it_dies_at_any_request(string kind, bool done)
    {
        var (asked, before) = (0, 0);
        await DieAtEveryRequestAsync(done, run => OfKind(kind, $"Post {run}"), (outcome, run) =>
        {
            Assert.True(Server.Of("photos").Count <= asked + 1, $"death at request {run}: sent twice");
            if (outcome.Kind is PublishKind.Unknown)
                Assert.Equal((asked + 1, before + (done ? 1 : 0)), (Server.Of("photos").Count, Server.Posts.Count));
            else
            {
                AssertOutcome(PublishKind.Published, outcome);
                Assert.Equal((before + 1, $"Post {run}"), (Server.Posts.Count, Server.Posts[^1].Words("description")));
            }
            (asked, before) = (Server.Of("photos").Count, Server.Posts.Count);
            Time.Advance(TimeSpan.FromHours(1));
        });
    }

    [Theory]
    [InlineData("long video")]
    [InlineData("draft")]
    [InlineData("photos")]
    public async Task Posts_at_most_once_when_it_dies_after_each_memory(string kind)
    {
        var run = new PublishRun(this) { DiesAfterRemembering = true };

        var outcome = await run.ToTheEndAsync(OfKind(kind));

        Assert.True(run.Deaths > 0);
        Assert.Equal(outcome.Kind is PublishKind.Published ? 1 : 0, Server.Posts.Count);
        Assert.True(kind == "photos" || outcome.Kind is PublishKind.Published, outcome.ToString());
        Assert.All(run.Handles, h => Assert.InRange(h.Length, 1, 2000));
        // what prints a handle does not print where its video may be written
        Assert.All(run.Handles, h => Assert.DoesNotContain("upload_token", TikTokHandle.Parse(h).ToString(), StringComparison.Ordinal));
        Assert.DoesNotContain(run.Handles, h => h.Contains(Account.Secrets[AccountTokens.Access], StringComparison.Ordinal));
    }

    [Fact]
    public async Task Sends_only_what_is_missing_after_a_kill()
    {
        var run = Run();
        Server.Done = step =>
        {
            if (step == "bytes" && Server.Of(step).Count == 2)
                run.Die();
        };

        AssertOutcome(PublishKind.Published, await run.ToTheEndAsync(Video(size: LongVideo)));

        var post = Assert.Single(Server.Publishes);
        Assert.Equal((1, post.Chunks), (run.Deaths, Server.Of("bytes").Count));
        AssertWhole(post, LongVideo);
    }
}
