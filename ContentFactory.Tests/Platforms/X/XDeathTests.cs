using ContentFactory.Domain.Platforms;
using ContentFactory.Tests.Platforms.Contract;
using Xunit;

namespace ContentFactory.Tests.Platforms.X;

/// <summary>kill -9 between any two steps. Only a death in the call that posts may leave the outcome to a person, and only where the network never got it.</summary>
public sealed class XDeathTests : XRig
{
    [Theory]
    [InlineData("text", false)]
    [InlineData("text", true)]
    [InlineData("photos", false)]
    [InlineData("photos", true)]
    [InlineData("animation", false)]
    [InlineData("animation", true)]
    [InlineData("video", false)]
    [InlineData("video", true)]
    [InlineData("chain", false)]
    [InlineData("chain", true)]
    public async Task Posts_at_most_once_when_it_dies_at_any_request(string kind, bool done)
    {
        var (unclear, before) = (0, 0);
        await DieAtEveryRequestAsync(done, run => OfKind(kind, $"Post {run}"), (outcome, run) =>
        {
            AssertNoTwins();
            Assert.True(outcome.Kind is PublishKind.Published or PublishKind.Unknown, outcome.ToString());
            unclear += outcome.Kind is PublishKind.Unknown ? 1 : 0;
            if (outcome.Kind is PublishKind.Published)
                Assert.Equal(Server.Posts[before].Id, outcome.ExternalId);
            else
                Assert.True(kind == "chain" || Server.Posts.Count == before + (done ? 1 : 0));
            before = Server.Posts.Count;
            Time.Advance(TimeSpan.FromHours(1));
        });
        // of a chain only the last part can be found again
        Assert.InRange(unclear, 0, kind == "chain" ? 3 : done ? 0 : 1);
    }

    [Theory]
    [InlineData("photos")]
    [InlineData("video")]
    [InlineData("chain")]
    public async Task Posts_at_most_once_when_it_dies_after_each_memory(string kind)
    {
        var run = new PublishRun(this) { DiesAfterRemembering = true };

        var outcome = await run.ToTheEndAsync(OfKind(kind, "Bread"));

        Assert.True(outcome.Kind is PublishKind.Published or PublishKind.Unknown, outcome.ToString());
        AssertNoTwins();
        Assert.True(run.Deaths > 0);
        Assert.All(run.Handles, h => Assert.InRange(h.Length, 1, 2000));
        Assert.DoesNotContain(run.Handles, h => h.Contains(Secret, StringComparison.Ordinal));
    }
}
