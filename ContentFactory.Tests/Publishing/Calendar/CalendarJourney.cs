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

/// <summary>Cards are moved by mouse, finger and keys, and posts of the tray get a time.</summary>
public sealed class CalendarJourney : IAsyncLifetime
{
    private TestApplication application = null!;
    private TestTenant tenant = null!;
    private Guid channel;

    // the middle of next month: nothing of it is past, and its neighbours stand in the same grid
    private readonly DateOnly day = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddMonths(1) is var next ? new DateOnly(next.Year, next.Month, 15) : default;

    public async Task InitializeAsync()
    {
        application = await TestApplication.StartAsync(new(Settings: new Dictionary<string, string?> { ["Sandbox:BaseUrl"] = null }));
        tenant = await application.AddTenantAsync("diary");
        channel = (await tenant.AsAsync<SandboxChannels, Result<ConnectedChannel>>(MemberRole.Owner, s => s.ConnectAsync(tenant.CompanyId, default))).Value.ChannelId;
    }

    public async Task DisposeAsync() => await application.DisposeAsync();

    [Fact]
    public async Task A_card_is_dragged_and_put_back_by_mouse()
    {
        var id = await PlanAsync("Dragged by mouse", day, new(10, 5));
        await Browser.JourneyAsync(application.Address, Screen.Desktop, async page =>
        {
            await OpenAsync(page, $"date={Iso(day)}");
            await CalendarHands.DragAsync(page, Card(page, id), Cell(page, day.AddDays(2)));
            await Expect(Cell(page, day.AddDays(2)).Locator($"[data-move='{id}']")).ToBeVisibleAsync();
            await StandsAsync(id, day.AddDays(2), new(10, 5));
            await page.Locator(".toast .quiet").ClickAsync();
            await Expect(Cell(page, day).Locator($"[data-move='{id}']")).ToBeVisibleAsync();
            await StandsAsync(id, day, new(10, 5));

            await CalendarHands.DragAsync(page, Card(page, id), Cell(page, day.AddDays(1)));
            await Expect(Cell(page, day.AddDays(1)).Locator($"[data-move='{id}']")).ToBeVisibleAsync();
            await page.Keyboard.PressAsync("Control+z");
            await Expect(Cell(page, day).Locator($"[data-move='{id}']")).ToBeVisibleAsync();
        });
    }

    [Fact]
    public async Task A_drop_in_the_past_is_refused_and_the_card_stays()
    {
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(3));
        // both days stand in one month's weeks, whatever day it is
        var (from, time, to) = today.DayOfWeek is DayOfWeek.Sunday && today.AddDays(1).Day == 1 ? (today, new TimeOnly(23, 59), today.AddDays(-1)) : (today.AddDays(1), new TimeOnly(0, 1), today);
        var id = await PlanAsync("Not into the past", from, time);
        await Browser.JourneyAsync(application.Address, Screen.Desktop, async page =>
        {
            await OpenAsync(page, $"date={Iso(to)}");
            await CalendarHands.DragAsync(page, Card(page, id), Cell(page, to));
            await Expect(page.Locator(".toast.refused")).ToBeVisibleAsync();
            await StandsAsync(id, from, time);
            await Expect(Cell(page, from).Locator($"[data-move='{id}']")).ToBeVisibleAsync();
        });
    }

    [Theory]
    [InlineData("en")]
    [InlineData("ru")]
    public async Task A_card_is_moved_by_keys_alone(string language)
    {
        var id = await PlanAsync($"Moved by keys {language}", day, new(10, 5));
        await Browser.JourneyAsync(application.Address, Screen.Desktop, async page =>
        {
            await OpenAsync(page, $"date={Iso(day)}", language: language);
            await Card(page, id).FocusAsync();
            await page.Keyboard.PressAsync("m");
            await page.Keyboard.PressAsync("ArrowRight");
            await page.Keyboard.PressAsync("ArrowDown");
            await Expect(page.Locator("[data-say]")).Not.ToBeEmptyAsync();
            await page.Keyboard.PressAsync("Enter");
            await Expect(Cell(page, day.AddDays(8)).Locator($"[data-move='{id}']")).ToBeFocusedAsync();
            await StandsAsync(id, day.AddDays(8), new(10, 5));

            await page.Keyboard.PressAsync("Space");
            await page.Keyboard.PressAsync("ArrowLeft");
            await page.Keyboard.PressAsync("Escape");
            await StandsAsync(id, day.AddDays(8), new(10, 5));

            await OpenAsync(page, $"view=week&date={Iso(day.AddDays(8))}", language: language);
            await Card(page, id).FocusAsync();
            await page.Keyboard.PressAsync("m");
            await page.Keyboard.PressAsync("ArrowDown");
            await page.Keyboard.PressAsync("ArrowDown");
            await page.Keyboard.PressAsync("Enter");
            await Expect(page.Locator(".toast")).ToBeVisibleAsync();
            await StandsAsync(id, day.AddDays(8), new(12, 5));
        }, language);
    }

    [Theory]
    [InlineData("en", false)]
    [InlineData("ru", true)]
    public async Task A_drop_within_a_day_of_the_same_post_asks_and_is_answered_by_keys(string language, bool dark)
    {
        var post = await tenant.ApprovedAsync($"Asked about {language}");
        await PlanAsync(post, day, new(10, 0));
        var id = await PlanAsync(post, day.AddDays(2), new(9, 0));
        await Browser.JourneyAsync(application.Address, Screen.Desktop, async page =>
        {
            await OpenAsync(page, $"date={Iso(day)}", language: language);
            var answer = page.Locator(".toast [data-anyway]");
            await LeftAsync(page, id);
            await Expect(answer).ToBeFocusedAsync();
            await Browser.ShotAsync(page, $"calendar-anyway-{language}");
            await StandsAsync(id, day.AddDays(2), new(9, 0));
            await page.Keyboard.PressAsync("Tab");
            await page.Keyboard.PressAsync("Enter");
            await Expect(page.Locator(".toast")).ToHaveCountAsync(0);
            await Expect(Cell(page, day.AddDays(2)).Locator($"[data-move='{id}']")).ToBeFocusedAsync();

            await LeftAsync(page, id);
            await Expect(answer).ToBeFocusedAsync();
            await page.Keyboard.PressAsync("Enter");
            await Expect(Cell(page, day.AddDays(1)).Locator($"[data-move='{id}']")).ToBeFocusedAsync();
            await StandsAsync(id, day.AddDays(1), new(9, 0));
            await page.Keyboard.PressAsync("Control+z");
            await Expect(Cell(page, day.AddDays(2)).Locator($"[data-move='{id}']")).ToBeVisibleAsync();
            await StandsAsync(id, day.AddDays(2), new(9, 0));

            await LeftAsync(page, id);
            await Expect(answer).ToBeFocusedAsync();
            await page.SetViewportSizeAsync(390, 844);
            await Browser.ShotAsync(page, $"calendar-anyway-{language}-narrow");
            Assert.False(await Browser.OverflowsAsync(page));
            Assert.True((await answer.BoundingBoxAsync())!.Height >= 32);
        }, language, dark);
    }

    [Theory]
    [InlineData(nameof(Screen.Desktop), "en")]
    [InlineData(nameof(Screen.Phone), "ru")]
    public async Task A_post_of_the_tray_gets_a_time(string screen, string language)
    {
        var post = await tenant.ApprovedAsync($"From the tray {screen}");
        await Browser.JourneyAsync(application.Address, Enum.Parse<Screen>(screen), async page =>
        {
            await OpenAsync(page, $"date={Iso(day)}", language: language);
            if (screen == nameof(Screen.Desktop))
                await CalendarHands.DragAsync(page, page.Locator($"[data-post='{post}']"), Cell(page, day));
            else
                await page.Locator($"[data-for='{post}']").ClickAsync();
            await Expect(page.Locator("#calendar-add .clocks")).ToBeVisibleAsync();
            await page.Locator("#add-Date").FillAsync(Iso(day));
            await page.Locator("#add-Time").FillAsync("11:15");
            await Browser.ShotAsync(page, $"calendar-add-{screen}");
            Assert.False(await Browser.OverflowsAsync(page));
            await page.Locator("#calendar-add footer .button").ClickAsync();
            await Expect(page.Locator(".toast .quiet")).ToBeVisibleAsync();
            await Eventually.BecomesAsync(() => tenant.DbAsync(db => db.Publications.AnyAsync(p => p.PostId == post && p.LocalDate == day && p.LocalTime == new TimeOnly(11, 15) && p.State == PublicationState.Scheduled)), there => there);
            await page.Locator(".toast .quiet").ClickAsync();
            await Eventually.BecomesAsync(() => tenant.DbAsync(db => db.Publications.AnyAsync(p => p.PostId == post && p.State == PublicationState.Cancelled)), gone => gone);
            await Expect(page.Locator($"[data-for='{post}']")).ToBeVisibleAsync();
        }, language);
    }

    [Theory]
    [InlineData(nameof(Screen.Desktop), "en", false)]
    [InlineData(nameof(Screen.Phone), "ru", true)]
    public async Task Views_and_filters_stand_in_the_address(string screen, string language, bool dark)
    {
        var id = await PlanAsync("Seen in each view", day, new(9, 30));
        await PlanAsync("Beside it", day.AddDays(3), new(18, 0));
        await Browser.JourneyAsync(application.Address, Enum.Parse<Screen>(screen), async page =>
        {
            foreach (var view in new[] { "", "view=week&", "view=day&", "view=list&" })
            {
                await OpenAsync(page, $"{view}date={Iso(day)}", language: language);
                await Expect(page.Locator($"[data-move='{id}']:visible").First).ToBeVisibleAsync();
                await Browser.ShotAsync(page, $"calendar-{(view is "" ? "month" : view[5..^1])}-{screen}");
                Assert.False(await Browser.OverflowsAsync(page), $"{view} can be scrolled sideways");
                await OpenAsync(page, $"{view}date={Iso(day)}&channel={channel}&status=failed&colour=network", language: language);
                await Expect(page.Locator($"[data-move='{id}']")).ToHaveCountAsync(0);
                await Expect(page.Locator(".legend li").First).ToBeVisibleAsync();
            }
            await OpenAsync(page, $"date={Iso(day)}", language: language);
            await page.Locator(".steps a").Last.ClickAsync();
            await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex($"date={Iso(day.AddDays(-14).AddMonths(1))}"));
            await Expect(Cell(page, day.AddMonths(1)).First).ToBeVisibleAsync();
        }, language, dark);
    }

    [Fact]
    public async Task A_finger_lifts_a_card_by_a_long_press()
    {
        var id = await PlanAsync("Lifted by a finger", day, new(9, 30));
        await Browser.JourneyAsync(application.Address, Screen.Phone, async page =>
        {
            await OpenAsync(page, $"date={Iso(day)}");
            var card = page.Locator($".chosen-day [data-move='{id}']");
            var target = Cell(page, day.AddDays(1));
            await CalendarHands.TouchAsync(page, card, target);
            await StandsAsync(id, day.AddDays(1), new(9, 30));
        });
    }

    [Fact]
    public async Task Who_may_not_plan_moves_nothing()
    {
        var id = await PlanAsync("Only looked at", day, new(9, 30));
        await Browser.JourneyAsync(application.Address, Screen.Desktop, async page =>
        {
            await OpenAsync(page, $"date={Iso(day)}", MemberRole.Viewer);
            await Expect(page.Locator($"a[href$='{id}']:visible").First).ToBeVisibleAsync();
            await Expect(page.Locator("[data-move], [data-add], .tray")).ToHaveCountAsync(0);
        });
    }

    private async Task OpenAsync(IPage page, string query, MemberRole role = MemberRole.Owner, string language = "en")
    {
        var address = $"/t/{tenant.Slug}/calendar?{query}";
        if (page.Url is "about:blank")
            await new Stranger(page, new Words(language), "calendar").SignInAsync(Seed.Email(role, tenant.Slug), address);
        else
            await page.GotoAsync(address);
        await Browser.LiveAsync(page);
        await Expect(page.Locator("[data-calendar]")).ToBeAttachedAsync();
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
    }

    private static ILocator Cell(IPage page, DateOnly date) => page.Locator($".month [data-day='{Iso(date)}']");

    private static ILocator Card(IPage page, Guid id) => page.Locator($"[data-move='{id}']:visible").First;

    private Task<bool> StandsAsync(Guid id, DateOnly date, TimeOnly time) =>
        Eventually.BecomesAsync(() => tenant.DbAsync(db => db.Publications.AnyAsync(p => p.Id == id && p.LocalDate == date && p.LocalTime == time)), stands => stands);

    /// <summary>A card to the day before, by keys alone.</summary>
    private static async Task LeftAsync(IPage page, Guid id)
    {
        await Card(page, id).FocusAsync();
        await page.Keyboard.PressAsync("m");
        await page.Keyboard.PressAsync("ArrowLeft");
        await page.Keyboard.PressAsync("Enter");
    }

    private async Task<Guid> PlanAsync(string text, DateOnly date, TimeOnly time) => await PlanAsync(await tenant.ApprovedAsync(text), date, time);

    private async Task<Guid> PlanAsync(Guid post, DateOnly date, TimeOnly time)
    {
        var planned = await tenant.AsAsync<PostSchedule, Result<IReadOnlyList<PlannedPublication>>>(MemberRole.Approver, s => s.ScheduleAsync(new(post, [new(channel, date, time)]), default));
        return Assert.Single(planned.Value).PublicationId;
    }

    private static string Iso(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
