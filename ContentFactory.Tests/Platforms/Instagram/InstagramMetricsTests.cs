using ContentFactory.Domain.Platforms;
using ContentFactory.Tests.Platforms.Contract;
using Xunit;

namespace ContentFactory.Tests.Platforms.Instagram;

public sealed class InstagramMetricsTests : InstagramRig
{
    [Theory]
    [InlineData("image")]
    [InlineData("reel")]
    [InlineData("carousel")]
    [InlineData("story")]
    public async Task Reads_the_numbers_of_each_kind(string kind)
    {
        var post = await PublishedAsync(kind);
        foreach (var (name, value) in new[] { ("views", 900), ("reach", 700), ("likes", 50), ("comments", 7), ("shares", 5), ("saved", 3), ("total_interactions", 65), ("ig_reels_avg_watch_time", 4200) })
            post.Insights[name] = value;

        var outcome = await ReadAsync(post.Id);

        Assert.True(outcome.Kind is MetricsKind.Read, outcome.ToString());
        Assert.Equal((900, 700, 5), (outcome.Metrics!.Views, outcome.Metrics.Reach, outcome.Metrics.Shares));
        if (kind != "story")
            Assert.Equal((50, 7, 3), (outcome.Metrics.Likes, outcome.Metrics.Comments, outcome.Metrics.Saves));
    }

    [Fact]
    public async Task Unconfirmed_watch_time_of_reels_comes_in_milliseconds()
    {
        var post = await PublishedAsync("reel");
        post.Insights["ig_reels_avg_watch_time"] = 4200;

        Assert.Equal(4.2, (await ReadAsync(post.Id)).Metrics!.AverageWatchSeconds);
    }

    [Fact]
    public async Task Says_that_a_post_was_removed()
    {
        var post = await PublishedAsync("image");
        post.IsRemoved = true;

        Assert.Equal(MetricsKind.Removed, (await ReadAsync(post.Id)).Kind);
    }

    [Fact]
    public async Task Unconfirmed_code_100_with_33_means_that_a_post_was_removed()
    {
        var post = await PublishedAsync("image");
        var gone = Faults.Answers(GraphErrors.Of(100, 33, "Unsupported get request. Object does not exist"));
        Server.Fail("insights", gone);
        Server.Fail("media_read", gone);

        Assert.Equal(MetricsKind.Removed, (await ReadAsync(post.Id)).Kind);
    }

    [Fact]
    public async Task Says_that_numbers_need_a_right()
    {
        var post = await PublishedAsync("image");
        Server.InstagramScopes = ["instagram_business_basic", "instagram_business_content_publish"];
        var offered = (await ExchangeAsync("instagram")).Value!.Accounts.Single();
        Account = new(offered.Account.AccountId, offered.Account.Handle, offered.Secrets, AppKey: offered.Account.AppKey);

        var outcome = await ReadAsync(post.Id);

        // likes and comments stand in the post itself
        Assert.True(outcome.Kind is MetricsKind.NotObtainable || outcome is { Kind: MetricsKind.Read, Metrics.Reach: null }, outcome.ToString());
    }

    [Fact]
    public async Task Waits_when_a_limit_stops_the_reading()
    {
        var post = await PublishedAsync("image");
        var limit = Faults.Answers(GraphErrors.Of(4).With("Retry-After", "60"));
        Server.Fail("insights", limit);
        Server.Fail("media_read", limit);

        var outcome = await ReadAsync(post.Id);

        Assert.Equal(MetricsKind.RateLimited, outcome.Kind);
        Assert.True(outcome.RetryAfter > TimeSpan.Zero);
    }

    [Theory]
    [InlineData("page")]
    [InlineData("cut")]
    [InlineData("500")]
    [InlineData("timeout")]
    [InlineData("token")]
    public async Task Fails_without_a_number_when_reading_breaks(string what)
    {
        var post = await PublishedAsync("image");
        var fault = what switch { "page" => Faults.AnswersWithAPage, "cut" => Faults.CutsTheAnswer, "500" => Faults.Answers(new(500)), "timeout" => Faults.TimesOutBefore, _ => Faults.Answers(GraphErrors.BadToken) };
        Server.Fail("insights", fault);
        Server.Fail("media_read", fault);

        var outcome = await ReadAsync(post.Id);

        Assert.Equal((MetricsKind.Failed, null), (outcome.Kind, outcome.Metrics));
        AssertReadable(outcome.Reason);
    }

    [Fact]
    public async Task Says_only_what_the_network_said_about_secrets()
    {
        var token = Account.Secrets[AccountTokens.Access];
        foreach (var step in new[] { "media", "publish" })
        {
            Server.Fail(step, Faults.Answers(GraphErrors.Of(100, 2207023, $"Bad call with access_token={token} by {token.ToUpperInvariant()}")));
            AssertNoSecret(await Run().ToTheEndAsync(Image(step)));
        }
    }

    private async Task<FakeMedia> PublishedAsync(string kind)
    {
        AssertOutcome(PublishKind.Published, await Run().ToTheEndAsync(OfKind(kind)));
        return Server.Posts[^1];
    }

    private Task<MetricsOutcome> ReadAsync(string id) => CallAsync(() => Platform.ReadMetricsAsync(Account, id, CancellationToken.None));
}
