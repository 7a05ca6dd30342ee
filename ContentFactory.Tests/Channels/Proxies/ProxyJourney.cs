using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Channels;
using ContentFactory.Domain.Platforms;
using ContentFactory.Tests.Platforms.Proxies;
using ContentFactory.Tests.Platforms.YouTube;
using ContentFactory.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ContentFactory.Tests.Channels.Proxies;

/// <summary>A person gives a channel a proxy, and takes it away again. Network and proxy speak real HTTP.</summary>
public sealed class ProxyJourney : IAsyncLifetime
{
    private const string Password = "SeCrEt0-of-the-proxy";

    private readonly FakeYouTube network = new(TimeProvider.System);
    private readonly TestProxy proxy = TestProxy.Start(("ann", Password));
    private TestApplication application = null!;

    public async Task InitializeAsync()
    {
        await network.StartAsync();
        application = await TestApplication.StartAsync(new(Settings: new Dictionary<string, string?>
        {
            ["Platforms:YouTube:BaseUrl"] = network.Address.AbsoluteUri,
            ["Outgoing:AllowedPrivateHosts:0"] = "127.0.0.1",
        }));
    }

    public async Task DisposeAsync()
    {
        await application.DisposeAsync();
        await proxy.DisposeAsync();
        await network.DisposeAsync();
    }

    [Theory]
    [InlineData("Desktop", "en", "Check and save", "does not accept the user name", "Saved.", "Remove the proxy", "Yes, remove it", "Calls go directly")]
    [InlineData("Phone", "ru", "Проверить и сохранить", "не принимает имя", "Сохранено", "Убрать прокси", "Да, убрать", "напрямую")]
    public async Task A_proxy_is_tried_kept_and_taken_away(string screen, string language, string save, string refused, string saved, string remove, string yes, string directly)
    {
        var (tenant, channel) = await ChannelAsync($"proxy-{language}");
        await Browser.JourneyAsync(application.Address, Enum.Parse<Screen>(screen), async page =>
        {
            await SignInAsync(page, tenant, $"channels/{channel}");
            await page.Locator("[data-field=proxy-address]").FillAsync(proxy.As().Address.AbsoluteUri);
            await page.Locator("[data-field=proxy-user]").FillAsync("ann");
            await page.Locator("[data-field=proxy-password]").FillAsync("wrong");
            await page.GetByRole(AriaRole.Button, new() { Name = save }).ClickAsync();
            await Expect(page.GetByRole(AriaRole.Alert).Filter(new() { HasText = refused })).ToBeVisibleAsync();
            await Expect(page.Locator("[data-field=proxy-user]")).ToHaveValueAsync("ann");
            Assert.Empty(network.Calls);

            await page.Locator("[data-field=proxy-password]").FillAsync(Password);
            await page.GetByRole(AriaRole.Button, new() { Name = save }).ClickAsync();
            await Expect(page.GetByText(saved)).ToBeVisibleAsync();
            await Expect(page.Locator("aside dd").Filter(new() { HasText = proxy.As().Host })).ToBeVisibleAsync();
            await Expect(page.Locator("[data-field=proxy-password]")).ToHaveValueAsync("");
            Assert.NotEmpty(proxy.Passed);
            Assert.Equal(network.Calls.Count, proxy.Passed.Count);
            await Browser.ShotAsync(page, $"channel-proxy-{screen}");
            Assert.False(await Browser.OverflowsAsync(page));
            Assert.DoesNotContain(Password, await page.ContentAsync(), StringComparison.Ordinal);

            await page.GetByRole(AriaRole.Button, new() { Name = remove }).ClickAsync();
            await page.GetByRole(AriaRole.Button, new() { Name = yes }).ClickAsync();
            await Expect(page.Locator("[data-field=proxy-host]")).ToContainTextAsync(directly);
        }, language);
        Assert.Empty(network.Violations);
    }

    [Theory]
    [InlineData(MemberRole.Owner, true)]
    [InlineData(MemberRole.Approver, true)]
    [InlineData(MemberRole.Editor, false)]
    [InlineData(MemberRole.Viewer, false)]
    public async Task The_form_is_for_those_who_connect_channels(MemberRole role, bool shown)
    {
        var (tenant, channel) = await ChannelAsync($"roles-{role}".ToLowerInvariant());
        using var client = await application.SignInAsync(Seed.Email(role, tenant.Slug));
        var page = await client.GetStringAsync(new Uri($"/t/{tenant.Slug}/channels/{channel}", UriKind.Relative));
        Assert.Equal(shown, page.Contains("data-field=\"proxy-address\"", StringComparison.Ordinal));
    }

    private async Task<(TestTenant Tenant, Guid Channel)> ChannelAsync(string slug)
    {
        var (tenant, now, tokens) = (await application.AddTenantAsync(slug), TimeProvider.System.GetUtcNow(), network.Issue());
        return (tenant, await tenant.DbAsync(async db =>
        {
            var channel = new Channel(tenant.Id, Ids.New(now), tenant.CompanyId, "youtube", FakeYouTube.ChannelId, "Tests", false, now);
            channel.Connect(FakeYouTube.ChannelId, null, "Tests", null, 10, now.AddHours(1), now, FakeYouTube.AppId);
            db.Channels.Add(channel);
            var vault = application.Services.GetRequiredService<ChannelVault>();
            await ChannelSecrets.PutAsync(db, vault, channel.Id, AccountTokens.Access, tokens.Access, now, default);
            await db.SaveChangesAsync();
            return channel.Id;
        }));
    }

    private static async Task SignInAsync(IPage page, TestTenant tenant, string path)
    {
        await page.GotoAsync($"/sign-in?returnUrl=/t/{tenant.Slug}/{path}");
        await page.Locator("input[type=email]").FillAsync(Seed.Email(MemberRole.Owner, tenant.Slug));
        await page.Locator("input[type=password]").FillAsync(Seed.Password);
        await page.Locator("input[type=password]").PressAsync("Enter");
        await Browser.LiveAsync(page);
    }
}
