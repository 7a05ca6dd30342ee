using ContentFactory.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ContentFactory.Tests.Journeys;

/// <summary>Somebody at a browser who reads what the pages say in one language.</summary>
internal sealed class Stranger(IPage page, Words words, string shots)
{
    private int shot;

    public IPage Page => page;
    public Words Words => words;

    public ILocator Field<T>(string key) => page.GetByLabel(words.Of<T>(key), new() { Exact = true });

    public ILocator Button<T>(string key) => page.GetByRole(AriaRole.Button, new() { Name = words.Of<T>(key), Exact = true }).First;

    public ILocator Link<T>(string key) => page.GetByRole(AriaRole.Link, new() { Name = words.Of<T>(key), Exact = true }).First;

    public Task FillAsync<T>(string key, string text) => Field<T>(key).FillAsync(text);

    public Task PressAsync<T>(string key) => Button<T>(key).ClickAsync();

    public Task FollowAsync<T>(string key) => Link<T>(key).ClickAsync();

    /// <summary>Signs in on the way to a page.</summary>
    public async Task SignInAsync(string email, string target)
    {
        await page.GotoAsync($"/sign-in?returnUrl={Uri.EscapeDataString(target)}");
        await FillAsync<AccessTexts>("SignIn_Email", email);
        await FillAsync<AccessTexts>("SignIn_Password", Seed.Password);
        await PressAsync<AccessTexts>("SignIn_Button");
        if (target.StartsWith("/t/", StringComparison.Ordinal))
            await Browser.LiveAsync(page);
    }

    /// <summary>From the form of the address to the account; the code comes by letter.</summary>
    public async Task RegisterAsync(TestDatabase database, string email, string name)
    {
        await FillAsync<AccessTexts>("Register_Email", email);
        await PressAsync<AccessTexts>("Register_Send");
        await HeadedAsync<AccessTexts>("Code_Title");
        await FillAsync<AccessTexts>("Code_Field", await SentLetters.CodeAsync(database, email));
        await PressAsync<AccessTexts>("Code_Button");
        await HeadedAsync<AccessTexts>("Finish_Title");
        await FillAsync<AccessTexts>("Register_Name", name);
        await FillAsync<AccessTexts>("Register_Password", Seed.Password);
        await PressAsync<AccessTexts>("Register_Button");
    }

    /// <summary>Goes to a neighbour among the tabs of a page; a count may stand beside the name.</summary>
    public Task TabAsync<T>(string key) => page.Locator("nav.tabs").GetByRole(AriaRole.Link, new() { Name = words.Of<T>(key) }).First.ClickAsync();

    /// <summary>Goes to a place of the main navigation.</summary>
    public async Task GoAsync(string navKey)
    {
        await page.Locator("nav.frame-nav").GetByRole(AriaRole.Link, new() { Name = words.Of<ShellTexts>(navKey) }).ClickAsync();
        await Browser.LiveAsync(page);
    }

    public Task HeadedAsync<T>(string key) => Expect(page.Locator("h1").First).ToContainTextAsync(words.Of<T>(key));

    public Task SeesAsync<T>(string key) => Expect(page.GetByText(words.Like<T>(key)).First).ToBeVisibleAsync();

    /// <summary>A page as it stands: kept as a picture, checked for what is wrong on every page.</summary>
    public async Task LookAsync(string name)
    {
        await Browser.ShotAsync(page, $"{shots}-{++shot:00}-{name}");
        Assert.False(await Browser.OverflowsAsync(page), $"{name} can be scrolled sideways");
        Assert.Equal(words.Language, await page.Locator("html").GetAttributeAsync("lang"));
        Assert.Empty(await UnnamedAsync());
    }

    /// <summary>Fields and buttons that a screen reader could not name.</summary>
    private Task<string[]> UnnamedAsync() => page.EvaluateAsync<string[]>("""
        () => [...document.querySelectorAll('input:not([type=hidden]), select, textarea, button, a[href]')]
          .filter(e => !e.labels?.length && !e.ariaLabel && !e.getAttribute('aria-labelledby') && !e.textContent.trim() && !e.querySelector('img[alt]:not([alt=""])'))
          .map(e => e.outerHTML.slice(0, 120))
        """);
}
