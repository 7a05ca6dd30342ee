using ContentFactory.Domain.Platforms;
using ContentFactory.Domain.Platforms.Sandbox;

namespace ContentFactory.Tests.Platforms.Sandbox.Networks;

public sealed class DiscordSandboxTests(SandboxNetwork network) : IClassFixture<SandboxNetwork>
{
    [Fact]
    public async Task Each_kind_of_message_stands_in_the_feed()
    {
        var hook = await OpenAsync();
        await hook.PublishedAsync(new("Words with *stars* and _lines_", []));
        await hook.PublishedAsync(new("Framed", []) { Title = "Title", Options = new Dictionary<string, string> { ["embed"] = "true" } });
        await hook.PublishedAsync(new("Two", [SandboxPublisher.Picture("a.png", "A cat"), SandboxPublisher.Picture("b.png")]));
        await hook.PublishedAsync(new("Film", [SandboxPublisher.Video()]));
        var feed = await hook.FeedAsync();
        Assert.Equal([("video", "Film"), ("image", ""), ("image", "Two"), ("embed", "Framed"), ("text", "Words with *stars* and _lines_")], feed.Select(m => (m.Method, m.Text)));
        Assert.Equal("Title", feed[3].Title);
        Assert.Equal(["b.png", "a.png"], feed.Where(m => m.HasPicture).Select(m => m.FileName));
    }

    [Fact]
    public async Task Long_text_becomes_several_messages()
    {
        var hook = await OpenAsync();
        var outcome = await hook.PublishAsync(new(string.Join(' ', Enumerable.Range(0, 400).Select(n => $"word{n}")), []));
        Assert.Equal((PublishKind.Published, 2), (outcome.Kind, outcome.PartIds!.Count));
        Assert.Equal(2, (await hook.FeedAsync()).Count);
    }

    [Fact]
    public async Task Reactions_grow_until_the_message_is_deleted()
    {
        var hook = await OpenAsync();
        var id = await hook.PublishedAsync(new("Count me", [SandboxPublisher.Picture("a.png"), SandboxPublisher.Picture("b.png")]));
        Assert.Equal(0, (await hook.NumbersAsync(id)).Metrics!.Likes);
        await network.AdvanceAsync(TimeSpan.FromDays(3));
        Assert.True((await hook.NumbersAsync(id)).Metrics!.Likes > 0);
        Assert.Equal(DeleteKind.Deleted, await hook.DeleteAsync(id));
        Assert.Equal(MetricsKind.Removed, (await hook.NumbersAsync(id)).Kind);
        Assert.All(await hook.FeedAsync(), m => Assert.True(m.Removed));
    }

    [Fact]
    public async Task Lost_message_of_a_webhook_can_not_be_read() => Assert.Equal(LookKind.NotReadable, (await (await OpenAsync()).LoseAsync(new("Lost", []))).Kind);

    [Fact]
    public async Task Refuses_in_the_words_of_Discord()
    {
        var hook = await OpenAsync();
        var path = new Uri(hook.Account.Secrets["webhook_url"]).AbsolutePath["/sandbox/discord".Length..].Replace("/api/", "/api/v10/", StringComparison.Ordinal);
        var (status, body) = await hook.CallAsync(path, new { content = new string('x', 2001) });
        Assert.Equal((400, 50035, "Must be 2000 or fewer in length."), (status, (int)body["code"]!, (string)body["errors"]!["content"]!["_errors"]![0]!["message"]!));
        Assert.Equal(50006, (int)(await hook.CallAsync(path, new { content = "" })).Body["code"]!);
        Assert.Equal(50027, (int)(await hook.CallAsync(path[..^3] + "xyz", new { content = "x" })).Body["code"]!);
        var large = await hook.PublishAsync(new("x", [SandboxPublisher.File(MediaKind.Document, "a.zip", "application/zip", new byte[(10 * 1024 * 1024) + 1])]));
        Assert.Equal((PublishKind.Rejected, "Platforms.Discord_FilesTooLarge"), (large.Kind, large.Reason!.TextKey));
    }

    [Fact]
    public async Task Limit_says_how_long_and_tokens_end()
    {
        var hook = await OpenAsync();
        await hook.BreakAsync(SandboxFault.RateLimit);
        var limited = await hook.PublishAsync(new("x", []));
        Assert.Equal((PublishKind.RateLimited, TimeSpan.FromSeconds(3)), (limited.Kind, limited.RetryAfter));
        await hook.BreakAsync(SandboxFault.TokenExpired);
        Assert.Equal(PublishKind.AccountRefused, (await hook.PublishAsync(new("x", []))).Kind);
    }

    [Fact]
    public async Task Another_tenant_sees_nothing()
    {
        var (hook, other) = (await OpenAsync(), await OpenAsync());
        var id = await hook.PublishedAsync(new("Mine", []));
        Assert.Equal(MetricsKind.Removed, (await other.NumbersAsync(id)).Kind);
        await other.DeleteAsync(id);
        Assert.Equal(MetricsKind.Read, (await hook.NumbersAsync(id)).Kind);
        Assert.Empty(await other.FeedAsync());
    }

    private Task<SandboxPublisher> OpenAsync() => SandboxPublisher.ConnectAsync(network, "discord");
}
