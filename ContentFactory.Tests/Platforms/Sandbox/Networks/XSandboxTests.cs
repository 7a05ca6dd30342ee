using ContentFactory.Domain.Platforms;
using ContentFactory.Domain.Platforms.Sandbox;

namespace ContentFactory.Tests.Platforms.Sandbox.Networks;

public sealed class XSandboxTests(SandboxNetwork network) : IClassFixture<SandboxNetwork>
{
    [Fact]
    public async Task Each_kind_of_post_stands_in_the_feed()
    {
        var x = await OpenAsync();
        await x.PublishedAsync(new("5 < 6 & \"quotes\" https://example.com/a?b=1&c=2", []));
        await x.PublishedAsync(new("Look", [SandboxPublisher.Picture("a.png", "A cat"), SandboxPublisher.Picture("b.png")]));
        await x.PublishedAsync(new("Film", [SandboxPublisher.Video()]));
        var feed = await x.FeedAsync();
        Assert.Equal([("video", "Film"), ("image", ""), ("image", "Look"), ("text", "5 < 6 & \"quotes\" https://example.com/a?b=1&c=2")], feed.Select(m => (m.Method, m.Text)));
        Assert.Equal([false, true, true, false], feed.Select(m => m.HasPicture));
        Assert.Single(feed.Where(m => m.HasPicture).Select(m => m.AlbumId).Distinct());
    }

    [Fact]
    public async Task Long_text_becomes_a_thread()
    {
        var x = await OpenAsync();
        var outcome = await x.PublishAsync(new(string.Join(' ', Enumerable.Range(0, 80).Select(n => $"word{n}")), []));
        Assert.Equal((PublishKind.Published, 2), (outcome.Kind, outcome.PartIds!.Count));
        Assert.Equal(["thread part", "text"], (await x.FeedAsync()).Select(m => m.Method));
    }

    [Fact]
    public async Task Numbers_grow_until_the_post_is_deleted()
    {
        var x = await OpenAsync();
        var id = await x.PublishedAsync(new("Count me", [SandboxPublisher.Picture("a.png")]));
        var first = (await x.NumbersAsync(id)).Metrics!.Views;
        await network.AdvanceAsync(TimeSpan.FromHours(12));
        Assert.True((await x.NumbersAsync(id)).Metrics!.Views > first);
        Assert.Equal(DeleteKind.Deleted, await x.DeleteAsync(id));
        Assert.Equal(MetricsKind.Removed, (await x.NumbersAsync(id)).Kind);
        Assert.All(await x.FeedAsync(), m => Assert.True(m.Removed));
    }

    [Fact]
    public async Task Link_opens_the_public_page()
    {
        var x = await OpenAsync();
        var outcome = await x.PublishAsync(new("Seen by all", [SandboxPublisher.Picture("a.png")]));
        Assert.Contains("Seen by all", await network.Http.GetStringAsync(outcome.Url), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lost_answer_is_found()
    {
        var x = await OpenAsync();
        await x.PublishedAsync(new("An earlier one", []));
        var look = await x.LoseAsync(new("Lost & <found>\n\nhttps://example.com/page 😀", []));
        Assert.Equal(LookKind.Found, look.Kind);
        Assert.Equal(MetricsKind.Read, (await x.NumbersAsync(look.ExternalId!)).Kind);
    }

    [Fact]
    public async Task Refuses_in_the_words_of_X()
    {
        var x = await OpenAsync();
        Assert.Contains("too long", await SaidAsync(x, new { text = new string('ж', 281) }, 400), StringComparison.Ordinal);
        Assert.Contains("media IDs are invalid", await SaidAsync(x, new { text = "x", media = new { media_ids = new[] { "1" } } }, 400), StringComparison.Ordinal);
        await x.PublishedAsync(new("Once", []));
        var again = await x.PublishAsync(new("Once", []));
        Assert.Equal((PublishKind.Rejected, "Platforms.X_Duplicate"), (again.Kind, again.Reason!.TextKey));
    }

    [Fact]
    public async Task Limit_names_its_end_and_tokens_end()
    {
        var x = await OpenAsync();
        await x.BreakAsync(SandboxFault.RateLimit);
        var limited = await x.PublishAsync(new("x", []));
        Assert.Equal(PublishKind.RateLimited, limited.Kind);
        Assert.InRange(limited.RetryAfter!.Value.TotalSeconds, 3.9, 5);
        await x.BreakAsync(SandboxFault.TokenExpired);
        Assert.Equal(PublishKind.AccountRefused, (await x.PublishAsync(new("x", []))).Kind);
    }

    [Fact]
    public async Task Another_tenant_sees_nothing()
    {
        var (x, other) = (await OpenAsync(), await OpenAsync());
        var id = await x.PublishedAsync(new("Mine", []));
        Assert.Equal(MetricsKind.Removed, (await other.NumbersAsync(id)).Kind);
        await other.DeleteAsync(id);
        Assert.Equal(MetricsKind.Read, (await x.NumbersAsync(id)).Kind);
        Assert.Empty(await other.FeedAsync());
    }

    private Task<SandboxPublisher> OpenAsync() => SandboxPublisher.ConnectAsync(network, "x");

    private static async Task<string> SaidAsync(SandboxPublisher x, object post, int status)
    {
        var (answered, body) = await x.CallAsync("/2/tweets", post);
        Assert.Equal(status, answered);
        return (string)body["errors"]![0]!["message"]!;
    }
}
