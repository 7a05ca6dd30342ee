using ContentFactory.Domain.Platforms;
using ContentFactory.Domain.Platforms.Telegram;
using Xunit;

namespace ContentFactory.Tests.Platforms.Telegram;

/// <summary>The page on t.me is documented nowhere: each test that relies on its shape says so in its name.</summary>
public sealed class TelegramMetricsTests : TelegramRig
{
    [Fact]
    public async Task Unconfirmed_page_shape_gives_views_and_reactions()
    {
        Page("""
            <div class="tgme_widget_message" data-post="CF_News/42">
              <div class="tgme_widget_message_reactions"><span class="tgme_reaction"><i class="emoji"><b>👍</b></i>1.5K</span>
              <span class="tgme_reaction tgme_reaction_paid"><i></i>7</span><span class="tgme_reaction"><tg-emoji emoji-id="9"></tg-emoji>20</span></div>
              <span class="tgme_widget_message_views">1.2K</span>
            </div>
            """);
        Server.On("getChatMemberCount", Replies.Ok("321"));

        var outcome = await ReadAsync();

        Assert.Equal((MetricsKind.Read, "public_page"), (outcome.Kind, outcome.Source));
        Assert.Equal(new PostMetrics(Views: 1200, Likes: 1527, Followers: 321), outcome.Metrics);
        Assert.Equal(["/cf_news/42?embed=1&mode=tme"], Server.Pages);
    }

    [Theory]
    [InlineData("987", 987L)]
    [InlineData("1.2K", 1200L)]
    [InlineData("3.4M", 3_400_000L)]
    [InlineData("1B", 1_000_000_000L)]
    [InlineData(" 12k ", 12_000L)]
    [InlineData("", null)]
    [InlineData("-5", null)]
    [InlineData("1,2K", null)]
    [InlineData("99999999999999999999", null)]
    public void Unconfirmed_abbreviations_of_counts_are_read(string text, long? count) =>
        Assert.Equal(count, TelegramPublicPage.Count(text));

    [Fact]
    public async Task Unconfirmed_page_without_counters_leaves_the_numbers_empty()
    {
        Page("""<div class="tgme_widget_message" data-post="cf_news/42"></div>""");

        var outcome = await ReadAsync();

        Assert.Equal((MetricsKind.Read, new PostMetrics()), (outcome.Kind, outcome.Metrics));
    }

    [Fact]
    public async Task Unconfirmed_post_not_found_means_removed()
    {
        Page("""<div class="tgme_widget_message_error">Post not found</div>""");

        Assert.Equal(MetricsKind.Removed, (await ReadAsync()).Kind);
    }

    [Fact]
    public async Task Unconfirmed_other_page_error_is_not_a_removal()
    {
        Page("""<div class="tgme_widget_message_error">Channel with username <b>@cf_news</b> not found</div>""");

        var outcome = await ReadAsync();

        Assert.Equal(MetricsKind.NotObtainable, outcome.Kind);
        AssertReadable(outcome.Reason, "PageNotPublic");
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html><body>Please sign in</body></html>")]
    [InlineData("""<div class="tgme_widget_message" data-post="other/42"><span class="tgme_widget_message_views">5</span></div>""")]
    public async Task Fails_on_a_page_that_does_not_show_the_post(string html)
    {
        Page(html);

        var outcome = await ReadAsync();

        Assert.Equal((MetricsKind.Failed, (PostMetrics?)null), (outcome.Kind, outcome.Metrics));
        AssertReadable(outcome.Reason, "PageUnreadable");
    }

    [Theory]
    [InlineData(302, MetricsKind.NotObtainable)]
    [InlineData(404, MetricsKind.NotObtainable)]
    [InlineData(429, MetricsKind.RateLimited)]
    [InlineData(500, MetricsKind.Failed)]
    public async Task Unconfirmed_status_of_a_missing_page_is_read(int status, MetricsKind kind)
    {
        Server.OnPage(Replies.Raw(status, "", "text/html"));

        Assert.Equal(kind, (await ReadAsync()).Kind);
    }

    [Fact]
    public async Task Fails_on_reset_or_huge_page()
    {
        Server.OnPage(Replies.Reset);
        AssertReadable((await ReadAsync()).Reason, "PageUnavailable");
        Page(new string('x', 1024 * 1024 + 1));
        AssertReadable((await ReadAsync()).Reason, "PageUnavailable");
    }

    [Fact]
    public async Task Reads_only_followers_of_a_private_channel()
    {
        Server.On("getChatMemberCount", Replies.Ok("77"));

        var outcome = await Platform.ReadMetricsAsync(AccountAt(Server.Address, handle: null), "42", CancellationToken.None);

        Assert.Equal((MetricsKind.NotObtainable, 77), (outcome.Kind, outcome.Metrics!.Followers));
        AssertReadable(outcome.Reason, "ViewsPrivate");
        Assert.Empty(Server.Pages);
    }

    [Theory]
    [InlineData("42/../../etc")]
    [InlineData("-1")]
    [InlineData("")]
    public async Task Reads_no_page_for_an_id_that_is_none(string id)
    {
        Assert.Equal(MetricsKind.Failed, (await Platform.ReadMetricsAsync(Account, id, CancellationToken.None)).Kind);
        Assert.Empty(Server.Pages);
    }

    private void Page(string html) => Server.OnPage(Replies.Raw(200, html, "text/html; charset=utf-8"));

    private Task<MetricsOutcome> ReadAsync() => Platform.ReadMetricsAsync(Account, "42", CancellationToken.None);
}
