using ContentFactory.Domain.Platforms;
using ContentFactory.Tests.Platforms.Contract;
using Xunit;

namespace ContentFactory.Tests.Platforms.Facebook;

/// <summary>A publishing call whose answer was lost, and what later calls may make of it.</summary>
public sealed class FacebookLostAnswerTests : FacebookRig
{
    [Theory]
    [InlineData("video", "video_finish"), InlineData("reel", "reel_finish"), InlineData("video story", "video_story_finish")]
    public async Task Leaves_a_second_video_to_a_person_when_the_first_can_not_be_read(string kind, string finish)
    {
        var run = await LostAsync(kind, finish);
        Server.Fail("video_read", Faults.Answers(GraphAnswer.Gone));

        var outcome = await run.OnceAsync(OfKind(kind));

        AssertOutcome(PublishKind.Rejected, outcome);
        Assert.Equal("Platforms.Facebook_VideoGone", outcome.Reason!.TextKey);
        Assert.Single(Server.Videos);
        // a person published again
        AssertOutcome(PublishKind.Published, await run.ToTheEndAsync(OfKind(kind)));
        Assert.Equal((2, 1), (Server.Videos.Count, Server.Posts.Count));
    }

    [Theory]
    [InlineData("video", "video_finish"), InlineData("reel", "reel_finish"), InlineData("video story", "video_story_finish")]
    public async Task Takes_no_refusal_of_a_second_call_for_the_word_about_the_first(string kind, string finish)
    {
        var run = await LostAsync(kind, finish);
        Server.Fail(finish, Faults.Answers(GraphAnswer.Gone));
        Server.Fail("video_read", Faults.Answers(GraphAnswer.Gone), call: 2);

        AssertOutcome(PublishKind.Unknown, await run.OnceAsync(OfKind(kind)));

        Assert.Equal($"v:{Server.Videos.Single().Id}", run.Handle![..(2 + Server.Videos[0].Id.Length)]);
    }

    [Theory]
    [InlineData("video"), InlineData("reel"), InlineData("video story")]
    public async Task Asks_about_the_video_that_is_out_after_an_edit(string kind)
    {
        var run = await AcceptedAsync(kind);
        run.LosesTheLease = true;

        var outcome = await run.OnceAsync(OfKind("photos", "Edited"));

        AssertOutcome(PublishKind.Published, outcome);
        Assert.True(Assert.Single(Server.Posts).IsCalled(outcome.ExternalId), outcome.ToString());
        Assert.Empty(Server.Photos);
    }

    /// <summary>The publishing call broke, and long after it the video was still not published.</summary>
    private async Task<PublishRun> LostAsync(string kind, string finish)
    {
        var run = Run();
        Server.Fail(finish, Faults.Answers(new(500)));
        for (var call = 0; call < 20 && run.Outcomes is not [.., { Kind: PublishKind.Unknown }]; call++)
            await run.OnceAsync(OfKind(kind));
        AssertOutcome(PublishKind.Unknown, run.Outcomes[^1]);
        Time.Advance(TimeSpan.FromMinutes(6));
        Assert.Equal(LookKind.Absent, (await run.LookAsync(OfKind(kind))).Kind);
        return run;
    }
}
