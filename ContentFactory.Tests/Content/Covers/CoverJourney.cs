using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Channels;
using ContentFactory.Tests.Journeys;
using ContentFactory.Tests.Media;
using ContentFactory.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ContentFactory.Tests.Content.Covers;

/// <summary>A video gets a cover, the sandbox's Telegram another one, and that one stands in its feed.</summary>
public sealed class CoverJourney
{
    [Theory]
    [InlineData(Screen.Desktop, "en")]
    [InlineData(Screen.Phone, "ru")]
    internal async Task Cover_is_chosen_changed_for_one_network_and_published(Screen screen, string language)
    {
        using var folder = new TemporaryFolder();
        await using var application = await TestApplication.StartAsync(new(Settings: new Dictionary<string, string?> { ["Sandbox:BaseUrl"] = null, ["Media:Folder"] = folder.Path }));
        var tenant = await Seed.TenantAsync(application.Services, "covers", "Europe/Berlin");
        await tenant.DbAsync(db => db.Database.ExecuteSqlAsync($"update tenants set platforms = array['telegram'] where id = {tenant.Id}"));
        var connected = await tenant.AsAsync<SandboxChannels, Result<ConnectedChannel>>(MemberRole.Owner, s => s.ConnectAsync(tenant.CompanyId, default));
        Assert.Null(connected.Problem?.TextKey);
        var post = await tenant.NewAsync("Iced coffee is here: tonic, orange, ice.");

        await Browser.JourneyAsync(application.Address, screen, async page =>
        {
            var stranger = new Stranger(page, new Words(language), $"cover-{screen}-{language}".ToLowerInvariant());
            await stranger.SignInAsync(Seed.Email(MemberRole.Owner, tenant.Slug), $"/t/covers/content/{post.Id}");
            await Expect(page.Locator("[data-cover]")).ToHaveCountAsync(0);
            await UploadAsync(page, ".card.media [data-picker]", "film.mp4", "video/mp4", RealFiles.Video());
            await ChooseAsync(stranger);
            await ForOneNetworkAsync(stranger);

            await stranger.PressAsync<ContentTexts>("Post_MakeReady");
            await stranger.PressAsync<ContentTexts>("Post_Approve");
            await stranger.PressAsync<PublishingTexts>("Panel_Now");
            await stranger.PressAsync<PublishingTexts>("Panel_NowYes");
            await page.Locator("a.publication-row").First.ClickAsync();
            await Expect(page.Locator("[data-status=Published]").First).ToBeVisibleAsync();
        }, language);

        var shown = await tenant.DbAsync(db => db.SandboxMessages.SingleAsync());
        Assert.Equal(("film.mp4", "image/jpeg"), (shown.FileName, shown.ContentType));
    }

    private static async Task ChooseAsync(Stranger stranger)
    {
        var page = stranger.Page;
        await page.Locator("[data-act=cover-choose]").ClickAsync();
        await UploadAsync(page, "[data-cover=post] [data-picker]", "cover.png", "image/png", RealFiles.Picture(".png", "testsrc2=size=640x360"));
        await Expect(page.Locator("[data-cover=post] img")).ToBeVisibleAsync();
        await Expect(page.Locator("[data-cover=post] [data-picker]")).ToHaveCountAsync(0);
        await page.Locator("[data-cover=post]").ScrollIntoViewIfNeededAsync();
        await stranger.LookAsync("chosen");
        await Expect(page.Locator("[data-preview] .media img")).ToBeVisibleAsync();
    }

    private static async Task ForOneNetworkAsync(Stranger stranger)
    {
        var page = stranger.Page;
        await page.Locator("[data-cover=telegram] [data-act=cover-follow]").UncheckAsync();
        await UploadAsync(page, "[data-cover=telegram] [data-picker]", "own.jpg", "image/jpeg", RealFiles.Picture(".jpg", "mandelbrot=size=640x360"));
        await Expect(page.Locator("[data-cover=telegram] img")).ToBeVisibleAsync();
        await page.ReloadAsync();
        await Browser.LiveAsync(page);
        await Expect(page.Locator("[data-cover=telegram] [data-act=cover-follow]")).Not.ToBeCheckedAsync();
        await page.Locator("[data-cover=telegram]").ScrollIntoViewIfNeededAsync();
        await stranger.LookAsync("own");
        await page.Locator("[data-preview]").ScrollIntoViewIfNeededAsync();
        await stranger.LookAsync("preview");
    }

    private static Task UploadAsync(IPage page, string picker, string name, string type, byte[] bytes) =>
        page.Locator($"{picker} input[type=file]").First.SetInputFilesAsync(new FilePayload { Name = name, MimeType = type, Buffer = bytes });
}
