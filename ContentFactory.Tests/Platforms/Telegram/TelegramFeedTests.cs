using ContentFactory.Domain.Platforms;

namespace ContentFactory.Tests.Platforms.Telegram;

/// <summary>Looking for a lost post. The page on t.me is documented nowhere: each test that relies on its shape says so in its name.</summary>
public sealed class TelegramFeedTests : TelegramRig
{
    private static readonly DateTimeOffset Sent = new(2026, 11, 27, 10, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Unconfirmed_page_shape_shows_the_lost_post()
    {
        Page(Message(41, "Something else", "2026-11-27T10:00:02+00:00"), Message(42, "First &amp; second<br/><br/>line <i class=\"emoji\"><b>😀</b></i>", "2026-11-27T10:00:05+00:00"));

        var look = await LookAsync("First & second\n\nline 😀");

        Assert.Equal((LookKind.Found, "42", $"{Server.Address}cf_news/42", "public_page"), (look.Kind, look.ExternalId, look.Url, look.Source));
        Assert.Equal(["42", "41"], look.Seen!.Select(s => s.ExternalId));
        Assert.Equal(["/s/cf_news"], Server.Pages);
    }

    [Fact]
    public async Task Unconfirmed_link_below_the_text_belongs_to_it()
    {
        Page(Message(7, "Read this<br><br>https://example.com/a", "2026-11-27T10:00:05Z"));

        Assert.Equal(LookKind.Found, (await LookAsync("Read this", "https://example.com/a")).Kind);
    }

    [Theory]
    [InlineData("Hello", "2026-11-27T09:58:00+00:00")]
    [InlineData("Hello, world", "2026-11-27T10:00:05+00:00")]
    [InlineData("Hello", "yesterday")]
    public async Task Unconfirmed_older_other_and_undated_posts_prove_nothing(string text, string at)
    {
        Page(Message(3, text, at));

        Assert.Equal(LookKind.Unclear, (await LookAsync("Hello")).Kind);
    }

    [Fact]
    public async Task Unconfirmed_two_posts_with_the_same_words_are_for_a_person()
    {
        Page(Message(3, "Hello", "2026-11-27T10:00:05Z"), Message(4, "Hello", "2026-11-27T10:00:09Z"));

        var look = await LookAsync("Hello");

        Assert.Equal((LookKind.Unclear, 2), (look.Kind, look.Seen!.Count));
    }

    [Fact]
    public async Task Unconfirmed_post_without_words_is_shown_and_not_recognised()
    {
        Page("""<div class="tgme_widget_message" data-post="cf_news/5"><time datetime="2026-11-27T10:00:05Z"></time></div>""");

        var look = await LookAsync("");

        Assert.Equal((LookKind.Unclear, "5"), (look.Kind, Assert.Single(look.Seen!).ExternalId));
    }

    [Fact]
    public async Task Other_channels_on_the_page_are_not_ours()
    {
        Page("""<div class="tgme_widget_message" data-post="other/5"><div class="js-message_text">Hello</div><time datetime="2026-11-27T10:00:05Z"></time></div>""");

        Assert.Empty((await LookAsync("Hello")).Seen!);
    }

    [Theory]
    [InlineData(302, LookKind.NotReadable)]
    [InlineData(404, LookKind.NotReadable)]
    [InlineData(429, LookKind.RateLimited)]
    [InlineData(500, LookKind.Failed)]
    public async Task Page_that_does_not_come_says_nothing_of_the_post(int status, LookKind kind)
    {
        Server.OnPage(Replies.Raw(status, "", "text/html"));

        Assert.Equal(kind, (await LookAsync("Hello")).Kind);
    }

    [Fact]
    public async Task Private_channel_is_not_asked()
    {
        var look = await Platform.LookAsync(AccountAt(Server.Address, handle: null), new(new("Hello", []), Guid.Empty, null, Sent), CancellationToken.None);

        Assert.Equal(LookKind.NotReadable, look.Kind);
        AssertReadable(look.Reason, "LookPrivate");
        Assert.Empty(Server.Pages);
    }

    private void Page(params string[] messages) => Server.OnPage(Replies.Raw(200, $"<html><body>{string.Concat(messages)}</body></html>", "text/html; charset=utf-8"));

    private static string Message(int id, string html, string at) => $"""
        <div class="tgme_widget_message_wrap"><div class="tgme_widget_message" data-post="cf_news/{id}">
        <div class="tgme_widget_message_text js-message_text">{html}</div><time datetime="{at}"></time></div></div>
        """;

    private Task<LookOutcome> LookAsync(string text, string? link = null) =>
        Platform.LookAsync(Account, new(new(text, [], link), Guid.Empty, null, Sent), CancellationToken.None);
}
