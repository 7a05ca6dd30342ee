using System.Globalization;
using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Channels;
using ContentFactory.Domain.Publishing;
using ContentFactory.Tests.Content;
using ContentFactory.Tests.Journeys;
using ContentFactory.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ContentFactory.Tests.Publishing.Calendar;

/// <summary>What may be done with a card: by mouse, by keys, by finger, and not by who only looks.</summary>
public sealed class CardMenuJourney : IAsyncLifetime
{
    private TestApplication application = null!;
    private TestTenant tenant = null!;
    private Guid channel;

    private readonly DateOnly day = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddMonths(1) is var next ? new DateOnly(next.Year, next.Month, 15) : default;

    public async Task InitializeAsync()
    {
        application = await TestApplication.StartAsync(new(Settings: new Dictionary<string, string?> { ["Sandbox:BaseUrl"] = null }));
        tenant = await application.AddTenantAsync("acts");
        channel = (await tenant.AsAsync<SandboxChannels, Result<ConnectedChannel>>(MemberRole.Owner, s => s.ConnectAsync(tenant.CompanyId, default))).Value.ChannelId;
        await GapAsync(0);
    }

    public async Task DisposeAsync() => await application.DisposeAsync();

    [Fact]
    public async Task By_mouse_a_card_is_cancelled_brought_back_and_duplicated()
    {
        var post = await tenant.ApprovedAsync("By mouse");
        var id = await PlanAsync(post, day, new(10, 5));
        await Browser.JourneyAsync(application.Address, Screen.Desktop, async page =>
        {
            await OpenAsync(page, $"date={Iso(day)}");
            await Card(page, id).HoverAsync();
            await Expect(page.Locator("[data-card-more]")).ToHaveAttributeAsync("aria-label", new System.Text.RegularExpressions.Regex("10:05 Title$"));
            await page.Locator("[data-card-more]").ClickAsync();
            await Expect(Act(page, "open")).ToBeFocusedAsync();
            await Browser.ShotAsync(page, "card-menu");
            await Act(page, "cancel").ClickAsync();
            await Expect(page.Locator("[data-card-question]")).ToBeVisibleAsync();
            await Browser.ShotAsync(page, "card-cancel");
            await page.Locator("[data-act=yes]").ClickAsync();
            await Expect(Card(page, id)).ToHaveCountAsync(0);
            await Expect(page.Locator(".toast .quiet")).ToBeFocusedAsync();
            await page.Locator(".toast .quiet").ClickAsync();
            await Expect(Cell(page, day).Locator("[data-move]")).ToBeVisibleAsync();
            var again = await tenant.DbAsync(db => db.Publications.Where(p => p.PostId == post && p.State == PublicationState.Scheduled).Select(p => p.Id).SingleAsync());
            Assert.NotEqual(id, again);

            await Card(page, again).ClickAsync(new() { Button = MouseButton.Right });
            await Act(page, "duplicate").ClickAsync();
            await Expect(page.Locator("#move-Date")).ToHaveValueAsync(Iso(day.AddDays(1)));
            await page.Locator("#move-Date").FillAsync(Iso(day));
            await page.Locator("#move-Time").FillAsync("18:00");
            await page.Locator("#card-time form .button").ClickAsync();
            await Expect(page.Locator("#card-time [role=alert]")).ToBeVisibleAsync();
            await Browser.ShotAsync(page, "card-duplicate");
            await page.Locator("#card-time form input[type=checkbox]").CheckAsync();
            await page.Locator("#card-time form .button").ClickAsync();
            await Expect(Cell(page, day).Locator("[data-move]")).ToHaveCountAsync(2);
            await Expect(page.Locator("#card-time")).ToBeHiddenAsync();

            await Card(page, again).ClickAsync(new() { Button = MouseButton.Right });
            await Act(page, "move").ClickAsync();
            await page.Locator("#move-Date").FillAsync(Iso(day.AddDays(2)));
            await page.Locator("#card-time form .button").ClickAsync();
            await Expect(Cell(page, day.AddDays(2)).Locator($"[data-move='{again}']")).ToBeFocusedAsync();
        });
    }

    [Fact]
    public async Task By_keys_a_card_goes_out_now_and_a_refusal_is_explained()
    {
        var post = await tenant.ApprovedAsync("By keys");
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        await PlanAsync(await tenant.ApprovedAsync("In the way"), today.AddDays(2), new(0, 0));
        var id = await PlanAsync(post, day, new(9, 30));
        await GapAsync(48);
        await Browser.JourneyAsync(application.Address, Screen.Desktop, async page =>
        {
            await OpenAsync(page, $"view=week&date={Iso(day)}", language: "ru");
            await Card(page, id).FocusAsync();
            await page.Keyboard.PressAsync("Shift+F10");
            await Expect(Act(page, "open")).ToBeFocusedAsync();
            await page.Keyboard.PressAsync("Escape");
            await Expect(Card(page, id)).ToBeFocusedAsync();
            await page.Keyboard.PressAsync("Tab");
            await Expect(page.Locator("[data-card-more]")).ToBeFocusedAsync();
            await page.Keyboard.PressAsync("Enter");
            await Expect(Act(page, "open")).ToBeFocusedAsync();
            await page.Keyboard.PressAsync("ArrowDown");
            await Expect(Act(page, "now")).ToBeFocusedAsync();
            await page.Keyboard.PressAsync("Enter");
            await Expect(page.Locator("[data-card-question] [data-closes]")).ToBeFocusedAsync();
            await page.Keyboard.PressAsync("Tab");
            await page.Keyboard.PressAsync("Enter");
            await Expect(page.Locator("[data-card-question] [role=alert]")).ToBeVisibleAsync();
            await Browser.ShotAsync(page, "card-now-refused");
            Assert.Equal(day, await tenant.DbAsync(db => db.Publications.Where(p => p.Id == id).Select(p => p.LocalDate).SingleAsync()));

            await GapAsync(0);
            await page.Locator("[data-act=yes]").FocusAsync();
            await page.Keyboard.PressAsync("Enter");
            await Expect(page.Locator("[data-card-question]")).ToBeHiddenAsync();
            await Expect(page.Locator(".toast button")).ToBeFocusedAsync();
            await Eventually.BecomesAsync(() => tenant.DbAsync(db => db.Publications.AnyAsync(p => p.Id == id && p.State == PublicationState.Published)), gone => gone);
        }, "ru", dark: true);
    }

    [Theory]
    [InlineData("")]
    [InlineData("view=week&")]
    [InlineData("view=day&")]
    [InlineData("view=list&")]
    public async Task By_finger_each_card_has_a_button_of_its_own(string view)
    {
        var id = await PlanAsync(await tenant.ApprovedAsync("By finger"), day, new(10, 5));
        await Browser.JourneyAsync(application.Address, Screen.Phone, async page =>
        {
            await OpenAsync(page, $"{view}date={Iso(day)}");
            var button = page.Locator($"a.pub[data-move='{id}']:visible + [data-card]");
            var box = (await button.BoundingBoxAsync())!;
            Assert.True(box is { Width: >= 32, Height: >= 32 }, $"{box.Width} x {box.Height}");
            await button.TapAsync();
            await Expect(Act(page, "cancel")).ToBeVisibleAsync();
            Assert.True((await Act(page, "cancel").BoundingBoxAsync())!.Height >= 32);
            await Browser.ShotAsync(page, $"card-menu-phone-{(view is "" ? "month" : view[5..^1])}");
            Assert.False(await Browser.OverflowsAsync(page));
            await Act(page, "cancel").TapAsync();
            await Browser.ShotAsync(page, "card-cancel-phone");
            await page.Locator("[data-card-question] [data-closes]").TapAsync();
            await button.TapAsync();
            await Act(page, "duplicate").TapAsync();
            await Browser.ShotAsync(page, "card-duplicate-phone");
            await page.Locator("#card-time form .button").TapAsync();
            await Eventually.BecomesAsync(() => tenant.DbAsync(db => db.Publications.AnyAsync(p => p.Id != id && p.LocalDate == day.AddDays(1) && p.State == PublicationState.Scheduled)), there => there);
            await Expect(page.Locator(".toast .quiet")).ToBeVisibleAsync();
            // a tap opens, as before
            await page.Locator($"a.pub[data-move='{id}']:visible").First.TapAsync(new() { Position = new() { X = 30, Y = 12 } });
            await Browser.AtAsync(page, $"**/publications/{id}");
        });
    }

    [Fact]
    public async Task What_is_out_can_only_be_opened_and_duplicated()
    {
        var id = await PlanAsync(await tenant.ApprovedAsync("Is out"), day, new(10, 5));
        await tenant.DbAsync(async db =>
        {
            await db.Publications.Where(p => p.Id == id).ExecuteUpdateAsync(p => p.SetProperty(x => x.DueAt, _ => TimeProvider.System.GetUtcNow()));
            return 0;
        });
        await Eventually.BecomesAsync(() => tenant.DbAsync(db => db.Publications.AnyAsync(p => p.Id == id && p.State == PublicationState.Published)), gone => gone);
        await Browser.JourneyAsync(application.Address, Screen.Desktop, async page =>
        {
            await OpenAsync(page, $"view=list&date={Iso(day)}");
            await page.Locator($"a.pub[href$='{id}']:visible").ClickAsync(new() { Button = MouseButton.Right });
            await Expect(page.Locator("[data-card-menu] [role=menuitem]")).ToHaveCountAsync(2);
            await Expect(Act(page, "duplicate")).ToBeVisibleAsync();
            await page.Keyboard.PressAsync("Enter");
            await Browser.AtAsync(page, $"**/publications/{id}");
        });
    }

    [Fact]
    public async Task Who_only_looks_has_no_menu()
    {
        var id = await PlanAsync(await tenant.ApprovedAsync("Looked at"), day, new(10, 5));
        await Browser.JourneyAsync(application.Address, Screen.Desktop, async page =>
        {
            await OpenAsync(page, $"view=day&date={Iso(day)}", MemberRole.Viewer);
            await page.Locator($"a.pub[href$='{id}']").HoverAsync();
            await Expect(page.Locator("[data-card-more], [data-card-menu], [data-card]")).ToHaveCountAsync(0);
        });
    }

    private async Task GapAsync(int hours) => Assert.True((await tenant.AsAsync<SettingsEditor, Result>(MemberRole.Owner, e => e.SetAsync(null, new Dictionary<string, string> { [SettingCatalogue.MinGapHours.Name] = $"{hours}" }, default))).Ok);

    private async Task OpenAsync(IPage page, string query, MemberRole role = MemberRole.Owner, string language = "en")
    {
        await new Stranger(page, new Words(language), "card-menu").SignInAsync(Seed.Email(role, tenant.Slug), $"/t/{tenant.Slug}/calendar?{query}");
        await Browser.LiveAsync(page);
        await Expect(page.Locator("[data-calendar]")).ToBeAttachedAsync();
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        // for those who have a menu: its script listens
        await Expect(page.Locator("[data-card-menu]:not([data-ready])")).ToHaveCountAsync(0);
    }

    private static ILocator Act(IPage page, string name) => page.Locator($"[data-card-menu] [data-act={name}]");

    private static ILocator Cell(IPage page, DateOnly date) => page.Locator($".month [data-day='{Iso(date)}']");

    private static ILocator Card(IPage page, Guid id) => page.Locator($"[data-move='{id}']:visible").First;

    private async Task<Guid> PlanAsync(Guid post, DateOnly date, TimeOnly time)
    {
        var planned = await tenant.AsAsync<PostSchedule, Result<IReadOnlyList<PlannedPublication>>>(MemberRole.Approver, s => s.ScheduleAsync(new(post, [new(channel, date, time)]), default));
        return Assert.Single(planned.Value).PublicationId;
    }

    private static string Iso(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
