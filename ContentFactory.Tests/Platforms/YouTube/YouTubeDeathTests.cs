using ContentFactory.Domain.Platforms;
using ContentFactory.Tests.Platforms.Contract;
using Xunit;

namespace ContentFactory.Tests.Platforms.YouTube;

/// <summary>kill -9 between any two steps.</summary>
public sealed class YouTubeDeathTests : YouTubeRig
{
    [Theory]
    [InlineData(false, 3_000_000)]
    [InlineData(true, 3_000_000)]
    [InlineData(false, 40_000_000)]
    [InlineData(true, 40_000_000)]
    public async Task Uploads_exactly_one_video_when_it_dies_at_any_request(bool done, int size)
    {
        await DieAtEveryRequestAsync(done, run => Video($"Video {run}", size: size), (outcome, run) =>
        {
            AssertOutcome(PublishKind.Published, outcome);
            Assert.True(Server.Videos.Count == run, $"death at request {run}: {Server.Videos.Count} videos");
            Assert.Equal(Server.Videos[^1].Id, outcome.ExternalId);
            AssertWhole(Server.Videos[^1].From, size);
            Time.Advance(TimeSpan.FromHours(1));
        });
    }

    [Fact]
    public async Task Uploads_exactly_one_video_when_it_dies_after_each_memory()
    {
        var run = new PublishRun(this) { DiesAfterRemembering = true };

        AssertOutcome(PublishKind.Published, await run.ToTheEndAsync(Video(size: 40_000_000)));

        AssertWhole(Assert.Single(Server.Videos).From, 40_000_000);
        Assert.True(run.Deaths > 0);
        Assert.All(run.Handles, h => Assert.InRange(h.Length, 1, 2000));
    }
}
