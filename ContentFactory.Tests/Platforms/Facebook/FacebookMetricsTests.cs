using ContentFactory.Domain.Platforms;
using ContentFactory.Tests.Platforms.Contract;
using Xunit;

namespace ContentFactory.Tests.Platforms.Facebook;

public sealed class FacebookMetricsTests : FacebookRig
{
    [Theory]
    [InlineData("text"), InlineData("photo"), InlineData("photos")]
    public async Task Unconfirmed_views_reach_and_clicks_of_a_page_post_have_these_names(string kind)
    {
        var (id, post) = await PublishedAsync(kind);
        (post.Insights["post_media_view"], post.Insights["post_total_media_view_unique"], post.Insights["post_clicks"]) = (900, 700, 12);

        var (read, metrics) = await ReadAsync(id) is var outcome ? (outcome.Kind, outcome.Metrics) : default;

        Assert.Equal((MetricsKind.Read, 900, 700, 12), (read, metrics?.Views, metrics?.Reach, metrics?.Clicks));
    }

    [Fact]
    public async Task Unconfirmed_plays_and_watch_time_of_a_facebook_reel_have_these_names()
    {
        var (id, post) = await PublishedAsync("reel");
        (post.Insights["fb_reels_total_plays"], post.Insights["blue_reels_play_count"], post.Insights["post_video_avg_time_watched"]) = (900, 800, 4200);

        var outcome = await ReadAsync(id);

        Assert.Equal((MetricsKind.Read, 900, 4.2), (outcome.Kind, outcome.Metrics?.Views, outcome.Metrics?.AverageWatchSeconds));
    }

    [Theory]
    [InlineData("text"), InlineData("photos"), InlineData("video"), InlineData("reel")]
    public async Task Reads_what_people_did_with_each_kind_until_it_is_removed(string kind)
    {
        var (id, post) = await PublishedAsync(kind);
        (post.Reactions, post.Comments, post.Shares) = (50, 7, 5);

        var outcome = await ReadAsync(id);

        Assert.True(outcome is { Kind: MetricsKind.Read, Metrics: { Likes: 50, Comments: 7 } } && (post.Video is not null || outcome.Metrics.Shares == 5), outcome.ToString());
        post.IsRemoved = true;
        Assert.Equal(MetricsKind.Removed, (await ReadAsync(id)).Kind);
    }

    [Fact]
    public async Task Says_what_it_can_where_insights_are_not_granted_or_their_names_are_retired()
    {
        var (id, post) = await PublishedAsync("text");
        post.Reactions = 50;
        foreach (var answer in new[] { GraphAnswer.NoPermission, GraphAnswer.Error(100, 0, "The value must be a valid insights metric") })
        {
            Server.Fail("insights", Faults.Answers(answer));
            var outcome = await ReadAsync(id);
            Assert.True(outcome is { Kind: MetricsKind.NotObtainable, Metrics: { Likes: 50, Reach: null } }, outcome.ToString());
            AssertReadable(outcome.Reason);
        }
        Server.Fail("post_read", Faults.Answers(GraphAnswer.NoPermission));
        Assert.Equal(MetricsKind.Read, (await ReadAsync(id)).Kind);
    }

    [Fact]
    public async Task Waits_for_a_limit_and_fails_without_a_number_when_reading_breaks()
    {
        var (id, _) = await PublishedAsync("text");
        Server.Fail("post_read", Faults.Answers(GraphAnswer.Error(4).With("Retry-After", "60")));
        Assert.True(await ReadAsync(id) is { Kind: MetricsKind.RateLimited, RetryAfter.TotalSeconds: 60 });
        foreach (var step in new[] { "post_read", "insights" })
            foreach (var fault in new[] { Faults.AnswersWithAPage, Faults.CutsTheAnswer, Faults.Answers(new(500)), Faults.TimesOutBefore, Faults.Answers(GraphAnswer.BadToken) })
            {
                Server.Fail(step, fault);
                var outcome = await ReadAsync(id);
                Assert.Equal((MetricsKind.Failed, null), (outcome.Kind, outcome.Metrics));
                AssertReadable(outcome.Reason);
            }
    }

    private async Task<(string Id, FakePost Post)> PublishedAsync(string kind)
    {
        var outcome = await Run().ToTheEndAsync(OfKind(kind));
        AssertOutcome(PublishKind.Published, outcome);
        return (outcome.ExternalId!, Server.Posts[^1]);
    }

    private Task<MetricsOutcome> ReadAsync(string id) => CallAsync(() => Platform.ReadMetricsAsync(Account, id, CancellationToken.None));
}
