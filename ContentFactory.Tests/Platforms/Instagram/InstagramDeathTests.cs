using ContentFactory.Domain.Platforms;
using Xunit;

namespace ContentFactory.Tests.Platforms.Instagram;

/// <summary>kill -9 between any two steps.</summary>
public sealed class InstagramDeathTests : InstagramRig
{
    [Theory]
    [InlineData("image", false)]
    [InlineData("image", true)]
    [InlineData("reel", false)]
    [InlineData("reel", true)]
    [InlineData("carousel", false)]
    [InlineData("carousel", true)]
    [InlineData("story", false)]
    [InlineData("story", true)]
    [InlineData("sent reel", false)]
    [InlineData("sent reel", true)]
    [InlineData("sent carousel", false)]
    [InlineData("sent carousel", true)]
    public async Task Posts_exactly_once_when_it_dies_at_any_request(string kind, bool done)
    {
        await DieAtEveryRequestAsync(done, run => OfKind(kind, $"Post {run}"), (outcome, run) =>
        {
            AssertOutcome(PublishKind.Published, outcome);
            Assert.True(Server.Posts.Count == run, $"death at request {run}: {Server.Posts.Count} posts");
            Assert.Equal(Server.Posts[^1].Id, outcome.ExternalId);
            // stories have no words to tell them apart
            Time.Advance(TimeSpan.FromHours(kind == "story" ? 30 : 1));
            Server.QuotaUsed = 0;
        });
    }

    [Theory]
    [InlineData("image")]
    [InlineData("reel")]
    [InlineData("carousel")]
    [InlineData("story")]
    [InlineData("sent reel")]
    [InlineData("sent carousel")]
    public async Task Posts_exactly_once_when_it_dies_after_each_memory(string kind)
    {
        var run = new Contract.PublishRun(this) { DiesAfterRemembering = true };

        AssertOutcome(PublishKind.Published, await run.ToTheEndAsync(OfKind(kind)));

        Assert.Single(Server.Posts);
        Assert.True(run.Deaths > 0);
        Assert.All(run.Handles, h => Assert.InRange(h.Length, 1, 2000));
        Assert.DoesNotContain(run.Handles, h => h.Contains(Secret, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Uses_the_containers_of_the_dead_process_again()
    {
        var run = new Contract.PublishRun(this) { DiesAfterRemembering = true };

        await run.ToTheEndAsync(Carousel());

        Assert.InRange(Server.Of("media").Count, 4, 4 + run.Deaths);
    }
}
