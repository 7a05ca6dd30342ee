using System.Net;
using ContentFactory.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ContentFactory.Tests.Shell;

public sealed class ThemeJourney : IAsyncLifetime
{
    private ShellHost host = null!;

    public async Task InitializeAsync() => host = await ShellHost.StartAsync();

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public Task A_chosen_theme_shows_at_once_and_stays() => Browser.JourneyAsync(host.Address, Screen.Desktop, async page =>
    {
        await page.GotoAsync("/dev/ui");
        await Browser.LiveAsync(page);
        await Expect(page.Locator(".apexcharts-theme-light").Or(page.Locator(".apexcharts-canvas")).First).ToBeVisibleAsync();
        var light = await BackgroundAsync(page);
        await page.Locator(".profile summary").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Dark" }).ClickAsync();
        await Expect(page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Dark chosen" })).ToBeVisibleAsync();
        await Expect(page.Locator(".apexcharts-theme-dark").First).ToBeAttachedAsync();
        var dark = await BackgroundAsync(page);
        Assert.NotEqual(light, dark);
        await page.ReloadAsync();
        await Expect(page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
        await Expect(page.Locator("meta[name=color-scheme]")).ToHaveAttributeAsync("content", "dark");
        Assert.Equal(dark, await BackgroundAsync(page));
    });

    [Theory]
    [InlineData("dark", "/t/one?week=3", HttpStatusCode.Redirect, "/t/one?week=3")]
    [InlineData("dark", "//elsewhere.example", HttpStatusCode.Redirect, "/")]
    [InlineData("pink", "/", HttpStatusCode.BadRequest, null)]
    public async Task The_form_alone_changes_it_too(string theme, string wanted, HttpStatusCode status, string? target)
    {
        using var client = host.Client();
        using var answer = await client.PostAsync("/theme", new FormUrlEncodedContent(
            [new("theme", theme), new("returnUrl", wanted), new("__RequestVerificationToken", await TestApplication.TokenAsync(client, "/not-found"))]));
        Assert.Equal(status, answer.StatusCode);
        Assert.Equal(target, answer.Headers.Location?.OriginalString);
        if (target is null)
            return;
        using var next = new HttpRequestMessage(HttpMethod.Get, "/not-found");
        next.Headers.Add("Cookie", "theme=" + theme);
        Assert.Contains($"data-theme=\"{theme}\"", await (await client.SendAsync(next)).Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static Task<string> BackgroundAsync(IPage page) => page.EvaluateAsync<string>("() => getComputedStyle(document.body).backgroundColor");
}
