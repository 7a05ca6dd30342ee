using System.Globalization;
using System.Text.RegularExpressions;
using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Channels;
using ContentFactory.Domain.Publishing;
using ContentFactory.Tests.Content;
using ContentFactory.Tests.Publishing.Calendar;
using ContentFactory.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ContentFactory.Tests.Journeys;

/// <summary>A post on its whole way: one writes it, another approves and plans it for three networks, a card is dragged, and it stands in the sandbox.</summary>
public sealed class EditorialJourney : IAsyncLifetime
{
    private const string Own = "X hears it first: iced coffee with tonic.";
    private const string Original = "Iced coffee with tonic and orange, from today at our counter.";
    private static readonly string[] Networks = ["telegram", "x", "linkedin"];

    private TestApplication application = null!;
    private TestTenant tenant = null!;

    public async Task InitializeAsync()
    {
        application = await TestApplication.StartAsync(new(Settings: new Dictionary<string, string?> { ["Sandbox:BaseUrl"] = null, ["Publishing:IdleSeconds"] = "1" }));
        tenant = await application.AddTenantAsync("editorial");
        await tenant.DbAsync(db => db.Database.ExecuteSqlAsync($"update tenants set platforms = {Networks} where id = {tenant.Id}"));
        await using (var connection = await Sql.OpenAsync(application.Database.ConnectionString("cf_system")))
            Assert.Equal(1, await Sql.RunAsync(connection, "insert into subscriptions (tenant_id, id, plan_id, status, source, currency, starts_at) select $1, gen_random_uuid(), id, 'active', 'manual', 'USD', app_now() from plans where code = 'growth'", tenant.Id));
        foreach (var network in Networks)
            Assert.Null((await tenant.AsAsync<SandboxChannels, Result<ConnectedChannel>>(MemberRole.Owner, s => s.ConnectAsync(tenant.CompanyId, default, network))).Problem?.TextKey);
    }

    public async Task DisposeAsync() => await application.DisposeAsync();

    [Theory]
    [InlineData(Screen.Desktop, "en")]
    [InlineData(Screen.Phone, "ru")]
    internal async Task From_the_first_word_to_three_networks(Screen screen, string language)
    {
        var post = Guid.Empty;
        await WalkAsync(screen, language, MemberRole.Editor, "content", async stranger => post = await WriteAsync(stranger));
        await WalkAsync(screen, language, MemberRole.Approver, "content/approvals", async stranger =>
        {
            await ApproveAsync(stranger, post);
            var day = await PlanAsync(stranger, post);
            await MoveAsync(stranger, screen, day, post);
            await GoesOutAsync(stranger, post);
        });
    }

    private async Task<Guid> WriteAsync(Stranger stranger)
    {
        var page = stranger.Page;
        await stranger.PressAsync<ContentTexts>("Content_New");
        await Expect(page).ToHaveURLAsync(new Regex("/content/[0-9a-f-]{36}"));
        var post = Guid.Parse(new Uri(page.Url).Segments[^1]);
        await Expect(page.Locator("[data-editor=ready]")).ToBeVisibleAsync();
        await page.Locator("textarea[name=text]").FillAsync(Original);
        await Expect(page.Locator("[data-save=Saved]")).ToBeVisibleAsync();
        await page.Locator("[data-variants] [role=tab][data-network=x]").ClickAsync();
        await page.Locator("[data-variant=x] [data-act=follow]").UncheckAsync();
        await page.Locator("[data-variant=x] textarea").First.FillAsync(Own);
        await Expect(page.Locator("[data-variant=x]")).ToHaveAttributeAsync("data-state", "Own");
        await stranger.LookAsync("written");
        await page.Locator("[data-act=ready]").ClickAsync();
        await Expect(page.Locator("main header [data-status=Ready]")).ToBeVisibleAsync();
        await Expect(page.Locator("[data-act=approve]")).ToHaveCountAsync(0);
        return post;
    }

    private static async Task ApproveAsync(Stranger stranger, Guid post)
    {
        var page = stranger.Page;
        await Expect(page.Locator($"[data-review='{post}']")).ToContainTextAsync(Original);
        await stranger.LookAsync("waiting");
        await page.Locator("[data-act=approve]").ClickAsync();
        await stranger.SeesAsync<ContentFactory.Web.Content.Approvals.Texts>("Mine_EmptyTitle");
    }

    /// <returns>The day that it is planned for: the third from now, so that its neighbours are ahead too.</returns>
    private async Task<DateOnly> PlanAsync(Stranger stranger, Guid post)
    {
        var (page, day) = (stranger.Page, DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(3));
        await page.GotoAsync($"/t/{tenant.Slug}/content/{post}");
        await Browser.LiveAsync(page);
        await page.Locator("input[name=way][value=At]").CheckAsync();
        await Expect(page.Locator(".choice-row input")).ToHaveCountAsync(Networks.Length);
        foreach (var choice in await page.Locator(".choice-row input").AllAsync())
            await choice.CheckAsync();
        await stranger.FillAsync<PublishingTexts>("Panel_Date", Iso(day));
        await stranger.FillAsync<PublishingTexts>("Panel_Time", "10:15");
        await page.Locator("section[aria-labelledby=schedule-title] .decide > button").First.ClickAsync();
        await Expect(page.Locator("a.publication-row")).ToHaveCountAsync(Networks.Length);
        await stranger.LookAsync("planned");
        return day;
    }

    private async Task MoveAsync(Stranger stranger, Screen screen, DateOnly day, Guid post)
    {
        var (page, id) = (stranger.Page, await tenant.DbAsync(db => db.Publications.Where(p => p.PostId == post && db.Channels.Any(c => c.Id == p.ChannelId && c.Platform == "linkedin")).Select(p => p.Id).SingleAsync()));
        await page.GotoAsync($"/t/{tenant.Slug}/calendar?view=week&date={Iso(day)}");
        await Browser.LiveAsync(page);
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        await stranger.LookAsync("week");
        await page.GotoAsync($"/t/{tenant.Slug}/calendar?date={Iso(day)}");
        await Browser.LiveAsync(page);
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        var (card, cell) = (page.Locator($"[data-move='{id}']:visible").First, page.Locator($".month [data-day='{Iso(day.AddDays(1))}']"));
        await (screen is Screen.Desktop ? CalendarHands.DragAsync(page, card, cell) : CalendarHands.TouchAsync(page, card, cell));
        await Expect(page.Locator(".toast .quiet")).ToBeVisibleAsync();
        await Eventually.BecomesAsync(() => tenant.DbAsync(db => db.Publications.AnyAsync(p => p.Id == id && p.LocalDate == day.AddDays(1) && p.LocalTime == new TimeOnly(10, 15))), moved => moved);
        await stranger.LookAsync("moved");
    }

    private async Task GoesOutAsync(Stranger stranger, Guid post)
    {
        var page = stranger.Page;
        Assert.Equal(Networks.Length, await tenant.DbAsync(db => db.Publications.CountAsync(p => p.PostId == post && p.State == PublicationState.Scheduled)));
        // the days pass
        await using (var connection = await Sql.OpenAsync(application.Database.ConnectionString("cf_system")))
            Assert.Equal(Networks.Length, await Sql.RunAsync(connection, $"update publications set scheduled_at = app_now(), due_at = app_now() where post_id = '{post}'"));
        await page.GotoAsync($"/t/{tenant.Slug}/content/{post}");
        await Browser.LiveAsync(page);
        await Expect(page.Locator("a.publication-row [data-status=Published]")).ToHaveCountAsync(Networks.Length, new() { Timeout = 120_000 });
        await stranger.LookAsync("published");
        foreach (var network in Networks)
        {
            var address = await tenant.DbAsync(db => db.Publications.Where(p => p.PostId == post && db.Channels.Any(c => c.Id == p.ChannelId && c.Platform == network)).Select(p => p.Url).SingleAsync());
            var outside = await page.Context.NewPageAsync();
            await outside.GotoAsync(address!);
            await Expect(outside.Locator("body")).ToContainTextAsync(network == "x" ? Own : Original);
        }
    }

    private Task WalkAsync(Screen screen, string language, MemberRole role, string path, Func<Stranger, Task> walk) => Browser.JourneyAsync(application.Address, screen, async page =>
    {
        var stranger = new Stranger(page, new Words(language), $"editorial-{role}-{screen}".ToLowerInvariant());
        await stranger.SignInAsync(Seed.Email(role, tenant.Slug), $"/t/{tenant.Slug}/{path}");
        await walk(stranger);
    }, language);

    private static string Iso(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
