using System.Web;
using ContentFactory.Domain.Access;
using ContentFactory.Tests.Platforms.YouTube;
using ContentFactory.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ContentFactory.Tests.Channels.SignIns;

/// <summary>A person connects a YouTube channel: out to Google, back with a code, and the choice. The network is a fake behind real HTTP.</summary>
public sealed class ConnectJourney : IAsyncLifetime
{
    private readonly FakeYouTube network = new(TimeProvider.System);
    private TestApplication application = null!;

    public async Task InitializeAsync()
    {
        await network.StartAsync();
        application = await TestApplication.StartAsync(new(Settings: new Dictionary<string, string?>
        {
            ["Platforms:YouTube:BaseUrl"] = network.Address.AbsoluteUri,
            ["Platforms:Apps:google:0:Id"] = FakeYouTube.AppId,
            ["Platforms:Apps:google:0:Secret"] = FakeYouTube.AppSecret,
        }));
    }

    public async Task DisposeAsync()
    {
        await application.DisposeAsync();
        await network.DisposeAsync();
    }

    [Theory]
    [InlineData("Desktop", "en", "Log in with Google")]
    [InlineData("Phone", "ru", "Войти через Google")]
    public async Task Signing_in_at_google_connects_the_chosen_channel(string screen, string language, string button)
    {
        var tenant = await TenantAsync($"connect-{language}");
        await Browser.JourneyAsync(application.Address, Enum.Parse<Screen>(screen), async page =>
        {
            await GoogleAsync(page, state => $"code={Uri.EscapeDataString(FakeYouTube.GoodCode)}&state={Uri.EscapeDataString(state)}");
            await SignInAsync(page, tenant);
            await ShowAsync(page, $"sign-ins-{screen}");
            await page.GetByRole(AriaRole.Button, new() { Name = button }).ClickAsync();
            await Browser.AtAsync(page, "**/channels/connect/accounts/*");
            await Browser.LiveAsync(page);
            await ShowAsync(page, $"accounts-{screen}");
            await page.Locator("ul.accounts button").ClickAsync();
            await Expect(page.Locator("ul.accounts a.button")).ToBeVisibleAsync();
            await ShowAsync(page, $"accounts-connected-{screen}");
            await page.Locator("ul.accounts a.button").ClickAsync();
            await Expect(page.Locator("h1")).ToBeVisibleAsync();
            await ShowAsync(page, $"channel-youtube-{screen}");
        }, language);
        var channel = await tenant.DbAsync(db => db.Channels.AsNoTracking().SingleAsync());
        Assert.Equal(("youtube", FakeYouTube.ChannelId, FakeYouTube.AppId), (channel.Platform, channel.AccountId, channel.AppKey));
        Assert.NotNull(channel.TokenValidUntil);
        Assert.Empty(network.Violations);
    }

    [Fact]
    public async Task A_refusal_at_google_is_told_and_the_way_stays_open()
    {
        var tenant = await TenantAsync("denied");
        await Browser.JourneyAsync(application.Address, Screen.Phone, async page =>
        {
            await GoogleAsync(page, state => $"error=access_denied&state={Uri.EscapeDataString(state)}");
            await SignInAsync(page, tenant);
            await page.GetByRole(AriaRole.Button, new() { Name = "Log in with Google" }).ClickAsync();
            await Expect(page.GetByText("Access was not granted")).ToBeVisibleAsync();
            await ShowAsync(page, "accounts-denied");
            var over = page.Url;
            await page.GetByRole(AriaRole.Link, new() { Name = "Sign in again" }).ClickAsync();
            await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Log in with Google" })).ToBeVisibleAsync();
            Assert.Contains("/accounts/", over, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task A_return_that_nobody_began_connects_nothing()
    {
        var tenant = await TenantAsync("stray");
        await Browser.JourneyAsync(application.Address, Screen.Desktop, async page =>
        {
            await SignInAsync(page, tenant);
            await page.GotoAsync($"/connect/youtube/callback?code=stolen&state={tenant.Slug}~{new string('A', 43)}");
            await Browser.AtAsync(page, "**/channels/connect?over=true");
            await Expect(page.GetByText("over or was begun elsewhere")).ToBeVisibleAsync();
            await page.GotoAsync("/connect/youtube/callback?code=stolen&state=nonsense");
            Assert.DoesNotContain("connect", new Uri(page.Url).AbsolutePath, StringComparison.Ordinal);
        });
        Assert.DoesNotContain("token", network.Steps);
    }

    private async Task<TestTenant> TenantAsync(string slug)
    {
        var tenant = await application.AddTenantAsync(slug);
        await using var owner = await Sql.OpenAsync(application.Database.ConnectionString("cf_owner"));
        await Sql.RunAsync(owner, "update tenants set platforms = array['telegram', 'youtube'] where slug = $1", slug);
        return tenant;
    }

    /// <summary>What Google's pages would send the browser back with.</summary>
    private async Task GoogleAsync(IPage page, Func<string, string> answer) => await page.RouteAsync($"{network.Address}o/oauth2/v2/auth**", async route =>
    {
        var asked = HttpUtility.ParseQueryString(new Uri(route.Request.Url).Query);
        await route.FulfillAsync(new() { Status = 302, Headers = new Dictionary<string, string> { ["Location"] = $"{asked["redirect_uri"]}?{answer(asked["state"]!)}" } });
    });

    private static async Task ShowAsync(IPage page, string shot)
    {
        await Browser.ShotAsync(page, shot);
        Assert.False(await Browser.OverflowsAsync(page), shot);
    }

    private static async Task SignInAsync(IPage page, TestTenant tenant)
    {
        await page.GotoAsync($"/sign-in?returnUrl=/t/{tenant.Slug}/channels/connect");
        await page.Locator("input[type=email]").FillAsync(Seed.Email(MemberRole.Owner, tenant.Slug));
        await page.Locator("input[type=password]").FillAsync(Seed.Password);
        await page.Locator("input[type=password]").PressAsync("Enter");
        await Browser.LiveAsync(page);
    }
}
