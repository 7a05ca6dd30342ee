using ContentFactory.Domain.Access;
using ContentFactory.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ContentFactory.Tests.Content.History;

/// <summary>From a spoilt text back to an earlier version, by mouse and by keys, on both screens.</summary>
public sealed class HistoryJourney : IAsyncLifetime
{
    private TestApplication application = null!;
    private TestTenant tenant = null!;

    public async Task InitializeAsync()
    {
        application = await TestApplication.StartAsync();
        tenant = await application.AddTenantAsync("cafe");
    }

    public async Task DisposeAsync() => await application.DisposeAsync();

    [Theory]
    [InlineData(nameof(Screen.Desktop), "en")]
    [InlineData(nameof(Screen.Phone), "ru")]
    public Task An_earlier_version_is_compared_and_brought_back(string screen, string language) => Browser.JourneyAsync(application.Address, Enum.Parse<Screen>(screen), async page =>
    {
        var post = await tenant.NewAsync("the oven is new");
        await tenant.SaveAsync(post, "the oven is old", MemberRole.Owner);
        await page.GotoAsync($"/sign-in?returnUrl=/t/{tenant.Slug}/content/{post.Id}");
        await page.Locator("input[type=email]").FillAsync(Seed.Email(MemberRole.Editor, tenant.Slug));
        await page.Locator("input[type=password]").FillAsync(Seed.Password);
        await page.Locator("input[type=password]").PressAsync("Enter");
        await Browser.LiveAsync(page);
        await Expect(page.Locator("[data-editor=ready]")).ToBeVisibleAsync();
        // what is not saved yet is a version too by the time another comes back
        await page.Locator("textarea[name=text]").FillAsync("spoilt");
        await Expect(page.Locator("[data-save=Saved]")).ToBeVisibleAsync();

        await page.Locator("[data-act=versions]").ClickAsync();
        await Expect(page.Locator("#versions [data-difference]")).ToBeVisibleAsync();
        await page.Locator($"[data-version='{post.Version + 1}'] input").FocusAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        await Expect(page.Locator($"[data-difference='{post.Version}']")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("ArrowUp");
        await Expect(page.Locator("#versions del")).ToContainTextAsync("new");
        await Expect(page.Locator("#versions ins")).ToContainTextAsync("old");
        Assert.False(await Browser.OverflowsAsync(page));
        await Browser.ShotAsync(page, $"versions-{screen}");
        await page.Locator("[data-act=restore]").ClickAsync();

        await Expect(page.Locator("textarea[name=text]")).ToHaveValueAsync("the oven is old");
        await page.Keyboard.PressAsync("Escape");
        await page.Locator("[data-undo=Undo_Restore] button").ClickAsync();
        await Expect(page.Locator("textarea[name=text]")).ToHaveValueAsync("spoilt");
        Assert.Contains((await tenant.ViewAsync(post.Id)).Versions, v => v.RestoredFrom == post.Version + 1);
    }, language);
}
