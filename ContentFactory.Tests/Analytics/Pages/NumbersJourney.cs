using ContentFactory.Domain.Access;
using ContentFactory.Tests.Journeys.Screens;
using ContentFactory.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ContentFactory.Tests.Analytics.Pages;

/// <summary>The pages of numbers in a real browser: filters, the way from a figure to its rows and back, and what is said without numbers.</summary>
public sealed class NumbersJourney(NumbersWorld world) : IClassFixture<NumbersWorld>
{
    [Fact]
    public Task A_filter_changes_the_figures_and_a_tile_leads_to_rows_that_sum_to_it() => JourneyAsync(Screen.Desktop, async page =>
    {
        await OpenAsync(page, world.Full, "analytics");
        await Expect(Tile(page, "Views").Locator("strong")).ToHaveTextAsync("7,500");
        await Expect(Tile(page, "Posts").Locator("strong")).ToHaveTextAsync("8");
        await Expect(Tile(page, "Engagement rate")).ToContainTextAsync("of impressions, reach or views");
        await page.Locator("select[name=network]").SelectOptionAsync("telegram");
        await Browser.AtAsync(page, "**/analytics?network=telegram");
        await Expect(Tile(page, "Views").Locator("strong")).ToHaveTextAsync("1,500");
        await Expect(Tile(page, "Engagement rate")).ToContainTextAsync("of views");
        await Expect(Tile(page, "Reach").Locator(".why")).ToHaveTextAsync("Not counted here: Telegram.");

        await Tile(page, "Posts").ClickAsync();
        await Browser.AtAsync(page, "**/analytics/posts?network=telegram");
        await Expect(page.Locator("[data-row]")).ToHaveCountAsync(5);
        await Expect(page.Locator(".list-foot")).ToContainTextAsync("of 5");
        await page.GoBackAsync();
        await Browser.AtAsync(page, "**/analytics?network=telegram");
        await Expect(Tile(page, "Views").Locator("strong")).ToHaveTextAsync("1,500");
        await page.GoBackAsync();
        await Browser.AtAsync(page, "**/analytics");
        await Expect(Tile(page, "Views").Locator("strong")).ToHaveTextAsync("7,500");

        await Tile(page, "Views").ClickAsync();
        await Browser.AtAsync(page, "**/analytics/channels");
        await Expect(page.Locator("tbody [data-figure=Views]")).ToHaveTextAsync(["6,000", "1,500"]);
        await Expect(page.Locator("[data-sums] [data-figure=Views]")).ToHaveTextAsync("7,500");
        await page.Locator("tbody th a").First.ClickAsync();
        await Browser.AtAsync(page, "**/analytics/posts?channel=*");
        await Expect(page.Locator("[data-row]")).ToHaveCountAsync(3);
    });

    [Fact]
    public Task The_chart_by_day_shows_what_is_chosen_and_the_page_stays_where_it_is() => JourneyAsync(Screen.Desktop, async page =>
    {
        await OpenAsync(page, world.Full, "analytics?days=7");
        await Expect(page.Locator(".by-day .chart-canvas svg")).ToBeVisibleAsync();
        await page.EvaluateAsync("() => scrollTo(0, 300)");
        var choice = page.Locator("[data-choice=Engagements]");
        await choice.ScrollIntoViewIfNeededAsync();
        var before = await page.EvaluateAsync<int>("() => Math.round(scrollY)");
        Assert.True(before > 0, "a page that stands at its top cannot jump there");
        await choice.ClickAsync();
        await Browser.AtAsync(page, "**/analytics?days=7&figure=engagements");
        await Expect(page.Locator(".by-day figcaption")).ToContainTextAsync("Engagements by day");
        await Expect(page.Locator("[data-choice=Engagements]")).ToHaveAttributeAsync("aria-current", "true");
        await Eventually.BecomesAsync(() => page.EvaluateAsync<int>("() => Math.round(scrollY)"), at => at == before, TimeSpan.FromSeconds(10));
    });

    [Fact]
    public Task Two_dates_make_a_period_and_a_long_one_is_drawn_by_weeks() => JourneyAsync(Screen.Desktop, async page =>
    {
        await OpenAsync(page, world.Full, "analytics");
        await page.Locator(".periods a", new() { HasText = "365" }).ClickAsync();
        await Browser.AtAsync(page, "**/analytics?days=365");
        await Expect(page.Locator(".by-day figcaption")).ToContainTextAsync("Views by week");
        var day = TimeProvider.System.GetUtcNow().AddDays(-1);
        await page.Locator("input[name=from]").FillAsync($"{day:yyyy-MM-dd}");
        await page.Locator("input[name=to]").FillAsync($"{day:yyyy-MM-dd}");
        await page.Locator(".numbers-bar button[type=submit]").ClickAsync();
        await Browser.AtAsync(page, $"**/analytics?from={day:yyyy-MM-dd}&to={day:yyyy-MM-dd}");
        await Expect(page.Locator(".by-day figcaption")).ToContainTextAsync("Views by day");
        await Expect(Tile(page, "Posts").Locator(".why")).ToHaveTextAsync("Nothing was published in these days.");
    });

    [Fact]
    public Task The_table_of_posts_sorts_by_a_figure_and_shows_other_ones() => JourneyAsync(Screen.Desktop, async page =>
    {
        await OpenAsync(page, world.Full, "analytics/posts");
        await page.Locator("thead a", new() { HasText = "Views" }).ClickAsync();
        await Browser.AtAsync(page, "**sort=views");
        await Expect(page.Locator("th[aria-sort=ascending]")).ToHaveTextAsync("Views");
        await page.Locator("thead a", new() { HasText = "Views" }).ClickAsync();
        await Browser.AtAsync(page, "**sort=-views");
        await Expect(page.Locator("tbody .title").First).ToHaveTextAsync("Picture 3");
        await Expect(page.Locator("tbody .title").Last).ToHaveTextAsync("News 1");
        await page.Locator(".sets a", new() { HasText = "Reactions" }).ClickAsync();
        await Browser.AtAsync(page, "**/analytics/posts?set=reactions");
        await Expect(page.Locator("thead th")).ToHaveTextAsync(["Post", "Published", "Likes", "Comments", "Shares", "Saves", "Engagements"]);
        await page.Locator("[data-list-search]").PressSequentiallyAsync("picture");
        await Expect(page.Locator("[data-row]")).ToHaveCountAsync(3);
    });

    [Fact]
    public Task Without_numbers_the_page_says_why_and_what_to_do() => JourneyAsync(Screen.Desktop, async page =>
    {
        await OpenAsync(page, world.Bare, "analytics");
        await Expect(page.Locator(".empty h2")).ToHaveTextAsync("No channel is connected");
        await Expect(page.Locator(".empty a")).ToHaveAttributeAsync("href", "/t/bare/channels/connect");
        await OpenAsync(page, world.Quiet, "analytics");
        await Expect(page.Locator(".empty h2")).ToHaveTextAsync("Nothing has been published yet");
        await OpenAsync(page, world.Past, "analytics");
        await Expect(page.Locator(".empty h2")).ToHaveTextAsync("Nothing was published in these days");
        await page.Locator(".empty a.button", new() { HasText = "365" }).ClickAsync();
        await Expect(Tile(page, "Posts").Locator("strong")).ToHaveTextAsync("1");
        await OpenAsync(page, world.Fresh, "analytics");
        await Expect(Tile(page, "Posts").Locator("strong")).ToHaveTextAsync("1");
        await Expect(Tile(page, "Views").Locator(".why")).ToHaveTextAsync("Numbers are first read an hour after publishing.");
        await OpenAsync(page, world.Past, "analytics/posts");
        await Expect(page.Locator(".empty h2")).ToHaveTextAsync("Nothing was published in these days");
    });

    [Fact]
    public Task The_keys_g_a_lead_there_and_the_figures_are_explained() => JourneyAsync(Screen.Desktop, async page =>
    {
        await OpenAsync(page, world.Full, "channels");
        await page.Keyboard.PressAsync("g");
        await page.Keyboard.PressAsync("a");
        await Browser.AtAsync(page, "**/t/full/analytics");
        await Expect(page.Locator(".frame-nav .nav-inside a")).ToHaveTextAsync(["Overview", "Posts in numbers", "Channels in numbers", "Reports"]);
        await page.GetByRole(AriaRole.Link, new() { Name = "Figures", Exact = true }).ClickAsync();
        await Expect(page.Locator("[data-figure=EngagementRate]")).ToContainTextAsync("engagements ÷ (impressions, else reach, else views)");
    });

    [Theory]
    [InlineData("full", "analytics", false), InlineData("full", "analytics", true), InlineData("full", "analytics/posts", true), InlineData("full", "analytics/channels", false)]
    [InlineData("full", "analytics/figures", true), InlineData("bare", "analytics", true), InlineData("fresh", "analytics", false)]
    public Task A_phone_shows_them_without_scrolling_sideways(string slug, string address, bool dark) => Browser.JourneyAsync(world.Application.Address, Screen.Phone, async page =>
    {
        await OpenAsync(page, slug, address);
        await Expect(page.Locator("h1")).ToBeVisibleAsync();
        if ((slug, address) is ("full", "analytics"))
            await Expect(page.Locator(".chart-canvas svg").First).ToBeVisibleAsync();
        // charts too, which a page has before they are drawn
        await page.WaitForFunctionAsync(Scripts.Settled, true);
        await Browser.ShotAsync(page, $"numbers-{slug}-{address.Replace('/', '-')}-{dark}");
        Assert.False(await Browser.OverflowsAsync(page));
    }, "ru", dark);

    [Fact]
    public Task The_table_of_channels_fits_a_desk() => Browser.JourneyAsync(world.Application.Address, Screen.Desktop, async page =>
    {
        await OpenAsync(page, world.Full, "analytics/channels");
        await Expect(page.Locator("[data-row]")).ToHaveCountAsync(2);
        Assert.False(await Browser.OverflowsAsync(page));
        Assert.False(await page.EvaluateAsync<bool>("() => { const box = document.querySelector('.channel-scroll'); return box.scrollWidth > box.clientWidth; }"));
    }, "ru");

    [Fact]
    public async Task A_viewer_takes_the_same_rows_as_files()
    {
        using var client = await world.Application.SignInAsync(world.Full, MemberRole.Viewer);
        client.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");
        var posts = await client.GetStringAsync("/t/full/export/post-numbers?format=csv&network=telegram&sort=-views");
        Assert.Equal(["News 5", "News 4", "News 3", "News 2", "News 1"], posts.Trim().Split("\r\n").Skip(1).Select(line => line.Split(',')[0]));
        var channels = await client.GetStringAsync("/t/full/export/channel-numbers?format=csv");
        Assert.Equal(["Pictures", "News"], channels.Trim().Split("\r\n").Skip(1).Select(line => line.Split(',')[0]));
        Assert.Equal(["500", "10", "2"], Cells(posts, "News 5", "Views", "Likes", "Engagement rate, %"));
        Assert.Equal(["5", "1500", "30"], Cells(channels, "News", "Posts", "Views", "Engagements"));
        Assert.Equal(["3", "6000", "174"], Cells(channels, "Pictures", "Posts", "Views", "Engagements"));
        foreach (var nonsense in new[] { "days=0", "days=99999999", "from=0001-01-01", "to=9999-12-31", "from=2026-13-99", "channel=1", "type=nothing", "network=%00", "topic=x", "figure=none", "set=none", "page=-1&sort=;" })
            foreach (var place in new[] { "", "/posts", "/channels" })
            {
                using var answer = await client.GetAsync($"/t/full/analytics{place}?{nonsense}");
                Assert.True(answer.IsSuccessStatusCode, $"{place}?{nonsense}");
            }
    }

    private static IEnumerable<string> Cells(string file, string row, params string[] columns)
    {
        var lines = file.TrimStart('\uFEFF').Trim().Split("\r\n").Select(line => line.Split(',')).ToList();
        // a heading with its unit has a comma in it
        var heads = lines[0].Aggregate(new List<string>(), (all, part) => part.EndsWith('"') && all.Count > 0 ? [.. all[..^1], $"{all[^1]},{part}".Trim('"')] : [.. all, part]);
        return columns.Select(column => lines.Single(line => line[0] == row)[heads.IndexOf(column)]);
    }

    private Task JourneyAsync(Screen screen, Func<IPage, Task> journey) => Browser.JourneyAsync(world.Application.Address, screen, journey);

    private static ILocator Tile(IPage page, string title) => page.Locator(".tile", new() { Has = page.Locator(".title", new() { HasTextRegex = new($"^{title}$") }) });

    private static Task OpenAsync(IPage page, TestTenant tenant, string address) => OpenAsync(page, tenant.Slug, address);

    private static async Task OpenAsync(IPage page, string slug, string address)
    {
        await page.Context.ClearCookiesAsync();
        await page.GotoAsync($"/sign-in?returnUrl={Uri.EscapeDataString($"/t/{slug}/{address}")}");
        await page.Locator("input[type=email]").FillAsync(Seed.Email(MemberRole.Owner, slug));
        await page.Locator("input[type=password]").FillAsync(Seed.Password);
        await page.Locator("input[type=password]").PressAsync("Enter");
        await Browser.AtAsync(page, $"**/t/{slug}/{address}");
        await Browser.LiveAsync(page);
    }
}
