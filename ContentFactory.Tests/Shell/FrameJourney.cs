using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using ContentFactory.Tests.Content;
using ContentFactory.Tests.Journeys;
using ContentFactory.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ContentFactory.Tests.Shell;

/// <summary>What stands around the pages: the ways to other places, workspaces and companies, and the news.</summary>
public sealed class FrameJourney : IAsyncLifetime
{
    private TestApplication application = null!;
    private TestTenant tenant = null!;

    public async Task InitializeAsync()
    {
        application = await TestApplication.StartAsync();
        tenant = await application.AddTenantAsync("alpha");
    }

    public Task DisposeAsync() => application.DisposeAsync().AsTask();

    [Fact]
    public Task The_palette_goes_by_keyboard_to_places_and_rows() => AsOwnerAsync("/t/alpha", async page =>
    {
        var post = await tenant.NewAsync("Kitchen lights");
        await tenant.DbAsync(db => db.Posts.Where(p => p.Id == post.Id).ExecuteUpdateAsync(set => set.SetProperty(p => p.Title, "100% kitchen lights")));
        await page.Keyboard.PressAsync("Control+k");
        var field = page.GetByRole(AriaRole.Combobox, new() { Name = "Search and commands" });
        await Expect(field).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("channel");
        await Expect(page.Locator("#palette [aria-selected=true]")).ToHaveTextAsync("Channels");
        await page.Keyboard.PressAsync("ArrowDown");
        await Expect(page.Locator("#palette [aria-selected=true]")).ToHaveTextAsync("Analytics · Channels in numbers");
        await page.Keyboard.PressAsync("ArrowDown");
        await Expect(page.Locator("#palette [aria-selected=true]")).ToHaveTextAsync("Connect a channel");
        Assert.Equal(await page.Locator("#palette [aria-selected=true]").GetAttributeAsync("id"), await field.GetAttributeAsync("aria-activedescendant"));
        await page.Keyboard.PressAsync("Enter");
        await Browser.AtAsync(page, "**/channels/connect");

        await Expect(page.Locator("h1").First).ToHaveTextAsync("Connect a channel");
        await page.Keyboard.PressAsync("Control+k");
        await Expect(field).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("100% kit");
        await Expect(page.Locator("#palette [data-found] [role=option]")).ToHaveCountAsync(1);
        await page.Keyboard.PressAsync("Enter");
        await Browser.AtAsync(page, $"**/content/{post.Id}");

        await page.Keyboard.PressAsync("Control+k");
        await Expect(field).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("%%%");
        await Expect(page.Locator(".palette-none")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator("#palette")).ToBeHiddenAsync();
    });

    [Fact]
    public Task Keys_go_to_places_on_a_russian_keyboard_too() => AsOwnerAsync("/t/alpha/content", async page =>
    {
        await page.Keyboard.PressAsync("g");
        await page.Keyboard.PressAsync("h");
        await Browser.AtAsync(page, "**/t/alpha");
        // an empty list has nothing to search: "/" would open the palette
        await tenant.NewAsync("to be found");
        await PressAsync(page, "п", "KeyG");
        await PressAsync(page, "с", "KeyC");
        await Browser.AtAsync(page, "**/t/alpha/content");
        await Expect(page.Locator("h1")).ToHaveTextAsync("Content");
        await PressAsync(page, ".", "Slash");
        await Expect(page.Locator("main input[type=search]")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("ghn?");
        await Expect(page.Locator("main input[type=search]")).ToHaveValueAsync("ghn?");
        await Browser.AtAsync(page, "**/content?q=*");
        await page.Locator("h1").ClickAsync();
        await PressAsync(page, ",", "Slash", shift: true);
        await Expect(page.GetByRole(AriaRole.Dialog, new() { Name = "Help and shortcuts" })).ToBeVisibleAsync();
        await Browser.ShotAsync(page, "help");
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.GetByRole(AriaRole.Dialog, new() { Name = "Help and shortcuts" })).ToBeHiddenAsync();
        await page.Keyboard.PressAsync("n");
        await Browser.AtAsync(page, "**/content/*-*");
    });

    [Fact]
    public Task A_list_is_walked_by_keys() => AsOwnerAsync("/t/alpha", async page =>
    {
        await tenant.NewAsync("one");
        await tenant.NewAsync("two");
        await page.GotoAsync("/t/alpha/content");
        await Browser.LiveAsync(page);
        // a new page takes the focus to its heading, a moment after it is live
        await Expect(page.Locator("h1")).ToBeFocusedAsync();
        var rows = page.Locator("[data-row]");
        await page.Keyboard.PressAsync("j");
        await Expect(rows.Nth(0)).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("j");
        await Expect(rows.Nth(1)).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("k");
        await Expect(rows.Nth(0)).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("e");
        await Browser.AtAsync(page, "**/content/*-*");
    });

    [Fact]
    public Task Another_workspace_is_two_clicks_away() => AsOwnerAsync("/t/alpha", async page =>
    {
        var other = await application.AddTenantAsync("beta");
        await other.DbAsync(async db =>
        {
            db.Members.Add(new Member(other.Id, Ids.New(TimeProvider.System), tenant.Person(MemberRole.Owner), MemberRole.Viewer, TimeProvider.System.GetUtcNow()));
            return await db.SaveChangesAsync();
        });
        await page.Locator(".tenant-switch summary").ClickAsync();
        await Expect(page.Locator(".tenant-switch a[href='/companies']")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator(".tenant-switch a[href='/companies']")).ToBeHiddenAsync();
        await page.Locator(".tenant-switch summary").ClickAsync();
        await page.Locator(".tenant-switch a[href='/t/beta']").ClickAsync();
        await Browser.AtAsync(page, "**/t/beta");
        await Browser.LiveAsync(page);
        await Expect(page.Locator(".tenant-switch summary")).ToContainTextAsync("beta");
        await page.Locator(".profile summary").ClickAsync();
        await Expect(page.Locator(".profile-who")).ToContainTextAsync("Viewer in beta");
        await Expect(page.Locator(".profile-who")).ToContainTextAsync(Seed.Email(MemberRole.Owner, "alpha"));
    });

    [Fact]
    public Task What_is_typed_before_the_circuit_is_up_stays() => AsOwnerAsync("/t/alpha/content", async page =>
    {
        await tenant.NewAsync("a kitchen");
        await page.GotoAsync("/t/alpha/content", new() { WaitUntil = WaitUntilState.DOMContentLoaded });
        var search = page.Locator("main input[type=search]");
        await search.PressSequentiallyAsync("kitchen");
        await Browser.LiveAsync(page);
        await Expect(search).ToHaveValueAsync("kitchen");
        await Expect(search).ToBeFocusedAsync();
    });

    [Fact]
    public Task The_chosen_company_stands_in_the_address_and_goes_along() => AsOwnerAsync("/t/alpha/content", async page =>
    {
        await Expect(page.Locator(".company-filter")).ToHaveCountAsync(0);
        var second = await SecondCompanyAsync();
        await tenant.NewAsync("of the first");
        await page.ReloadAsync();
        await Browser.LiveAsync(page);
        await Expect(page.Locator("[data-row]")).ToHaveCountAsync(1);
        await page.Locator(".company-filter select").SelectOptionAsync(second.ToString());
        await Browser.AtAsync(page, $"**/content?company={second}");
        await Expect(page.Locator("[data-row]")).ToHaveCountAsync(0);
        await page.Locator(".frame-nav a", new() { HasText = "Channels" }).ClickAsync();
        await Browser.AtAsync(page, $"**/channels?company={second}");
        await Expect(page.Locator(".company-filter select")).ToHaveValueAsync(second.ToString());
        await page.Locator(".company-filter select").SelectOptionAsync("");
        await Browser.AtAsync(page, "**/channels");
    });

    [Fact]
    public Task The_bell_counts_by_itself_and_is_read() => AsOwnerAsync("/t/alpha", async page =>
    {
        var bell = page.Locator(".bell summary");
        await Expect(bell).ToHaveAttributeAsync("aria-label", "Notifications");
        await bell.ClickAsync();
        await Expect(page.Locator(".bell-list")).ToContainTextAsync("Nothing new");
        await page.Keyboard.PressAsync("Escape");
        var post = await tenant.NewAsync("told");
        await TellAsync($"content/{post.Id}");
        await TellAsync(null);
        await Expect(bell).ToHaveAttributeAsync("aria-label", "Notifications. 2 unread");
        await bell.ClickAsync();
        await Expect(page.Locator(".notice-row.unread")).ToHaveCountAsync(2);
        await Expect(page.Locator(".notice-row").First).ToContainTextAsync("My channel");
        await page.Locator(".notice-row a").ClickAsync();
        await Browser.AtAsync(page, $"**/content/{post.Id}");
        await Expect(bell).ToHaveAttributeAsync("aria-label", "Notifications. 1 unread");
        await bell.ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Mark all read" }).ClickAsync();
        await Expect(page.Locator(".bell-count")).ToHaveCountAsync(0);
    });

    private Task AsOwnerAsync(string address, Func<IPage, Task> journey) => Browser.JourneyAsync(application.Address, Screen.Desktop, async page =>
    {
        await new Stranger(page, new Words("en"), "frame").SignInAsync(Seed.Email(MemberRole.Owner, tenant.Slug), address);
        await Expect(page.Locator("h1").First).ToBeVisibleAsync();
        await Browser.LiveAsync(page);
        await journey(page);
        Assert.False(await Browser.OverflowsAsync(page));
    });

    /// <summary>A key as another layout sends it: the letter differs, the place on the keyboard does not.</summary>
    private static Task PressAsync(IPage page, string key, string code, bool shift = false) =>
        page.EvaluateAsync("e => document.body.dispatchEvent(new KeyboardEvent('keydown', { ...e, bubbles: true, cancelable: true }))", new { key, code, shiftKey = shift });

    private Task<Guid> SecondCompanyAsync() => tenant.DbAsync(async db =>
    {
        var company = new Company(tenant.Id, Ids.New(TimeProvider.System), 2, "Second", "alpha-second", "en", TimeProvider.System.GetUtcNow());
        db.Companies.Add(company);
        await db.SaveChangesAsync();
        return company.Id;
    });

    private async Task TellAsync(string? link)
    {
        await tenant.DbAsync(async db =>
        {
            db.Notifications.Add(new Notification(tenant.Id, Ids.New(TimeProvider.System), tenant.Person(MemberRole.Owner), "Publishing.Notice_Failed", ["My channel"], link, TimeProvider.System.GetUtcNow()));
            return await db.SaveChangesAsync();
        });
        application.Services.GetRequiredService<Changes>().Notify(tenant.Id, ChangeTopics.Notifications);
    }
}
