using ContentFactory.Domain.Access;
using ContentFactory.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ContentFactory.Tests.Analytics.Pages;

/// <summary>The first page of a tenant in a real browser: its figures and the rows behind them, its companies, and what each role sees of it.</summary>
public sealed class HomeJourney(NumbersWorld world) : IClassFixture<NumbersWorld>
{
    [Fact]
    public Task A_figure_leads_to_the_rows_of_the_same_days() => JourneyAsync(async page =>
    {
        await OpenAsync(page, world.Full, MemberRole.Owner);
        await Expect(Tile(page, "Views").Locator("strong")).ToHaveTextAsync("7,500");
        await Expect(Tile(page, "Posts").Locator("strong")).ToHaveTextAsync("8");
        await Expect(Tile(page, "Views").Locator("svg.spark")).ToBeVisibleAsync();
        await Expect(Tile(page, "Scheduled").Locator(".why")).ToHaveTextAsync("Nothing is planned for the next 7 days.");
        await Expect(page.Locator("#views figcaption")).ToContainTextAsync("Views by day");
        await Expect(page.Locator("[aria-labelledby=top-posts] li")).ToHaveCountAsync(4);

        await Tile(page, "Views").ClickAsync();
        await Browser.AtAsync(page, "**/analytics/channels?days=30");
        await Expect(page.Locator("[data-sums] [data-figure=Views]")).ToHaveTextAsync("7,500");
        await page.GoBackAsync();
        await Tile(page, "Posts").ClickAsync();
        await Browser.AtAsync(page, "**/analytics/posts?days=30");
        await Expect(page.Locator("[data-row]")).ToHaveCountAsync(8);
    });

    [Fact]
    public Task A_companys_card_leads_to_its_own_home() => JourneyAsync(async page =>
    {
        await OpenAsync(page, world.Two, MemberRole.Owner);
        var card = page.Locator($"[data-company='{world.Second}']");
        await Expect(Tile(page, "Views").Locator("strong")).ToHaveTextAsync("100");
        await Expect(page.Locator("[data-company]")).ToHaveCountAsync(2);
        await Expect(card.Locator("[data-figure=Views] dd")).ToHaveTextAsync("60");
        await Expect(card.Locator(".waiting")).ToHaveTextAsync("1 channel needs you");
        await Expect(card.GetByRole(AriaRole.Link, new() { Name = "Edit Second shop" })).ToHaveAttributeAsync("href", $"/t/two/settings/companies/{world.Second}");
        await Expect(page.Locator(".states li").First).ToContainTextAsync("Shop channel");

        await card.GetByRole(AriaRole.Link, new() { Name = "View Second shop" }).ClickAsync();
        await Browser.AtAsync(page, $"**/t/two?company={world.Second}");
        await Expect(Tile(page, "Views").Locator("strong")).ToHaveTextAsync("60");
        await Expect(page.Locator("[data-company]")).ToHaveCountAsync(0);
        await Expect(page.Locator(".usage, .acts")).ToHaveCountAsync(0);
        await Expect(page.Locator(".states li")).ToHaveCountAsync(1);
        await Tile(page, "Posts").ClickAsync();
        await Browser.AtAsync(page, $"**/analytics/posts?days=30&company={world.Second}");
        await Expect(page.Locator("[data-row]")).ToHaveCountAsync(1);
    });

    [Fact]
    public Task An_owner_sees_the_plan_and_begins_a_post_from_here() => JourneyAsync(async page =>
    {
        await OpenAsync(page, world.Two, MemberRole.Owner);
        var channels = page.Locator("[data-part=Channels]");
        await Expect(channels).ToContainTextAsync("2 of 1 · used up");
        await Expect(channels.GetByRole(AriaRole.Progressbar, new() { Name = "Channels" })).ToHaveAttributeAsync("aria-valuetext", "2 of 1 · used up");
        await Expect(page.Locator(".acts")).ToContainTextAsync("Nothing has been done yet.");
        await page.GetByRole(AriaRole.Button, new() { Name = "New post" }).ClickAsync();
        await page.WaitForURLAsync(new System.Text.RegularExpressions.Regex("/t/two/content/[0-9a-f-]{36}$"));
    });

    [Fact]
    public Task A_viewer_sees_neither_plan_nor_acts_nor_what_others_begin() => JourneyAsync(async page =>
    {
        await OpenAsync(page, world.Full, MemberRole.Viewer);
        await Expect(Tile(page, "Views").Locator("strong")).ToHaveTextAsync("7,500");
        await Expect(page.Locator(".head-actions > *")).ToHaveTextAsync(["Reports"]);
        await Expect(page.Locator(".usage, .acts")).ToHaveCountAsync(0);
        await Expect(page.Locator("[data-company]")).ToHaveCountAsync(1);
        await Expect(page.GetByRole(AriaRole.Link, new() { NameRegex = new("^Edit ") })).ToHaveCountAsync(0);
        await Browser.ShotAsync(page, "home-viewer");
    });

    [Fact]
    public Task Without_numbers_each_figure_says_why() => JourneyAsync(async page =>
    {
        await OpenAsync(page, world.Bare, MemberRole.Owner);
        await Expect(page.Locator(".steps")).ToBeVisibleAsync();
        await Expect(page.Locator(".tile")).ToHaveCountAsync(0);
        await Expect(page.Locator(".usage")).ToBeVisibleAsync();
        await OpenAsync(page, world.Fresh, MemberRole.Owner);
        await Expect(Tile(page, "Posts").Locator("strong")).ToHaveTextAsync("1");
        await Expect(Tile(page, "Views").Locator(".why")).ToHaveTextAsync("Numbers are first read an hour after publishing.");
        await OpenAsync(page, world.Past, MemberRole.Owner);
        await Expect(Tile(page, "Posts").Locator(".why")).ToHaveTextAsync("Nothing was published in these days.");
        await Expect(page.Locator("#views")).ToHaveCountAsync(0);
    });

    [Theory]
    [InlineData("full", true), InlineData("two", false), InlineData("bare", true), InlineData("fresh", false)]
    public Task A_phone_shows_it_without_scrolling_sideways(string slug, bool dark) => ShownAsync(Screen.Phone, slug, dark);

    [Theory]
    [InlineData("full", false), InlineData("two", true), InlineData("past", false)]
    public Task A_desk_shows_it_too(string slug, bool dark) => ShownAsync(Screen.Desktop, slug, dark);

    private Task ShownAsync(Screen screen, string slug, bool dark) => Browser.JourneyAsync(world.Application.Address, screen, async page =>
    {
        await OpenAsync(page, slug, MemberRole.Owner);
        if (slug is "full" or "two")
            await Expect(page.Locator("#views .chart-canvas svg").First).ToBeVisibleAsync();
        await Browser.ShotAsync(page, $"home-{screen}-{slug}-{dark}");
        Assert.False(await Browser.OverflowsAsync(page));
    }, "ru", dark);

    private Task JourneyAsync(Func<IPage, Task> journey) => Browser.JourneyAsync(world.Application.Address, Screen.Desktop, journey);

    private static ILocator Tile(IPage page, string title) => page.Locator(".tile", new() { Has = page.Locator(".title", new() { HasTextRegex = new($"^{title}$") }) });

    private static Task OpenAsync(IPage page, TestTenant tenant, MemberRole role) => OpenAsync(page, tenant.Slug, role);

    private static async Task OpenAsync(IPage page, string slug, MemberRole role)
    {
        await page.Context.ClearCookiesAsync();
        await page.GotoAsync($"/sign-in?returnUrl={Uri.EscapeDataString($"/t/{slug}")}");
        await page.Locator("input[type=email]").FillAsync(Seed.Email(role, slug));
        await page.Locator("input[type=password]").FillAsync(Seed.Password);
        await page.Locator("input[type=password]").PressAsync("Enter");
        await Browser.AtAsync(page, $"**/t/{slug}");
        await Browser.LiveAsync(page);
    }
}
