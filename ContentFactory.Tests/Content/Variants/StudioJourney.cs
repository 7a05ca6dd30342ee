using System.Text.RegularExpressions;
using ContentFactory.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ContentFactory.Tests.Content.Variants;

/// <summary>From an idea of the demo to a post with a text for each network, in a real browser.</summary>
public sealed class StudioJourney : IAsyncLifetime
{
    private const string Thanks = "Спасибо каждому, кто заходил с друзьями, советовал нас соседям и приносил свою кружку. Отдельное спасибо тем, кто сказал, что кофе остыл: теперь чашки греются.";
    private TestApplication application = null!;

    public async Task InitializeAsync() => application = await DemoApplication.StartAsync();

    public async Task DisposeAsync() => await application.DisposeAsync();

    [Theory]
    [InlineData(nameof(Screen.Desktop), "en")]
    [InlineData(nameof(Screen.Phone), "ru")]
    public Task From_an_idea_to_a_text_for_each_network(string screen, string language) => Browser.JourneyAsync(application.Address, Enum.Parse<Screen>(screen), async page =>
    {
        await page.GotoAsync($"/sign-in?returnUrl=/t/{DemoApplication.Slug}/content");
        await page.Locator("input[type=email]").FillAsync(DemoApplication.Email("editor"));
        await page.Locator("input[type=password]").FillAsync(DemoApplication.Password);
        await page.Locator("input[type=password]").PressAsync("Enter");
        await Browser.AtAsync(page, "**/t/**");
        await Browser.LiveAsync(page);
        await page.Locator("[data-act=ask]").ClickAsync();
        await Expect(page.Locator("[data-idea]")).Not.ToHaveCountAsync(0);
        await Expect(page.Locator("[data-generate] [data-network]:checked")).ToHaveCountAsync(9);
        await page.Locator("input[name=call]").FillAsync("Пришлите план квартиры.");
        await page.Locator("[data-generate] select[name=template]").SelectOptionAsync(new SelectOptionValue { Label = "Событие для нас" });
        await page.Locator("[id='generate-Values.what']").FillAsync("гостей за осень");
        await page.Locator("[data-act=generate]").ClickAsync();
        // what is missing is said at its field, and nothing that was typed is lost
        await Expect(page.Locator("[id='generate-Values.number-fault']")).ToBeVisibleAsync();
        await Expect(page.Locator("[id='generate-Values.what']")).ToHaveValueAsync("гостей за осень");
        await Expect(page.Locator("[data-generate] .fault")).ToHaveCountAsync(1);
        await Browser.ShotAsync(page, $"generate-{screen}");
        await page.Locator("[id='generate-Values.number']").FillAsync("10 000");
        await page.Locator("[id='generate-Values.thanks']").FillAsync(Thanks);
        await page.Locator("[data-act=generate]").ClickAsync();

        await Browser.AtAsync(page, "**/content/*-*");
        await Browser.LiveAsync(page);
        await Expect(page.Locator("textarea[name=text]")).ToHaveValueAsync(new Regex("^10 000 гостей за осень!"));
        await Expect(page.Locator("[data-variants] [role=tab]")).ToHaveCountAsync(9);
        var tabs = page.Locator("[data-variants] [role=tab]");
        await tabs.First.FocusAsync();
        foreach (var (key, tab) in new[] { ("End", tabs.Last), ("ArrowRight", tabs.First), ("ArrowLeft", tabs.Last), ("Home", tabs.First) })
        {
            await page.Keyboard.PressAsync(key);
            await Expect(tab).ToBeFocusedAsync();
            await Expect(tab).ToHaveAttributeAsync("aria-selected", "true");
        }
        await page.Locator("[data-variants] [role=tab][data-network=x]").ClickAsync();
        await Expect(page.Locator("[data-variant=x] textarea")).Not.ToHaveCountAsync(0);
        // it stands in its panel, as wide as that
        var (panel, field) = ((await page.Locator("[data-variant=x]").BoundingBoxAsync())!, (await page.Locator("[data-variant=x] textarea").First.BoundingBoxAsync())!);
        Assert.InRange(field.Y, panel.Y, panel.Y + panel.Height);
        Assert.InRange(field.Width, panel.Width * 0.9f, panel.Width);
        await Browser.ShotAsync(page, $"variants-{screen}");
        await page.Locator("[data-variant=x] textarea").First.FillAsync("Своё начало для X.");
        await Expect(page.Locator("[data-variant=x]")).ToHaveAttributeAsync("data-state", "Own");
        await Expect(page.Locator("[data-act=write]")).ToHaveCountAsync(0);

        await page.Locator("textarea[name=text]").FillAsync("Совсем другой текст. В нём два предложения.");
        await Expect(page.Locator("[data-save=Saved]")).ToBeVisibleAsync();
        await Expect(page.Locator("[data-variant=x] [role=status]").First).ToBeVisibleAsync();
        await page.Locator("[data-variants] [role=tab][data-network=linkedin]").ClickAsync();
        await Expect(page.Locator("[data-variant=linkedin] .original")).ToContainTextAsync("Совсем другой текст");
        await page.Locator("[data-variant=linkedin] [data-act=follow]").UncheckAsync();
        await Expect(page.Locator("[data-variant=linkedin] textarea")).ToHaveValueAsync(new Regex("^Совсем другой текст"));
        await page.Locator("[data-variant=linkedin] [data-act=follow]").CheckAsync();
        await Expect(page.Locator("[data-variant=linkedin] .original")).ToContainTextAsync("Совсем другой текст");
    }, language);
}
