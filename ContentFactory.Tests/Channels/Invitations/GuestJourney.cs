using System.Web;
using ContentFactory.Domain.Access;
using ContentFactory.Tests.Journeys;
using ContentFactory.Tests.Platforms.YouTube;
using ContentFactory.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;
using InviteTexts = ContentFactory.Web.Channels.Invitations.Texts;
using ChannelTexts = ContentFactory.Web.Channels.Texts;

namespace ContentFactory.Tests.Channels.Invitations;

/// <summary>An owner sends a link; somebody without an account connects a YouTube channel by it in a browser of their own. The network is a fake behind real HTTP.</summary>
public sealed class GuestJourney : IAsyncLifetime
{
    private readonly FakeYouTube network = new(TimeProvider.System);
    private TestApplication application = null!;

    public async Task InitializeAsync()
    {
        await network.StartAsync();
        // strangers may open no circuit, as in Production
        application = await TestApplication.StartAsync(new(Settings: new Dictionary<string, string?>
        {
            ["Access:AnonymousPages"] = "false",
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
    [InlineData(Screen.Desktop, "en")]
    [InlineData(Screen.Phone, "ru")]
    internal async Task A_customer_connects_the_own_channel_by_a_link(Screen screen, string language)
    {
        var tenant = await TenantAsync($"link-{language}");
        await Browser.JourneyAsync(application.Address, screen, async page =>
        {
            var owner = new Stranger(page, new Words(language), $"invite-link-{screen}".ToLowerInvariant());
            await owner.SignInAsync(Seed.Email(MemberRole.Owner, tenant.Slug), $"/t/{tenant.Slug}/channels/connect");
            var link = await CreateAsync(owner);
            await Browser.JourneyAsync(application.Address, screen, other => ConnectAsync(new Stranger(other, new Words(language), $"guest-{screen}".ToLowerInvariant()), link), language);
            await Expect(page.Locator("li[data-link] a")).ToBeVisibleAsync();
            await owner.LookAsync("used");
            await page.Locator("li[data-link] a").ClickAsync();
            await Expect(page.GetByText(owner.Words.Of<ChannelTexts>("History_Invited", "owner")).First).ToBeVisibleAsync();
            await owner.LookAsync("channel");
            Assert.Equal(1, await tenant.DbAsync(db => db.Notifications.CountAsync(n => n.TextKey == "Channels.Notice_Invited")));
        }, language);
        var channel = await tenant.DbAsync(db => db.Channels.AsNoTracking().SingleAsync());
        Assert.Equal(("youtube", FakeYouTube.ChannelId, FakeYouTube.AppId), (channel.Platform, channel.AccountId, channel.AppKey));
        Assert.Empty(network.Violations);
    }

    [Fact]
    internal async Task A_link_that_was_taken_back_leads_nowhere()
    {
        var tenant = await TenantAsync("link-back");
        await Browser.JourneyAsync(application.Address, Screen.Desktop, async page =>
        {
            var owner = new Stranger(page, new Words("en"), "invite-back");
            await owner.SignInAsync(Seed.Email(MemberRole.Owner, tenant.Slug), $"/t/{tenant.Slug}/channels/connect");
            var link = await CreateAsync(owner);
            await page.Locator("li[data-link]").GetByRole(AriaRole.Button, new() { Name = owner.Words.Of<InviteTexts>("Lines_Revoke"), Exact = true }).First.ClickAsync();
            await page.Locator("dialog[open]").GetByRole(AriaRole.Button, new() { Name = owner.Words.Of<InviteTexts>("Lines_Revoke"), Exact = true }).ClickAsync();
            await Expect(page.Locator("li[data-link]")).ToHaveCountAsync(0);
            await page.GotoAsync(link);
            await Expect(page.Locator("[data-guest=over]")).ToBeVisibleAsync();
            await owner.LookAsync("over");
        });
    }

    private static async Task<string> CreateAsync(Stranger owner)
    {
        await owner.FollowAsync<ChannelTexts>("Connect_Invite");
        await Expect(owner.Page.Locator("#open-links")).ToBeVisibleAsync();
        await Browser.LiveAsync(owner.Page);
        await owner.PressAsync<InviteTexts>("Form_Create");
        await Expect(owner.Page.Locator("#invitation-networks-fault .fault")).ToBeVisibleAsync();
        await owner.Page.GetByRole(AriaRole.Checkbox, new() { Name = "YouTube", Exact = true }).CheckAsync();
        await owner.FillAsync<InviteTexts>("Form_Note", "Для весенней кампании / for the spring campaign");
        await owner.LookAsync("form");
        await owner.PressAsync<InviteTexts>("Form_Create");
        var link = await owner.Page.Locator("#issued-Link").InputValueAsync();
        await Expect(owner.Page.Locator("li[data-link]")).ToHaveCountAsync(1);
        await owner.LookAsync("issued");
        return link;
    }

    private async Task ConnectAsync(Stranger guest, string link)
    {
        await GoogleAsync(guest.Page);
        await guest.Page.GotoAsync(link);
        await Expect(guest.Page.Locator("[data-guest=open]")).ToContainTextAsync("spring campaign");
        await guest.LookAsync("asked");
        Assert.True((await guest.Button<ChannelTexts>("Connect_Way_youtube").BoundingBoxAsync())!.Width > 250, "the button is as wide as its card");
        await guest.PressAsync<ChannelTexts>("Connect_Way_youtube");
        await Expect(guest.Page.Locator("[data-guest=accounts]")).ToBeVisibleAsync();
        await guest.LookAsync("accounts");
        await guest.Page.Locator("[data-guest=accounts] form button").ClickAsync();
        await guest.SeesAsync<InviteTexts>("Guest_Close");
        await Expect(guest.Page.Locator("h1")).ToHaveTextAsync(guest.Words.Of<InviteTexts>("Guest_Done"));
        await guest.LookAsync("done");
        await guest.Page.GotoAsync(link);
        await Expect(guest.Page.Locator("[data-guest=over]")).ToBeVisibleAsync();
    }

    /// <summary>What Google's pages would send the browser back with.</summary>
    private async Task GoogleAsync(IPage page) => await page.RouteAsync($"{network.Address}o/oauth2/v2/auth**", async route =>
    {
        var asked = HttpUtility.ParseQueryString(new Uri(route.Request.Url).Query);
        Assert.Null(await route.Request.HeaderValueAsync("referer"));
        await route.FulfillAsync(new()
        {
            Status = 302,
            Headers = new Dictionary<string, string> { ["Location"] = $"{asked["redirect_uri"]}?code={Uri.EscapeDataString(FakeYouTube.GoodCode)}&state={Uri.EscapeDataString(asked["state"]!)}" },
        });
    });

    private async Task<TestTenant> TenantAsync(string slug)
    {
        var tenant = await application.AddTenantAsync(slug);
        await using var owner = await Sql.OpenAsync(application.Database.ConnectionString("cf_owner"));
        await Sql.RunAsync(owner, "update tenants set platforms = array['telegram', 'youtube'] where slug = $1", slug);
        return tenant;
    }
}
