using ContentFactory.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ContentFactory.Tests.Shell;

public sealed class ShellJourney : IAsyncLifetime
{
    private ShellHost host = null!;

    public async Task InitializeAsync() => host = await ShellHost.StartAsync();

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Theory]
    [InlineData(Screen.Desktop, false)]
    [InlineData(Screen.Phone, true)]
    internal Task Clicks_reach_the_circuit_and_charts_draw(Screen screen, bool dark) => Browser.JourneyAsync(host.Address, screen, async page =>
    {
        await OpenPartsAsync(page);
        await ClickTwiceAsync(page, "2 clicks");
        await page.Locator("[data-part=redraw]").ClickAsync();
        await page.Locator(".chart details:not(.menu) summary").ClickAsync();
        await Expect(page.Locator(".chart tbody tr")).ToHaveCountAsync(7);
        Assert.False(await Browser.OverflowsAsync(page));
        await Browser.ShotAsync(page, $"parts-{screen}");
    }, dark: dark);

    [Fact]
    public Task Every_kind_of_chart_draws_after_the_other() => Browser.JourneyAsync(host.Address, Screen.Desktop, async page =>
    {
        await OpenPartsAsync(page);
        foreach (var kind in new[] { "Bar", "Donut", "Mixed", "Area", "Donut", "Line" })
        {
            await page.Locator("[data-part=kind]").SelectOptionAsync(kind);
            var drawn = kind switch { "Donut" => ".apexcharts-pie", "Mixed" or "Bar" => ".apexcharts-bar-series", _ => $".apexcharts-{kind.ToLowerInvariant()}-series" };
            await Expect(page.Locator(".chart-canvas " + drawn).First).ToBeAttachedAsync();
        }
    });

    [Fact]
    public Task A_failed_page_shows_the_boundary_and_recovers() => Browser.JourneyAsync(host.Address, Screen.Desktop, async page =>
    {
        await OpenPartsAsync(page);
        await page.Locator("[data-part=fail]").ClickAsync();
        await Expect(page.Locator(".notice h1")).ToHaveTextAsync("Something went wrong");
        await page.Locator(".notice button").ClickAsync();
        await Expect(page.Locator("[data-part=count]")).ToHaveTextAsync("0 clicks");
    });

    [Fact]
    public Task Language_form_changes_page_and_circuit() => Browser.JourneyAsync(host.Address, Screen.Phone, async page =>
    {
        await OpenPartsAsync(page);
        await page.Locator(".profile summary").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Русский" }).ClickAsync();
        await Expect(page.Locator("html")).ToHaveAttributeAsync("lang", "ru");
        await Expect(page.Locator("h1")).ToHaveTextAsync("Элементы интерфейса");
        await ClickTwiceAsync(page, "2 нажатия");
        Assert.EndsWith("/dev/ui", page.Url, StringComparison.Ordinal);
        Assert.False(await Browser.OverflowsAsync(page));
    });

    [Fact]
    public Task Dialog_opens_and_answers_in_the_circuit() => Browser.JourneyAsync(host.Address, Screen.Desktop, async page =>
    {
        await OpenPartsAsync(page);
        await page.Locator("[data-part=dialog]").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Yes" }).ClickAsync();
        await Expect(page.Locator(".rz-dialog")).ToHaveCountAsync(0);
    });

    [Fact]
    public Task Lost_connection_shows_the_reconnect_dialog() => Browser.JourneyAsync(host.Address, Screen.Desktop, async page =>
    {
        await OpenPartsAsync(page);
        // the last things that the page asks for: cut in the middle they would be one more error
        await page.WaitForFunctionAsync("() => window.Radzen !== undefined && [...document.querySelectorAll('link[rel=stylesheet]')].every(link => link.sheet)");
        await host.DisposeAsync();
        await Expect(page.Locator("#components-reconnect-modal .reconnect-trying")).ToBeVisibleAsync();
        await Browser.ShotAsync(page, "reconnect");
    }, expectedErrors: ["WebSocket", "ERR_CONNECTION", "Connection disconnected", "Failed to", "ERR_"]);

    [Fact]
    public Task Unknown_address_shows_the_static_page() => Browser.JourneyAsync(host.Address, Screen.Phone, async page =>
    {
        var answer = await page.GotoAsync("/nowhere");
        Assert.Equal(404, answer!.Status);
        await Expect(page.Locator("h1")).ToHaveTextAsync("Nothing here");
        Assert.False(await Browser.OverflowsAsync(page));
        await Browser.ShotAsync(page, "not-found");
    }, expectedErrors: ["404"]);

    [Fact]
    public Task Missing_page_inside_the_circuit_is_said_once() => Browser.JourneyAsync(host.Address, Screen.Phone, async page =>
    {
        await OpenPartsAsync(page);
        await page.EvaluateAsync("() => Blazor.navigateTo('/t/demo/no-such-page')");
        await Expect(page.Locator("h1")).ToHaveTextAsync("Nothing here");
        Assert.EndsWith("/t/demo/no-such-page", page.Url, StringComparison.Ordinal);
        await page.GoBackAsync();
        await Expect(page.Locator(".chart-canvas svg").First).ToBeVisibleAsync();
    }, expectedErrors: ["404"]);

    private static async Task OpenPartsAsync(IPage page)
    {
        await page.GotoAsync("/dev/ui");
        await Browser.LiveAsync(page);
        await Expect(page.Locator(".chart-canvas svg").First).ToBeVisibleAsync();
    }

    private static async Task ClickTwiceAsync(IPage page, string text)
    {
        await Expect(page.Locator(".chart-canvas svg").First).ToBeVisibleAsync();
        await page.Locator("[data-part=count]").ClickAsync();
        await page.Locator("[data-part=count]").ClickAsync();
        await Expect(page.Locator("[data-part=count]")).ToHaveTextAsync(text);
    }
}
