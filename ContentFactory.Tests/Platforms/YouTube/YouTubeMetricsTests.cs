using ContentFactory.Domain.Platforms;
using ContentFactory.Tests.Platforms.Contract;
using Xunit;

namespace ContentFactory.Tests.Platforms.YouTube;

public sealed class YouTubeMetricsTests : YouTubeRig
{
    [Fact]
    public async Task Reads_statistics_and_report_of_a_video()
    {
        var video = await PublishedAsync();
        (video.Counts["viewCount"], video.Counts["likeCount"], video.Counts["commentCount"]) = (9_000_000_000, 50, 7);
        (Server.Report["views"], Server.Report["averageViewDuration"], Server.Report["shares"]) = (800, 12.5, 5);
        Time.Advance(TimeSpan.FromDays(4));

        var outcome = await ReadAsync(video.Id);

        Assert.True(outcome.Kind is MetricsKind.Read, outcome.ToString());
        Assert.Equal((9_000_000_000, 50, 7), (outcome.Metrics!.Views, outcome.Metrics.Likes, outcome.Metrics.Comments));
    }

    [Fact]
    public async Task Reads_statistics_without_a_report()
    {
        var video = await PublishedAsync();
        Server.Narrow("https://www.googleapis.com/auth/youtube.readonly");

        var outcome = await ReadAsync(video.Id);

        Assert.Equal((MetricsKind.Read, 0L), (outcome.Kind, outcome.Metrics!.Views));
    }

    [Fact]
    public async Task Leaves_a_hidden_number_empty()
    {
        var video = await PublishedAsync();
        video.Counts.Remove("likeCount");

        Assert.Null((await ReadAsync(video.Id)).Metrics!.Likes);
    }

    [Fact]
    public async Task Says_that_a_video_was_removed()
    {
        var video = await PublishedAsync();
        video.IsRemoved = true;

        Assert.Equal(MetricsKind.Removed, (await ReadAsync(video.Id)).Kind);
    }

    [Theory]
    [InlineData(403, "quotaExceeded")]
    [InlineData(429, "rateLimitExceeded")]
    public async Task Waits_when_a_limit_stops_the_reading(int status, string reason)
    {
        var video = await PublishedAsync();
        Server.Fail("videos.list", Faults.Answers(GoogleErrors.Of(status, reason)));

        var outcome = await ReadAsync(video.Id);

        Assert.Equal(MetricsKind.RateLimited, outcome.Kind);
        Assert.True(outcome.RetryAfter > TimeSpan.Zero);
    }

    [Theory]
    [InlineData("page")]
    [InlineData("cut")]
    [InlineData("500")]
    [InlineData("timeout")]
    [InlineData("token")]
    [InlineData("empty object")]
    public async Task Fails_without_a_number_when_reading_breaks(string what)
    {
        var video = await PublishedAsync();
        Server.Fail("videos.list", what switch
        {
            "page" => Faults.AnswersWithAPage,
            "cut" => Faults.CutsTheAnswer,
            "500" => Faults.Answers(new(500)),
            "timeout" => Faults.TimesOutBefore,
            "token" => Faults.Answers(GoogleErrors.BadToken),
            _ => Faults.Answers(new(200, "{}")),
        });

        var outcome = await ReadAsync(video.Id);

        Assert.Equal((MetricsKind.Failed, null), (outcome.Kind, outcome.Metrics));
        AssertReadable(outcome.Reason);
    }

    [Fact]
    public async Task Deletes_a_video_and_counts_a_missing_one_as_deleted()
    {
        if (!Platform.Deletes)
            return;
        var video = await PublishedAsync();

        Assert.Equal(DeleteKind.Deleted, (await DeleteAsync(video.Id)).Kind);
        Assert.True(video.IsRemoved);
        Assert.Equal(DeleteKind.Deleted, (await DeleteAsync(video.Id)).Kind);
        Server.Fail("videos.delete", Faults.TimesOutAfter);
        Assert.Equal(DeleteKind.Unknown, (await DeleteAsync(video.Id)).Kind);
    }

    private async Task<FakeVideo> PublishedAsync()
    {
        AssertOutcome(PublishKind.Published, await Run().ToTheEndAsync(Video()));
        return Server.Videos[^1];
    }

    private Task<MetricsOutcome> ReadAsync(string id) => CallAsync(() => Platform.ReadMetricsAsync(Account, id, CancellationToken.None));

    private Task<DeleteOutcome> DeleteAsync(string id) => CallAsync(() => Platform.DeleteAsync(Account, new(id, []), CancellationToken.None));
}
