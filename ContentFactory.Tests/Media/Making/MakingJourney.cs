using System.Text.RegularExpressions;
using ContentFactory.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace ContentFactory.Tests.Media.Making;

/// <summary>From a post of a clean demo, without any key, to its picture and its short, in a real browser.</summary>
public sealed class MakingJourney : IAsyncLifetime
{
    private TestApplication application = null!;

    public async Task InitializeAsync() => application = await DemoApplication.StartAsync();

    public async Task DisposeAsync() => await application.DisposeAsync();

    [Theory]
    [InlineData(nameof(Screen.Desktop), "en")]
    [InlineData(nameof(Screen.Phone), "ru")]
    public Task A_post_gets_a_picture_and_a_short_made_here(string screen, string language) => Browser.JourneyAsync(application.Address, Enum.Parse<Screen>(screen), async page =>
    {
        await page.GotoAsync($"/sign-in?returnUrl=/t/{DemoApplication.Slug}/content?q=плиточником");
        await page.Locator("input[type=email]").FillAsync(DemoApplication.Email("editor"));
        await page.Locator("input[type=password]").FillAsync(DemoApplication.Password);
        await page.Locator("input[type=password]").PressAsync("Enter");
        await Browser.AtAsync(page, "**/t/**");
        await Browser.LiveAsync(page);
        await page.Locator("a[href*='/content/']", new() { HasText = "Интервью с плиточником" }).First.ClickAsync();
        await Browser.AtAsync(page, "**/content/*-*");
        await Browser.LiveAsync(page);

        await page.Locator("[data-act=make-card]").ClickAsync();
        await Expect(page.Locator("[data-make=Card] img")).ToBeVisibleAsync();
        await Expect(page.Locator("select[name=layout] option:disabled")).Not.ToHaveCountAsync(0);
        await page.Locator("select[name=size]").SelectOptionAsync("Portrait");
        await page.WaitForFunctionAsync("() => [...document.querySelectorAll('[data-make] img')].some(i => i.src.includes('Portrait') && i.complete && i.naturalWidth === 540)");
        await Browser.ShotAsync(page, $"make-card-{screen}");
        Assert.False(await Browser.OverflowsAsync(page));
        await page.Locator("[data-act=make]").ClickAsync();
        await Expect(page.Locator("[data-made]")).ToHaveCountAsync(1, new() { Timeout = 120_000 });
        await page.Locator("[data-act=add-made]").ClickAsync();
        await Expect(page.Locator("[data-media]")).ToHaveCountAsync(1);
        await Expect(page.Locator("[data-act=add-made]")).ToHaveCountAsync(0);

        await page.Locator("[data-act=make-short]").ClickAsync();
        await Expect(page.Locator("[data-make=Short]")).ToBeVisibleAsync();
        await Browser.ShotAsync(page, $"make-short-{screen}");
        await page.Locator("[data-act=make]").ClickAsync();
        await Expect(page.Locator("[data-making] [data-work=Running] progress")).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await Browser.ShotAsync(page, $"making-{screen}");
        if (screen == nameof(Screen.Phone))
        {
            await page.Locator("[data-making] [data-work=Running] button").First.ClickAsync();
            await Expect(page.Locator("[data-making] [data-work=Cancelled]")).ToBeVisibleAsync(new() { Timeout = 120_000 });
            await Expect(page.Locator("[data-made]")).ToHaveCountAsync(1);
            return;
        }
        await Expect(page.Locator("[data-made]")).ToHaveCountAsync(2, new() { Timeout = 420_000 });
        await page.Locator("[data-act=add-made]").ClickAsync();
        await Expect(page.Locator("[data-media]")).ToHaveCountAsync(2);
        await Expect(page.Locator("[data-making]")).ToContainTextAsync(new Regex("2[0-9] s|3[0-9] s"));
        await Browser.ShotAsync(page, $"made-{screen}");
    }, language);
}
