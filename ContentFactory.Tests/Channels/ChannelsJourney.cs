using System.Globalization;
using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Channels;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.Platforms.Sandbox;
using ContentFactory.Tests.Platforms.Sandbox;
using ContentFactory.Tests.Support;
using ContentFactory.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ContentFactory.Tests.Channels;

public sealed class ChannelsJourney(ChannelsJourney.Site site) : IClassFixture<ChannelsJourney.Site>
{
    private static int tenants;

    [Theory]
    [InlineData("Desktop", "en", "Connect a sandbox channel", "We can post as")]
    [InlineData("Phone", "ru", "Подключить канал песочницы", "Можем публиковать от имени")]
    public async Task Connects_a_sandbox_and_watches_its_feed(string screen, string language, string button, string done)
    {
        var tenant = await TenantAsync();
        await Browser.JourneyAsync(site.Address, Enum.Parse<Screen>(screen), async page =>
        {
            await SignInAsync(page, tenant, MemberRole.Owner, "channels/connect");
            await page.GetByRole(AriaRole.Button, new() { Name = button }).ClickAsync();
            await Expect(page.GetByText(done)).ToBeVisibleAsync();
            await page.Locator("section.notice a.button").ClickAsync();
            await Expect(page.Locator("[data-sandbox]").First).ToBeVisibleAsync();
            await NeverScrollsSidewaysAsync(page, $"channel-{screen}");
            await page.Locator("a.button[href$='/feed']").ClickAsync();
            await Expect(page.Locator("[data-field=fault]")).ToBeVisibleAsync();
            await PostAsync(tenant, "<b>" + new string('w', 200) + "</b>");
            await Expect(page.Locator(".feed-post img")).ToBeVisibleAsync();
            await NeverScrollsSidewaysAsync(page, $"feed-{screen}");
            await page.GotoAsync($"/t/{tenant.Slug}/channels");
            await Expect(page.Locator(".channel-row [data-sandbox]")).ToBeVisibleAsync();
            await NeverScrollsSidewaysAsync(page, $"channels-{screen}");
        }, language);
    }

    [Fact]
    public async Task Wrong_entries_are_named_and_stay_typed()
    {
        var tenant = await TenantAsync();
        await Browser.JourneyAsync(site.Address, Screen.Phone, async page =>
        {
            await SignInAsync(page, tenant, MemberRole.Owner, "channels/connect");
            await page.Locator("[data-field=token]").FillAsync("not a token");
            await page.Locator("[data-field=chat]").FillAsync("@my_channel");
            await page.GetByRole(AriaRole.Button, new() { Name = "Check and connect" }).ClickAsync();
            await Expect(page.GetByRole(AriaRole.Alert).Filter(new() { HasText = "does not look like a bot token" })).ToBeVisibleAsync();
            await Expect(page.Locator("[data-field=token]")).ToHaveValueAsync("not a token");
            await Expect(page.Locator("[data-field=chat]")).ToHaveValueAsync("@my_channel");
            await NeverScrollsSidewaysAsync(page, "connect-Phone");
        });
    }

    [Fact]
    public async Task Pauses_checks_breaks_and_disconnects_a_channel()
    {
        var tenant = await TenantAsync();
        var channel = await ConnectAsync(tenant);
        await Browser.JourneyAsync(site.Address, Screen.Desktop, async page =>
        {
            await SignInAsync(page, tenant, MemberRole.Owner, $"channels/{channel}");
            await page.GetByRole(AriaRole.Button, new() { Name = "Pause" }).ClickAsync();
            await Expect(page.Locator(".badge", new() { HasText = "Paused" })).ToBeVisibleAsync();
            await page.GetByRole(AriaRole.Button, new() { Name = "Resume" }).ClickAsync();
            await Expect(page.Locator(".badge", new() { HasText = "Active" })).ToBeVisibleAsync();
            await page.GetByRole(AriaRole.Link, new() { Name = "Open the feed" }).ClickAsync();
            await page.Locator("[data-field=fault]").SelectOptionAsync("TokenExpired");
            await page.GetByRole(AriaRole.Button, new() { Name = "Set" }).ClickAsync();
            await Expect(page.GetByText("Token refused. Calls left: 1")).ToBeVisibleAsync();
            await page.GoBackAsync();
            await page.GetByRole(AriaRole.Button, new() { Name = "Check now" }).ClickAsync();
            await Expect(page.Locator(".badge", new() { HasText = "Needs attention" })).ToBeVisibleAsync();
            await Browser.ShotAsync(page, "channel-attention");
            await page.GetByRole(AriaRole.Button, new() { Name = "Check now" }).ClickAsync();
            await Expect(page.GetByText("We can post as")).ToBeVisibleAsync();
            await page.GetByRole(AriaRole.Button, new() { Name = "Disconnect the channel" }).ClickAsync();
            await page.GetByRole(AriaRole.Button, new() { Name = "Yes, disconnect" }).ClickAsync();
            await Expect(page.Locator(".badge", new() { HasText = "Disconnected" })).ToBeVisibleAsync();
        });
    }

    [Fact]
    public async Task Viewer_sees_channels_and_changes_none()
    {
        var tenant = await TenantAsync();
        var channel = await ConnectAsync(tenant);
        await Browser.JourneyAsync(site.Address, Screen.Desktop, async page =>
        {
            await SignInAsync(page, tenant, MemberRole.Viewer, $"channels/{channel}");
            await Expect(page.Locator("h1")).ToHaveTextAsync(tenant.Slug);
            Assert.Equal(0, await page.Locator("main button").CountAsync());
            await page.GotoAsync($"/t/{tenant.Slug}/channels/connect");
            await Expect(page.Locator("section.problem h1")).ToBeVisibleAsync();
            Assert.Equal(0, await page.Locator("[data-field=token]").CountAsync());
        }, expectedErrors: "403");
    }

    [Fact]
    public async Task Picture_of_the_feed_is_for_its_people_only()
    {
        var (own, other) = (await TenantAsync(), await TenantAsync());
        await ConnectAsync(own);
        var picture = await PostAsync(own, "seen");
        await Browser.JourneyAsync(site.Address, Screen.Desktop, async page =>
        {
            var path = $"/t/{own.Slug}/channels/pictures/{picture}";
            await SignInAsync(page, own, MemberRole.Viewer, "channels");
            Assert.Equal(200, (await page.APIRequest.GetAsync(path)).Status);
        });
        await Browser.JourneyAsync(site.Address, Screen.Desktop, async page =>
        {
            await SignInAsync(page, other, MemberRole.Owner, "channels");
            Assert.Equal(404, (await page.APIRequest.GetAsync($"/t/{own.Slug}/channels/pictures/{picture}")).Status);
            Assert.Equal(404, (await page.APIRequest.GetAsync($"/t/{other.Slug}/channels/pictures/{picture}")).Status);
        });
    }

    private async Task<TestTenant> TenantAsync() => await site.AddTenantAsync($"journey{Interlocked.Increment(ref tenants)}");

    private static async Task<Guid> ConnectAsync(TestTenant tenant) =>
        (await tenant.AsAsync<SandboxChannels, Result<ConnectedChannel>>(MemberRole.Owner, s => s.ConnectAsync(tenant.CompanyId, default))).Value.ChannelId;

    /// <summary>Keeps a picture in the tenant's one chat, as its endpoint would, and tells the pages.</summary>
    private async Task<Guid> PostAsync(TestTenant tenant, string text)
    {
        var channel = Assert.Single(await tenant.AsAsync<ChannelQueries, IReadOnlyList<ChannelRow>>(MemberRole.Viewer, q => q.ListAsync(null, default)));
        var chat = long.Parse(channel.AccountId, CultureInfo.InvariantCulture);
        var bot = await tenant.AsAsync<SandboxBots, SandboxState?>(MemberRole.Viewer, b => b.OfChatAsync(chat, default));
        await site.App.Services.GetRequiredService<Tenants>().RunAsync(tenant.Id, Actor.System(tenant.Id, "test"), services =>
            services.GetRequiredService<SandboxPosts>().RecordAsync(bot!.BotId, [new("sendPhoto", text, null, "a.png", "image/png", Dot)], default));
        return (await tenant.AsAsync<SandboxFeed, IReadOnlyList<SandboxFeedItem>>(MemberRole.Viewer, f => f.ReadAsync(chat, null, default)))[0].Id;
    }

    private static async Task SignInAsync(IPage page, TestTenant tenant, MemberRole role, string path)
    {
        await page.GotoAsync($"/sign-in?returnUrl=/t/{tenant.Slug}/{path}");
        await page.Locator("input[type=email]").FillAsync($"{role}@{tenant.Slug}.test".ToLowerInvariant());
        await page.Locator("input[type=password]").FillAsync("Long-enough-1");
        await page.Locator("input[type=password]").PressAsync("Enter");
        await Browser.LiveAsync(page);
    }

    private static async Task NeverScrollsSidewaysAsync(IPage page, string shot)
    {
        await Browser.ShotAsync(page, shot);
        Assert.False(await Browser.OverflowsAsync(page), shot);
    }

    /// <summary>A grey PNG of one pixel.</summary>
    private static byte[] Dot => Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==");

    /// <summary>The whole application in Development on a database of its own, and its domain for the tests beside it.</summary>
    public sealed class Site : TestDomain
    {
        public WebApplication App { get; private set; } = null!;
        public Uri Address => new(App.Urls.First());

        public override async Task InitializeAsync()
        {
            await base.InitializeAsync();
            var builder = Application.CreateBuilder("http://127.0.0.1:0", Database.Settings(), "Development");
            builder.Logging.ClearProviders();
            App = Application.Build(builder);
            await App.StartAsync();
            await App.Services.GetRequiredService<Started>().WaitAsync(CancellationToken.None);
            var sandbox = Services.GetRequiredService<IOptions<SandboxOptions>>().Value;
            (sandbox.Enabled, sandbox.BaseUrl) = (true, Address);
        }

        public override async Task DisposeAsync()
        {
            await App.StopAsync();
            await App.DisposeAsync();
            await base.DisposeAsync();
        }
    }
}
