using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Channels;
using ContentFactory.Domain.Platforms;
using ContentFactory.Domain.Platforms.Sandbox;
using ContentFactory.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Tests.Platforms.Sandbox;

/// <summary>The real connector against the stand-in, two hands' readings of one description.</summary>
public sealed class SandboxPublishingTests(SandboxNetwork network) : IClassFixture<SandboxNetwork>
{
    private static int tenants;

    [Fact]
    public async Task Text_keeps_signs_that_markup_would_eat()
    {
        var (tenant, bot, account) = await AccountAsync();
        const string text = "5 < 6 & <b>no bold</b> \"quotes\" _under_ 😀";
        var outcome = await Telegram.PublishAsync(account, new(text, []), CancellationToken.None);
        Assert.Equal((PublishKind.Published, "1"), (outcome.Kind, outcome.ExternalId));
        Assert.Equal(text, Assert.Single(await FeedAsync(tenant, bot)).Text);
    }

    [Fact]
    public async Task Parts_of_a_chain_arrive_as_messages_of_their_own()
    {
        var (tenant, bot, account) = await AccountAsync();
        string[] parts = ["First.", "Second.", "Third."];

        var outcome = await Telegram.PublishAsync(account, new(string.Join("\n\n", parts), []) { Parts = parts }, CancellationToken.None);

        Assert.Equal((PublishKind.Published, 3), (outcome.Kind, outcome.PartIds!.Count));
        Assert.Equal(parts.Order(), (await FeedAsync(tenant, bot)).Select(m => m.Text).Order());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Pictures_arrive_and_views_are_read(int count)
    {
        var (tenant, bot, account) = await AccountAsync();
        var outcome = await Telegram.PublishAsync(account, new("Look", [.. Enumerable.Range(0, count).Select(i => Picture($"{i}.png"))]), CancellationToken.None);
        Assert.Equal(PublishKind.Published, outcome.Kind);
        var feed = await FeedAsync(tenant, bot);
        Assert.Equal(count, feed.Count(m => m.HasPicture));
        Assert.Equal("Look", Assert.Single(feed, m => m.Text.Length > 0).Text);
        var first = (await Telegram.ReadMetricsAsync(account, outcome.ExternalId!, CancellationToken.None)).Metrics!.Views!.Value;
        await network.AdvanceAsync(TimeSpan.FromHours(12));
        var later = (await Telegram.ReadMetricsAsync(account, outcome.ExternalId!, CancellationToken.None)).Metrics!.Views!.Value;
        Assert.True(later > first, $"{first} then {later}");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_video_stands_in_the_feed_with_its_cover(int videos)
    {
        var (tenant, bot, account) = await AccountAsync();
        var files = Enumerable.Range(0, videos).Select(i => new OutgoingMedia(MediaKind.Video, $"{i}.mp4", "video/mp4", 64, 640, 480, null, _ => Task.FromResult<Stream>(new MemoryStream(new byte[64])))).ToList();

        Assert.Equal(PublishKind.Published, (await Telegram.PublishAsync(account, new("Look", files) { Cover = Picture("cover.png") }, CancellationToken.None)).Kind);

        var shown = Assert.Single(await FeedAsync(tenant, bot), m => m.HasPicture);
        Assert.Equal("0.mp4", shown.FileName);
        var broken = Picture("cover.png") with { Open = _ => Task.FromResult<Stream>(new MemoryStream(new byte[64])) };
        Assert.Equal(PublishKind.Rejected, (await Telegram.PublishAsync(account, new("Look", files) { Cover = broken }, CancellationToken.None)).Kind);
    }

    [Fact]
    public async Task Deleted_post_is_read_as_removed()
    {
        var (_, bot, account) = await AccountAsync();
        var outcome = await Telegram.PublishAsync(account, new("Soon gone", []), CancellationToken.None);
        await network.CallAsync(bot.Token, "deleteMessage", new { chat_id = bot.ChatId, message_id = outcome.ExternalId });
        Assert.Equal(MetricsKind.Removed, (await Telegram.ReadMetricsAsync(account, outcome.ExternalId!, CancellationToken.None)).Kind);
    }

    [Fact]
    public async Task Buttons_and_pin_stand_in_the_feed_until_the_post_is_deleted()
    {
        var (tenant, bot, account) = await AccountAsync();
        var options = new Dictionary<string, string> { ["pin"] = "true", ["buttons"] = "Menu | https://example.com/menu || Chat | tg://resolve?domain=bakery\nMap | https://example.com/map" };

        var outcome = await Telegram.PublishAsync(account, new("Look", [Picture("a.png")]) { Options = options }, CancellationToken.None);

        Assert.Equal((PublishKind.Published, null), (outcome.Kind, outcome.Reason));
        var shown = Assert.Single(await FeedAsync(tenant, bot));
        Assert.True(shown.IsPinned);
        Assert.Equal([[new("Menu", "https://example.com/menu"), new("Chat", "tg://resolve?domain=bakery")], [new("Map", "https://example.com/map")]], shown.Buttons.Select(row => row.ToArray()));
        Assert.Equal(DeleteKind.Deleted, (await Telegram.DeleteAsync(account, new(outcome.ExternalId!, outcome.PartIds!), CancellationToken.None)).Kind);
        Assert.Equal(DeleteKind.Deleted, (await Telegram.DeleteAsync(account, new(outcome.ExternalId!, outcome.PartIds!), CancellationToken.None)).Kind);
        Assert.True(Assert.Single(await FeedAsync(tenant, bot)).Removed);
    }

    [Theory]
    [InlineData(SandboxFault.RateLimit, PublishKind.RateLimited)]
    [InlineData(SandboxFault.TokenExpired, PublishKind.AccountRefused)]
    [InlineData(SandboxFault.ServerError, PublishKind.Unknown)]
    public async Task Faults_reach_the_connector_as_their_outcome(SandboxFault fault, PublishKind kind)
    {
        var (tenant, bot, account) = await AccountAsync();
        await tenant.AsAsync<SandboxBots, Result>(MemberRole.Editor, b => b.SetFaultAsync(bot.Id, fault, 1, default));
        var outcome = await Telegram.PublishAsync(account, new("x", []), CancellationToken.None);
        Assert.Equal(kind, outcome.Kind);
        if (fault is SandboxFault.RateLimit)
            Assert.Equal(TimeSpan.FromSeconds(3), outcome.RetryAfter);
        Assert.Equal(PublishKind.Published, (await Telegram.PublishAsync(account, new("x", []), CancellationToken.None)).Kind);
    }

    [Fact]
    public async Task Post_whose_answer_was_lost_is_found_on_the_public_page()
    {
        var (tenant, bot, account) = await AccountAsync();
        await Telegram.PublishAsync(account, new("An earlier one", []), CancellationToken.None);
        var sent = network.Clock.GetUtcNow();
        await tenant.AsAsync<SandboxBots, Result>(MemberRole.Editor, b => b.SetFaultAsync(bot.Id, SandboxFault.TimeoutAfterAccepting, 1, default));
        using var patience = new CancellationTokenSource();
        var call = Telegram.PublishAsync(account, new("Lost & <found>\n\n😀", []), patience.Token);
        while ((await FeedAsync(tenant, bot)).Count < 2)
            await Task.Yield();
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);

        var look = await Telegram.LookAsync(account, new(new("Lost & <found>\n\n😀", []), Guid.Empty, null, sent), CancellationToken.None);

        Assert.Equal((LookKind.Found, "2"), (look.Kind, look.ExternalId));
        Assert.Equal(LookKind.Unclear, (await Telegram.LookAsync(account, new(new("Never sent", []), Guid.Empty, null, sent), CancellationToken.None)).Kind);
    }

    private IPlatform Telegram => network.Services.GetRequiredService<PlatformSet>().Find("telegram")!;

    private async Task<(TestTenant, OpenedSandbox, PlatformAccount)> AccountAsync()
    {
        var tenant = await network.AddTenantAsync($"publish{Interlocked.Increment(ref tenants)}");
        var bot = await network.OpenBotAsync(tenant);
        var accounts = network.Services.GetRequiredService<ChannelAccounts>();
        return (tenant, bot, accounts.Account("telegram", bot.ChatId, bot.Handle, true, new Dictionary<string, string> { ["bot_token"] = bot.Token }));
    }

    private static OutgoingMedia Picture(string name) =>
        new(MediaKind.Image, name, "image/png", 64, 640, 480, null, _ => Task.FromResult<Stream>(new MemoryStream(SandboxNetwork.Png())));

    private static Task<IReadOnlyList<SandboxFeedItem>> FeedAsync(TestTenant tenant, OpenedSandbox bot) =>
        tenant.AsAsync<SandboxFeed, IReadOnlyList<SandboxFeedItem>>(MemberRole.Viewer, f => f.ReadAsync(long.Parse(bot.ChatId, System.Globalization.CultureInfo.InvariantCulture), null, default));
}
