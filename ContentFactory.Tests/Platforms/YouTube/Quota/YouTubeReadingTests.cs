using System.Globalization;
using ContentFactory.Domain.Platforms;
using ContentFactory.Tests.Platforms.Contract;
using Xunit;

namespace ContentFactory.Tests.Platforms.YouTube;

/// <summary>The project's daily quota by the count of this installation: uploads end at their number, and reading numbers leaves a fifth of the units to publishing.</summary>
public sealed class YouTubeReadingTests : YouTubeRig
{
    [Theory]
    [InlineData("2026-12-01T07:59:00Z", "2026-12-01T08:00:00Z")]
    [InlineData("2026-12-01T08:00:00Z", "2026-12-02T08:00:00Z")]
    [InlineData("2027-03-14T08:30:00Z", "2027-03-15T07:00:00Z")]
    [InlineData("2027-07-01T06:59:30Z", "2027-07-01T07:00:00Z")]
    [InlineData("2027-11-07T07:30:00Z", "2027-11-08T08:00:00Z")]
    public async Task Used_up_uploads_wait_until_midnight_pacific_time_and_no_longer(string now, string midnight)
    {
        Limits.DailyInserts = 2;
        Restart();
        Time.Advance(At(now) - Time.GetUtcNow());
        for (var n = 0; n < 2; n++)
            AssertOutcome(PublishKind.Waiting, await Run().OnceAsync(Video($"Video {n}")));
        var sessions = Server.Of("session").Count;
        var run = Run();

        await AssertWaitsAsync(run, At(midnight));
        Time.Advance(At(midnight) - Time.GetUtcNow() - TimeSpan.FromSeconds(1));
        await AssertWaitsAsync(run, At(midnight));

        Assert.Equal((sessions, 2), (Server.Of("session").Count, Server.Videos.Count));
        Time.Advance(TimeSpan.FromSeconds(1));
        AssertOutcome(PublishKind.Published, await run.ToTheEndAsync(Video("The third")));
        Assert.Equal(3, Server.Videos.Count);
    }

    [Fact]
    public async Task Refused_and_lost_uploads_count_and_what_follows_of_an_upload_does_not()
    {
        Limits.DailyInserts = 3;
        Restart();
        Server.Fail("session", Faults.Answers(GoogleErrors.Of(400, "invalidTitle")));
        AssertOutcome(PublishKind.Rejected, await Run().OnceAsync(Video("Refused")));
        Server.Fail("session", Faults.TimesOutAfter);
        AssertOutcome(PublishKind.NotSent, await Run().OnceAsync(Video("Lost")));
        var (begun, large) = (new PublishRun(this) { Budget = TimeSpan.Zero }, Video("Begun", size: 9_000_000));
        AssertOutcome(PublishKind.Waiting, await begun.OnceAsync(large));
        Assert.Empty(Server.Videos);

        AssertOutcome(PublishKind.RateLimited, await Run().OnceAsync(Video("Too many")));
        // what was begun is ended all the same
        AssertOutcome(PublishKind.Published, await begun.ToTheEndAsync(large));
    }

    [Theory]
    [InlineData(10, 8)]
    [InlineData(100, 80)]
    [InlineData(109, 87)]
    public async Task Numbers_are_read_from_four_fifths_of_the_units(int units, int reads)
    {
        var video = Server.AddForeign("A title", Time.GetUtcNow()).Id;
        Limits.DailyUnits = units;
        Restart();
        var before = Server.Of("videos.list").Count;

        for (var n = 0; n < reads; n++)
            Assert.Equal(MetricsKind.Read, (await ReadAsync(video)).Kind);
        var refused = await ReadAsync(video);

        Assert.Equal((MetricsKind.RateLimited, reads), (refused.Kind, Server.Of("videos.list").Count - before));
        Assert.Equal(At("2026-11-28T08:00:00Z"), Time.GetUtcNow() + refused.RetryAfter!.Value);
        AssertReadable(refused.Reason);
        Time.Advance(refused.RetryAfter.Value);
        Assert.Equal(MetricsKind.Read, (await ReadAsync(video)).Kind);
    }

    [Fact]
    public async Task The_fifth_that_is_left_publishes_a_video_with_its_cover()
    {
        var foreign = Server.AddForeign("Another", Time.GetUtcNow()).Id;
        Limits.DailyUnits = 300;
        Restart();
        while ((await ReadAsync(foreign)).Kind is MetricsKind.Read)
            Assert.True(Usage.Of(CounterOf("units")) <= 240);

        var outcome = await Run().ToTheEndAsync(Video() with { Media = [Mp4(), Jpeg()] });

        AssertOutcome(PublishKind.Published, outcome);
        Assert.Null(outcome.Reason);
        Assert.NotNull(Server.Videos[^1].Thumbnail);
        Assert.InRange(Usage.Of(CounterOf("units")), 291, 300);
    }

    [Fact]
    public async Task A_cover_that_the_units_do_not_reach_is_not_sent_and_told()
    {
        Limits.DailyUnits = 49;
        Restart();

        var outcome = await Run().ToTheEndAsync(Video() with { Media = [Mp4(), Jpeg()] });

        AssertOutcome(PublishKind.Published, outcome);
        Assert.Equal("Platforms.YouTube_CoverQuota", outcome.Reason?.TextKey);
        Assert.Empty(Server.Of("thumbnail"));
        Assert.Single(Server.Of("session"));
    }

    private async Task AssertWaitsAsync(PublishRun run, DateTimeOffset until)
    {
        var outcome = await run.OnceAsync(Video("The third"));
        AssertOutcome(PublishKind.RateLimited, outcome);
        Assert.Equal((true, until), (outcome.AppLimited, Time.GetUtcNow() + outcome.RetryAfter!.Value));
    }

    private Task<MetricsOutcome> ReadAsync(string video) => CallAsync(() => Platform.ReadMetricsAsync(Account, video, CancellationToken.None));

    private static DateTimeOffset At(string time) => DateTimeOffset.Parse(time, CultureInfo.InvariantCulture);
}
