using ContentFactory.Domain.Platforms;
using ContentFactory.Tests.Platforms.Contract;
using Xunit;

namespace ContentFactory.Tests.Platforms.YouTube;

/// <summary>Publications of a video with its cover, which end with one video that is out, whatever becomes of the cover.</summary>
public abstract class YouTubeCoverRig : YouTubeRig
{
    internal static OutgoingPost Covered => Video() with { Media = [Mp4(), Jpeg()] };

    internal bool IsSet => Server.Videos.Single().Thumbnail is not null;

    /// <summary>One session, one video, each byte once; and no call said anything else than that it is out.</summary>
    internal async Task<PublishOutcome> PublishedOnceAsync(PublishRun? driven = null)
    {
        var run = driven ?? Run();
        var outcome = await run.ToTheEndAsync(Covered);

        AssertOutcome(PublishKind.Published, outcome);
        var video = Assert.Single(Server.Videos);
        Assert.Single(Server.Of("session"));
        AssertWhole(Server.Sessions.Single());
        Assert.Equal(video.Id, outcome.ExternalId);
        Assert.All(run.Outcomes, o => Assert.True(o.Kind is PublishKind.Waiting or PublishKind.Published && o.ExternalId == video.Id && !o.AppLimited, $"{o}"));
        return outcome;
    }

    internal static void AssertWhy(PublishOutcome outcome, string? why)
    {
        Assert.Equal(why is null ? null : $"Platforms.YouTube_Cover{why}", outcome.Reason?.TextKey);
        if (why is not null)
            AssertReadable(outcome.Reason);
    }
}
