using ContentFactory.Domain.Platforms;
using ContentFactory.Domain.Platforms.Sandbox;

namespace ContentFactory.Tests.Platforms.Sandbox.Networks;

public sealed class LinkedInSandboxTests(SandboxNetwork network) : IClassFixture<SandboxNetwork>
{
    [Fact]
    public async Task Each_kind_of_post_stands_in_the_feed()
    {
        var page = await OpenAsync();
        await page.PublishedAsync(new("Words (and [marks]) #news", []));
        await page.PublishedAsync(new("A card", [], "https://example.com/page") { Title = "Page" });
        await page.PublishedAsync(new("One", [SandboxPublisher.Picture("a.png", "A cat")]));
        await page.PublishedAsync(new("Two", [SandboxPublisher.Picture("a.png"), SandboxPublisher.Picture("b.png")]));
        await page.PublishedAsync(new("Paper", [SandboxPublisher.File(MediaKind.Document, "paper.pdf", "application/pdf", new byte[2000])]));
        var video = await page.PublishedAsync(new("Film", [SandboxPublisher.Video()]));
        Assert.StartsWith("urn:li:ugcPost:", video, StringComparison.Ordinal);
        var feed = await page.FeedAsync();
        Assert.Equal(
            [("video", "Film"), ("document", "Paper"), ("image", ""), ("multi image", "Two"), ("image", "One"), ("article", "A card"), ("text", "Words (and [marks]) #news")],
            feed.Select(m => (m.Method, m.Text)));
        Assert.Equal(["image.png", "image.png", "image.png"], feed.Where(m => m.HasPicture).Select(m => m.FileName));
        Assert.Equal(["video.mp4", "document.pdf"], feed.Take(2).Select(m => m.FileName));
        Assert.Equal("Page", feed[5].Title);
    }

    [Fact]
    public async Task Numbers_grow_until_the_post_is_deleted()
    {
        var page = await OpenAsync();
        var id = await page.PublishedAsync(new("Count me", [SandboxPublisher.Picture("a.png"), SandboxPublisher.Picture("b.png")]));
        var first = (await page.NumbersAsync(id)).Metrics!.Impressions;
        await network.AdvanceAsync(TimeSpan.FromHours(12));
        Assert.True((await page.NumbersAsync(id)).Metrics!.Impressions > first);
        Assert.Equal(DeleteKind.Deleted, await page.DeleteAsync(id));
        Assert.Equal(MetricsKind.Removed, (await page.NumbersAsync(id)).Kind);
        Assert.All(await page.FeedAsync(), m => Assert.True(m.Removed));
    }

    [Fact]
    public async Task Link_opens_the_public_page()
    {
        var page = await OpenAsync();
        var outcome = await page.PublishAsync(new("Seen by all", [SandboxPublisher.Picture("a.png")]));
        Assert.Contains("Seen by all", await network.Http.GetStringAsync(outcome.Url), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lost_answer_is_found()
    {
        var page = await OpenAsync();
        await page.PublishedAsync(new("An earlier one", []));
        var look = await page.LoseAsync(new("Lost & <found> #tag\n\n😀", []));
        Assert.Equal(LookKind.Found, look.Kind);
        Assert.Equal(MetricsKind.Read, (await page.NumbersAsync(look.ExternalId!)).Kind);
    }

    [Fact]
    public async Task Refuses_in_the_words_of_LinkedIn()
    {
        var page = await OpenAsync();
        var post = new { author = page.Account.AccountId, commentary = new string('x', 3001), visibility = "PUBLIC" };
        Assert.Equal((400, "FIELD_LENGTH_TOO_LONG"), await CodeAsync(page, post));
        Assert.Equal((400, "INVALID_URN_ID"), await CodeAsync(page, new { post.author, commentary = "x", post.visibility, content = new { media = new { id = "urn:li:image:1" } } }));
        Assert.Equal((403, "ACCESS_DENIED"), await CodeAsync(page, new { author = "urn:li:organization:1", commentary = "x", post.visibility }));
        var broken = await page.PublishAsync(new("x", [SandboxPublisher.File(MediaKind.Image, "a.png", "image/png", new byte[100])]));
        Assert.Equal((PublishKind.Rejected, "Platforms.LinkedIn_MediaFailed"), (broken.Kind, broken.Reason!.TextKey));
    }

    [Fact]
    public async Task Repeated_words_are_taken_after_ten_minutes()
    {
        var page = await OpenAsync();
        await page.PublishedAsync(new("Once", []));
        var again = await page.PublishAsync(new("Once", []));
        Assert.Equal((PublishKind.Rejected, "Platforms.LinkedIn_Duplicate"), (again.Kind, again.Reason!.TextKey));
        await network.AdvanceAsync(TimeSpan.FromMinutes(10));
        await page.PublishedAsync(new("Once", []));
    }

    [Fact]
    public async Task Limit_lasts_until_midnight_and_tokens_end()
    {
        var page = await OpenAsync();
        await page.BreakAsync(SandboxFault.RateLimit);
        var limited = await page.PublishAsync(new("x", []));
        var now = network.Clock.GetUtcNow();
        Assert.Equal((PublishKind.RateLimited, now.UtcDateTime.Date.AddDays(1) - now.UtcDateTime), (limited.Kind, limited.RetryAfter));
        await page.BreakAsync(SandboxFault.TokenExpired);
        Assert.Equal(PublishKind.AccountRefused, (await page.PublishAsync(new("x", []))).Kind);
    }

    [Fact]
    public async Task Another_tenant_sees_nothing()
    {
        var (page, other) = (await OpenAsync(), await OpenAsync());
        var id = await page.PublishedAsync(new("Mine", []));
        Assert.Equal(MetricsKind.Removed, (await other.NumbersAsync(id)).Kind);
        Assert.Equal(DeleteKind.Refused, await other.DeleteAsync(id));
        Assert.Equal(MetricsKind.Read, (await page.NumbersAsync(id)).Kind);
        Assert.Empty(await other.FeedAsync());
    }

    private Task<SandboxPublisher> OpenAsync() => SandboxPublisher.ConnectAsync(network, "linkedin");

    private static async Task<(int, string)> CodeAsync(SandboxPublisher page, object post)
    {
        var (status, body) = await page.CallAsync("/rest/posts", post);
        return (status, (string)body["code"]!);
    }
}
