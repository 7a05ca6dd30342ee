using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace ContentFactory.Tests.Support;

internal enum Screen { Desktop, Phone }

/// <summary>A real Chromium, started once per run. Each journey gets a browser profile of its own.</summary>
internal static class Browser
{
    private static readonly Lazy<Task<IBrowser>> Chromium = new(LaunchAsync);

    /// <summary>Where screenshots go.</summary>
    public static string Shots { get; } = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), $"contentfactory-shots-{Environment.UserName}")).FullName;

    /// <summary>
    /// Runs a journey; fails when the page wrote an error to the console, threw, or broke the content policy. A failed journey leaves a
    /// screenshot. <paramref name="expectedErrors"/> are parts of messages that belong to the journey.
    /// </summary>
    public static async Task JourneyAsync(
        Uri address, Screen screen, Func<IPage, Task> journey, string language = "en", bool dark = false, params string[] expectedErrors)
    {
        await using var context = await (await Chromium.Value).NewContextAsync(Options(address, screen, language, dark));
        context.SetDefaultTimeout(120_000);
        var errors = new ConcurrentQueue<string>();
        var page = await context.NewPageAsync();
        page.Console += (_, message) => { if (message.Type == "error") errors.Enqueue(message.Text); };
        page.PageError += (_, error) => errors.Enqueue(error);
        try
        {
            await journey(page);
        }
        catch
        {
            // a page that cannot be drawn must not hide what went wrong on it
            await ShotAsync(page, "failed-" + Path.GetRandomFileName()).ContinueWith(_ => { }, TaskScheduler.Default);
            throw;
        }
        var unexpected = errors.Distinct().Where(error => !expectedErrors.Any(part => error.Contains(part, StringComparison.OrdinalIgnoreCase)));
        if (string.Join(Environment.NewLine, unexpected) is { Length: > 0 } all) Assert.Fail("The console says: " + all);
    }

    /// <summary>Waits until the tenant's frame stands in a circuit: before that, clicks on the prerendered page go nowhere.</summary>
    public static Task LiveAsync(IPage page) => Assertions.Expect(page.Locator("[data-live]")).ToBeAttachedAsync(new() { Timeout = 60_000 });

    /// <summary>Waits until the page has an address like this ("**" any part, "*" any part between slashes); a navigation that is over already counts.</summary>
    public static Task AtAsync(IPage page, string glob) =>
        Assertions.Expect(page).ToHaveURLAsync(new Regex("^" + Regex.Escape(glob).Replace(@"\*\*", ".*", StringComparison.Ordinal).Replace(@"\*", "[^/]*", StringComparison.Ordinal) + "$"), new() { Timeout = 120_000 });

    /// <summary>A browser profile for those who set it up and look after it themselves.</summary>
    public static async Task<IBrowserContext> ContextAsync(BrowserNewContextOptions options) => await (await Chromium.Value).NewContextAsync(options);

    public static Task ShotAsync(IPage page, string name) =>
        page.ScreenshotAsync(new() { Path = Path.Combine(Shots, name + ".png"), FullPage = true });

    /// <summary>True when the page can be scrolled sideways, which no page may be on a phone.</summary>
    public static Task<bool> OverflowsAsync(IPage page) =>
        page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth > document.documentElement.clientWidth");

    private static BrowserNewContextOptions Options(Uri address, Screen screen, string language, bool dark) => new()
    {
        BaseURL = address.ToString(),
        ViewportSize = screen == Screen.Phone ? new() { Width = 390, Height = 844 } : new() { Width = 1280, Height = 800 },
        HasTouch = screen == Screen.Phone,
        Locale = language,
        ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
    };

    private static async Task<IBrowser> LaunchAsync()
    {
        var program = Environment.GetEnvironmentVariable("CHROMIUM") ?? "/usr/bin/chromium";
        if (!File.Exists(program)) throw new InvalidOperationException($"No browser at {program}: install chromium or set CHROMIUM to its path.");
        // generous, as all bounds here: they only end a hung journey, on a machine that does other things too
        Assertions.SetDefaultExpectTimeout(60_000);
        var playwright = await Playwright.CreateAsync();
        return await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = program,
            Headless = true,
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                "--disable-component-update", "--disable-sync",
            ],
        });
    }
}
