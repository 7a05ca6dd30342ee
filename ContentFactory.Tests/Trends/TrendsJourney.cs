using System.Text;
using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Trends;
using ContentFactory.Domain.Trends.Niches;
using ContentFactory.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ContentFactory.Tests.Trends;

/// <summary>Ideas from two sources that tell one story, by hand, from a file and from the calendar, in a real browser.</summary>
public sealed class TrendsJourney : IAsyncLifetime
{
    private const string Story = "Обжарщики подняли цены на арабику второй раз за осень";
    private FeedSite site = null!;
    private TestApplication application = null!;
    private TestTenant tenant = null!;

    public async Task InitializeAsync()
    {
        site = await FeedSite.StartAsync();
        site.Put("/herald", FeedSite.Rss("Городские новости", (Story, "https://herald.test/1", "Килограмм зелёного зерна стоит на треть больше, чем прошлой осенью."), ("Погода в выходные будет ясной и морозной", "https://herald.test/2", "До минус десяти.")));
        site.Put("/weekly", FeedSite.Rss("Кофе и люди", ($"{Story} — Кофе и люди", "https://weekly.test/1", "Килограмм зелёного зерна стоит на треть больше, чем прошлой осенью.")));
        application = await TestApplication.StartAsync(new TestApplicationOptions(Settings: new Dictionary<string, string?> { ["Outgoing:AllowedPrivateHosts:0"] = site.Host }));
        tenant = await application.AddTenantAsync("stories");
        foreach (var path in new[] { "/herald", "/weekly" })
        {
            var source = await tenant.AsAsync<SourceEditor, Result<Guid>>(MemberRole.Editor, e => e.AddAsync(new SourceEntry(site.At(path))));
            await tenant.AsAsync<TrendCollector, Result<Collected>>(MemberRole.Editor, c => c.CollectAsync(source.Value));
        }
        site.Answer("/weekly", http => { http.Response.StatusCode = 503; return Task.CompletedTask; });
        await tenant.AsAsync<TrendCollector, Result<Collected>>(MemberRole.Editor, async c => await c.CollectAsync((await c.SourcesAsync()).Single(s => s.Name == "Кофе и люди").Id));
    }

    public async Task DisposeAsync()
    {
        await application.DisposeAsync();
        await site.DisposeAsync();
    }

    [Theory]
    [InlineData(nameof(Screen.Desktop), "ru")]
    [InlineData(nameof(Screen.Phone), "ru")]
    public Task Ideas_of_all_kinds_come_together_on_one_page(string screen, string language) => Browser.JourneyAsync(application.Address, Enum.Parse<Screen>(screen), async page =>
    {
        await SignInAsync(page);
        await OpenAsync(page, "ideas");
        await Expect(page.Locator("tr[data-row]")).ToHaveCountAsync(2);
        await page.Locator(".tellers").ClickAsync();
        await Expect(page.Locator(".told li")).ToHaveCountAsync(2);
        await page.Locator("tr[data-row] summary[aria-label]").First.ClickAsync();
        await CheckAsync(page, $"stories-{screen}");

        await OpenAsync(page, "ideas");
        await page.Locator(".head-actions button:not(.secondary)").ClickAsync();
        await page.Locator("#idea button[type=submit]").ClickAsync();
        await Expect(page.Locator("#idea .field .fault")).ToBeVisibleAsync();
        await page.Locator("#idea input[name=title]").FillAsync("Показать, как идёт обжарка");
        await CheckAsync(page, $"idea-form-{screen}");
        await page.Locator("#idea button[type=submit]").ClickAsync();
        await Expect(page.Locator("tr[data-row]")).ToHaveCountAsync(3);

        await page.GotoAsync($"/t/{tenant.Slug}/ideas?sources=2");
        await Browser.LiveAsync(page);
        await Expect(page.Locator("tr[data-row]")).ToHaveCountAsync(1);
        await page.Locator(".views > button").ClickAsync();
        await page.Locator("#view input[name=name]").FillAsync("Об этом все пишут");
        await page.Locator("#view input[name=first]").CheckAsync();
        await page.Locator("#view button[type=submit]").ClickAsync();
        await Expect(page.Locator(".views .own a")).ToHaveTextAsync("Об этом все пишут");
        await page.GotoAsync($"/t/{tenant.Slug}/ideas");
        await Browser.AtAsync(page, "**/ideas?sources=2");
        await CheckAsync(page, $"views-{screen}");
        await page.Locator(".views > a").ClickAsync();
        await Expect(page.Locator("tr[data-row]")).ToHaveCountAsync(3);
    }, language);

    [Theory]
    [InlineData(nameof(Screen.Desktop))]
    [InlineData(nameof(Screen.Phone))]
    public Task A_file_is_shown_before_it_is_kept(string screen) => Browser.JourneyAsync(application.Address, Enum.Parse<Screen>(screen), async page =>
    {
        await SignInAsync(page);
        await OpenAsync(page, "ideas/import");
        var file = Encoding.UTF8.GetBytes("Заголовок;Дата;Ссылка\nПервая идея;20.11.2026;https://news.test/a\nВторая идея;вчера;\nТретья идея;;\n;;\n");
        await page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "ideas.csv", MimeType = "text/csv", Buffer = file });
        await Expect(page.Locator(".faults tbody tr")).ToHaveCountAsync(1);
        await CheckAsync(page, $"import-{screen}");
        await page.Locator("section .button").ClickAsync();
        await Expect(page.Locator(".done")).ToBeVisibleAsync();
        Assert.Equal(2, await tenant.DbAsync(db => Task.FromResult(db.TrendItems.Count(i => i.Title == "Первая идея" || i.Title == "Третья идея"))));
    }, "ru");

    [Theory]
    [InlineData(nameof(Screen.Desktop))]
    [InlineData(nameof(Screen.Phone))]
    public Task Events_and_the_health_of_sources_stand_in_one_list(string screen) => Browser.JourneyAsync(application.Address, Enum.Parse<Screen>(screen), async page =>
    {
        await SignInAsync(page);
        await OpenAsync(page, "ideas/sources");
        await page.Locator(".head-actions .secondary").ClickAsync();
        await page.Locator("#event input[name=name]").FillAsync("День кофе");
        await page.Locator("#event input[name=date]").FillAsync("2020-04-17");
        await CheckAsync(page, $"event-form-{screen}");
        await page.Locator("#event button[type=submit]").ClickAsync();
        await Expect(page.Locator("tr[data-row]")).ToHaveCountAsync(3);
        await Expect(page.Locator(".health")).ToBeVisibleAsync();
        await CheckAsync(page, $"health-{screen}");
    }, "ru");

    [Theory]
    [InlineData(nameof(Screen.Desktop))]
    [InlineData(nameof(Screen.Phone))]
    public Task A_niche_is_described_and_measured(string screen) => Browser.JourneyAsync(application.Address, Enum.Parse<Screen>(screen), async page =>
    {
        await SignInAsync(page);
        await OpenAsync(page, "ideas/niches");
        await page.Locator(".head-actions button").ClickAsync();
        await page.Locator("#niche input[name=name]").FillAsync("Кофейни у дома");
        await page.Locator("#niche input[name=price]").FillAsync("250");
        await page.Locator("#niche button[type=submit]").ClickAsync();
        await Expect(page.Locator("#niche .field .fault")).ToBeVisibleAsync();
        await page.Locator("#niche input[name=currency]").FillAsync("rub");
        await CheckAsync(page, $"niche-form-{screen}");
        await page.Locator("#niche button[type=submit]").ClickAsync();
        await Expect(page.Locator("tr[data-row]")).ToHaveCountAsync(1);
        await CheckAsync(page, $"niches-{screen}");
        await FillAsync();
        await page.Locator("a.list-link").ClickAsync();
        await Expect(page.Locator(".shares li")).ToHaveCountAsync(2);
        await CheckAsync(page, $"niche-{screen}");
    }, "ru");

    /// <summary>Nine weeks of the niche that the page has just made.</summary>
    private Task<int> FillAsync() => tenant.DbAsync(async db =>
    {
        var (niche, source, now) = (db.Niches.Single().Id, db.TrendSources.First().Id, TimeProvider.System.GetUtcNow());
        foreach (var (name, each) in new[] { ("Зерно", 3), ("Оборудование", 2) })
        {
            var topic = new Topic(tenant.Id, Ids.New(now), name, [], "ru", now);
            topic.Join(niche);
            db.Topics.Add(topic);
            for (var day = 0; day < 63; day += each)
                db.TrendItems.Add(new TrendItem(tenant.Id, Ids.New(now.AddDays(-day)), source, topic.Id, $"https://{name}.test/{day}", $"{name}: тёмная обжарка и помол, заметка {day}", now.AddDays(-day)));
        }
        return await db.SaveChangesAsync();
    });

    private async Task OpenAsync(IPage page, string path)
    {
        await page.GotoAsync($"/t/{tenant.Slug}/{path}");
        await Browser.LiveAsync(page);
    }

    private static async Task CheckAsync(IPage page, string name)
    {
        await Browser.ShotAsync(page, $"trends-{name}");
        Assert.False(await Browser.OverflowsAsync(page), $"{name} scrolls sideways");
    }

    private async Task SignInAsync(IPage page)
    {
        await page.GotoAsync($"/sign-in?returnUrl=/t/{tenant.Slug}/content");
        await page.Locator("input[type=email]").FillAsync(Seed.Email(MemberRole.Editor, tenant.Slug));
        await page.Locator("input[type=password]").FillAsync(Seed.Password);
        await page.Locator("input[type=password]").PressAsync("Enter");
        await Browser.AtAsync(page, "**/t/**");
    }
}
