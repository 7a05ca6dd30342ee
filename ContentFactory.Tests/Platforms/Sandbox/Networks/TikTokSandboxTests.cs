using System.Text;
using ContentFactory.Domain.Platforms;
using ContentFactory.Domain.Platforms.Sandbox;

namespace ContentFactory.Tests.Platforms.Sandbox.Networks;

/// <summary>The real connector of TikTok against its stand-in.</summary>
public sealed class TikTokSandboxTests(SandboxNetwork network) : IClassFixture<SandboxNetwork>
{
    private static readonly OutgoingPost Video = Of([SandboxAccount.Video()], "PUBLIC_TO_EVERYONE");

    [Fact]
    public async Task Choices_name_the_creator_the_audiences_and_what_is_off()
    {
        var account = await ConnectAsync();
        var choices = (await account.Connector.ChoicesAsync(account.Account, CancellationToken.None)).Value;
        Assert.Equal(account.Tenant.Slug, choices.Name);
        Assert.Equal(["PUBLIC_TO_EVERYONE", "MUTUAL_FOLLOW_FRIENDS", "SELF_ONLY"], choices.Options.Single(o => o.Key == "privacy").Values);
        Assert.Equal(["allow_stitch"], choices.Options.Where(o => o.Obstacle is not null).Select(o => o.Key));
    }

    [Fact]
    public async Task A_video_is_published_with_its_words_and_its_numbers_grow()
    {
        var account = await ConnectAsync();
        var outcome = await account.PublishAsync(Video);
        Assert.Equal(PublishKind.Published, outcome.Kind);
        Assert.Equal(19, outcome.ExternalId!.Length);
        Assert.EndsWith($"/@{account.Account.Handle}/video/{outcome.ExternalId}", outcome.Url, StringComparison.Ordinal);
        var item = Assert.Single(await account.FeedAsync());
        Assert.Equal(("video", "Look at it"), (item.Method, item.Text));
        Assert.Contains("Look at it", await network.Http.GetStringAsync(outcome.Url), StringComparison.Ordinal);
        var first = (await account.ReadAsync(outcome.ExternalId)).Metrics!;
        await network.AdvanceAsync(TimeSpan.FromHours(12));
        var later = (await account.ReadAsync(outcome.ExternalId)).Metrics!;
        Assert.True(later.Views > first.Views, $"{first.Views} then {later.Views}");
        Assert.Equal(later.Views / 10, later.Likes);
    }

    [Fact]
    public async Task A_large_video_goes_in_parts_and_is_worked_on_for_a_while()
    {
        var account = await ConnectAsync();
        var post = Of([SandboxAccount.Video(25_000_000)], "PUBLIC_TO_EVERYONE");
        Assert.Equal(PublishKind.Waiting, (await account.PublishAsync(post)).Kind);
        Assert.Equal(PublishKind.Published, (await account.PublishToTheEndAsync(post)).Kind);
        Assert.Single(await account.FeedAsync());
        Assert.DoesNotContain(account.Account.Secrets[AccountTokens.Access], account.Handle, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, "image")]
    [InlineData(3, "carousel")]
    public async Task Photos_are_one_post(int count, string method)
    {
        var account = await ConnectAsync();
        var outcome = await account.PublishAsync(Photos(count));
        Assert.Equal(PublishKind.Published, outcome.Kind);
        var feed = await account.FeedAsync();
        Assert.Equal(count, feed.Count(item => item.Method == method));
        Assert.Single(feed.Select(item => item.AlbumId).Distinct());
        Assert.Equal(("A title", "Look at it"), (feed[^1].Title, feed[^1].Text));
        Assert.DoesNotContain(feed, item => item.FileName!.Contains("secret", StringComparison.Ordinal));
        Assert.Equal(MetricsKind.Read, (await account.ReadAsync(outcome.ExternalId!)).Kind);
    }

    [Fact]
    public async Task What_only_its_owner_sees_has_no_numbers()
    {
        var account = await ConnectAsync();
        var outcome = await account.PublishAsync(Of([SandboxAccount.Video()], "SELF_ONLY"));
        Assert.Equal(PublishKind.Published, outcome.Kind);
        Assert.StartsWith("v_pub_file~", outcome.ExternalId, StringComparison.Ordinal);
        Assert.Equal(MetricsKind.NotObtainable, (await account.ReadAsync(outcome.ExternalId!)).Kind);
    }

    [Fact]
    public async Task A_draft_is_laid_into_the_inbox()
    {
        var account = await ConnectAsync();
        var outcome = await account.PublishAsync(Video with { Options = new Dictionary<string, string> { ["mode"] = "inbox" } });
        Assert.Equal((PublishKind.Published, "inbox"), (outcome.Kind, outcome.Code));
        Assert.Equal("inbox draft", Assert.Single(await account.FeedAsync()).Method);
    }

    [Fact]
    public async Task Posts_whose_answer_was_lost_are_found()
    {
        var account = await ConnectAsync();
        var from = network.Clock.GetUtcNow();
        Assert.Equal(PublishKind.Unknown, (await account.LoseAnswerAsync(Video)).Kind);
        var look = await account.LookAsync(Video, from);
        Assert.Equal((LookKind.Found, "publish_status"), (look.Kind, look.Source));
        Assert.Equal(PublishKind.Published, (await account.PublishAsync(Video)).Kind);
        Assert.Single(await account.FeedAsync());

        var (other, photos) = (await ConnectAsync(), Photos(2) with { Text = string.Concat(Enumerable.Repeat("Long words. ", 40)) });
        Assert.Equal(PublishKind.Unknown, (await other.LoseAnswerAsync(photos)).Kind);
        var listed = await other.LookAsync(photos, from);
        Assert.Equal((LookKind.Found, "display_api"), (listed.Kind, listed.Source));
    }

    [Fact]
    public async Task A_foreign_token_sees_nothing()
    {
        var (account, other) = (await ConnectAsync(), await ConnectAsync());
        var id = (await account.PublishAsync(Video)).ExternalId!;
        await other.PublishAsync(Video);
        Assert.Equal(MetricsKind.NotObtainable, (await other.ReadAsync(id)).Kind);
        Assert.Equal(MetricsKind.NotObtainable, (await other.ReadAsync($"v_pub_file~v2.{id}")).Kind);
        Assert.Equal(MetricsKind.Read, (await account.ReadAsync(id)).Kind);
    }

    [Theory]
    [InlineData(SandboxFault.RateLimit, PublishKind.RateLimited)]
    [InlineData(SandboxFault.TokenExpired, PublishKind.AccountRefused)]
    [InlineData(SandboxFault.ServerError, PublishKind.NotSent)]
    public async Task Faults_reach_the_connector_as_their_outcome(SandboxFault fault, PublishKind kind)
    {
        var account = await ConnectAsync();
        await account.BreakAsync(fault);
        Assert.Equal(kind, (await account.PublishAsync(Video)).Kind);
        Assert.Equal(PublishKind.Published, (await account.PublishAsync(Video)).Kind);
        Assert.True(await account.Connector.RevokeAsync(account.Account, CancellationToken.None));
    }

    [Theory]
    [InlineData(2_201, "SELF_ONLY", "invalid_param")]
    [InlineData(10, "", "invalid_param")]
    [InlineData(10, "FOLLOWER_OF_CREATOR", "privacy_level_option_mismatch")]
    public async Task What_does_not_fit_is_refused_in_the_networks_words(int length, string level, string code)
    {
        var account = await ConnectAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/sandbox/tiktok/v2/post/publish/video/init/")
        {
            Content = new StringContent(
                $$$"""{"post_info":{"title":"{{{new string('t', length)}}}","privacy_level":"{{{level}}}"},"source_info":{"source":"FILE_UPLOAD","video_size":10,"chunk_size":10,"total_chunk_count":1}}""",
                Encoding.UTF8, "application/json"),
        };
        request.Headers.Authorization = new("Bearer", account.Account.Secrets[AccountTokens.Access]);
        using var answer = await network.Http.SendAsync(request);
        Assert.Contains($"\"code\":\"{code}\"", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(PublishKind.Rejected, (await account.PublishAsync(Of([SandboxAccount.Video()], level) with { Text = new string('t', length) })).Kind);
        Assert.Empty(await account.FeedAsync());
    }

    private static OutgoingPost Of(IReadOnlyList<OutgoingMedia> media, string privacy) => new("Look at it", media) { Options = new Dictionary<string, string> { ["privacy"] = privacy } };

    private static OutgoingPost Photos(int count) => Of([.. Enumerable.Range(1, count).Select(Photo)], "PUBLIC_TO_EVERYONE") with { Title = "A title" };

    private static OutgoingMedia Photo(int number) =>
        new(MediaKind.Image, $"{number}.jpg", "image/jpeg", 64, 640, 480, null, _ => Task.FromResult(Stream.Null)) { PublicUrl = new Uri($"http://127.0.0.1/media/secret{number}") };

    private Task<SandboxAccount> ConnectAsync() => SandboxAccount.ConnectAsync(network, "tiktok");
}
