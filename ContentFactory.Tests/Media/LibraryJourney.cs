using System.Text.RegularExpressions;
using ContentFactory.Domain.Access;
using ContentFactory.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ContentFactory.Tests.Media;

/// <summary>A picture from its arrival to its end, in a real browser.</summary>
public sealed partial class LibraryJourney : IAsyncLifetime
{
    private readonly string folder = TemporaryFolder.NewPath();
    private TestApplication application = null!;
    private TestTenant tenant = null!;

    public async Task InitializeAsync()
    {
        application = await TestApplication.StartAsync(new TestApplicationOptions(Settings: new Dictionary<string, string?> { ["Media:Folder"] = folder }));
        tenant = await application.AddTenantAsync("studio");
    }

    public async Task DisposeAsync()
    {
        await application.DisposeAsync();
        TemporaryFolder.Delete(folder);
    }

    [Theory]
    [InlineData(nameof(Screen.Desktop), "en")]
    [InlineData(nameof(Screen.Phone), "ru")]
    public Task A_picture_is_described_found_cropped_and_deleted(string screen, string language) => Browser.JourneyAsync(application.Address, Enum.Parse<Screen>(screen), async page =>
    {
        await SignInAsync(page, MemberRole.Editor);
        await page.GotoAsync($"/t/{tenant.Slug}/content/media");
        await Browser.LiveAsync(page);
        await page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "cup.png", MimeType = "image/png", Buffer = RealFiles.Picture(".png", "testsrc=size=960x540") });
        await page.Locator("tr[data-row] a.list-link").ClickAsync();

        await Browser.AtAsync(page, "**/content/media/*");
        await Expect(page.Locator("section[aria-labelledby=links-title] li")).ToHaveCountAsync(3);
        await page.Locator("#file-AltText").FillAsync("A blue cup");
        await page.Locator("#file-Folder").FillAsync("Products");
        await page.Locator("#file-Tags").FillAsync("autumn");
        await page.Locator("#file-Tags").PressAsync("Enter");
        await page.Locator("form.card button[type=submit]").ClickAsync();
        await Expect(page.Locator("form.card [role=status]")).ToBeVisibleAsync();
        await CheckAsync(page, $"media-file-{screen}");

        await page.GetByRole(AriaRole.Button, new() { NameRegex = CropButton() }).First.ClickAsync();
        var frame = page.Locator("#crop [data-frame]");
        await Expect(frame).ToHaveAttributeAsync("style", Left());
        await Expect(frame).ToBeVisibleAsync();
        await frame.FocusAsync();
        for (var n = 0; n < 30; n++)
            await page.Keyboard.PressAsync("ArrowLeft");
        await Expect(page.Locator("#crop [data-crop=across]")).ToHaveValueAsync("0");
        await Browser.ShotAsync(page, $"media-crop-{screen}");
        await page.Locator("#crop footer .button:not(.secondary)").ClickAsync();
        await Expect(page.Locator("h1")).ToHaveTextAsync("cup 1x1.png");

        await page.GotoAsync($"/t/{tenant.Slug}/content/media?q=blue&folder=Products&tag=autumn");
        await Browser.LiveAsync(page);
        await Expect(page.Locator("tr[data-row]")).ToHaveCountAsync(2);
        await CheckAsync(page, $"media-{screen}");
        await page.Locator("tr[data-row] a.list-link").First.ClickAsync();
        await Browser.AtAsync(page, "**/content/media/*");
        // the address is there before the page is
        await Expect(page.Locator("#file-AltText")).ToBeVisibleAsync();
        await page.Locator(".confirm > button").ClickAsync();
        await page.Locator(".confirm dialog .button.danger").ClickAsync();
        await Browser.AtAsync(page, "**/content/media");
        await Expect(page.Locator("tr[data-row]")).ToHaveCountAsync(1);
    }, language);

    [Fact]
    public Task A_file_chosen_while_the_page_is_still_loading_is_sent() => Browser.JourneyAsync(application.Address, Screen.Phone, async page =>
    {
        await SignInAsync(page, MemberRole.Editor);
        var chosen = new TaskCompletionSource();
        await page.RouteAsync("**/js/upload*.js", async route =>
        {
            await chosen.Task;
            await route.ContinueAsync();
        });
        await page.GotoAsync($"/t/{tenant.Slug}/content/media", new() { WaitUntil = WaitUntilState.Commit });
        await Browser.LiveAsync(page);
        await page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "early.png", MimeType = "image/png", Buffer = Samples.RealPng });
        chosen.SetResult();

        await Expect(page.Locator("tr[data-row] a.list-link")).ToHaveTextAsync("early.png");
    });

    private async Task SignInAsync(IPage page, MemberRole role)
    {
        await page.GotoAsync($"/sign-in?returnUrl=/t/{tenant.Slug}/content");
        await page.Locator("input[type=email]").FillAsync(Seed.Email(role, tenant.Slug));
        await page.Locator("input[type=password]").FillAsync(Seed.Password);
        await page.Locator("input[type=password]").PressAsync("Enter");
        await Browser.AtAsync(page, "**/t/**");
    }

    private static async Task CheckAsync(IPage page, string name)
    {
        await Browser.ShotAsync(page, name);
        Assert.False(await Browser.OverflowsAsync(page), name);
    }

    [GeneratedRegex("^(Crop|Кадрировать)$")]
    private static partial Regex CropButton();

    [GeneratedRegex("left: ")]
    private static partial Regex Left();
}
