using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Content;
using ContentFactory.Tests.Media;
using ContentFactory.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ContentFactory.Tests.Content.Cropping;

/// <summary>A picture is cropped where it stands in the post, for all networks and for one alone.</summary>
public sealed class CropInPostJourney : IAsyncLifetime
{
    private readonly string folder = TemporaryFolder.NewPath();
    private TestApplication application = null!;
    private TestTenant tenant = null!;

    public async Task InitializeAsync()
    {
        application = await TestApplication.StartAsync(new TestApplicationOptions(Settings: new Dictionary<string, string?> { ["Media:Folder"] = folder }));
        tenant = await application.AddTenantAsync("cropping");
        await tenant.DbAsync(db => db.Companies.ExecuteUpdateAsync(c => c.SetProperty(x => x.Platforms, _ => new[] { "instagram", "telegram", "x" })));
    }

    public async Task DisposeAsync()
    {
        await application.DisposeAsync();
        TemporaryFolder.Delete(folder);
    }

    [Theory]
    [InlineData(nameof(Screen.Desktop), "en", false)]
    [InlineData(nameof(Screen.Phone), "ru", true)]
    public Task A_picture_gives_its_place_to_its_part(string screen, string language, bool dark) => Browser.JourneyAsync(application.Address, Enum.Parse<Screen>(screen), async page =>
    {
        var post = await tenant.NewAsync("About a cup");
        await SignInAsync(page, post.Id);
        await page.Locator(".media input[type=file]").SetInputFilesAsync(new FilePayload { Name = "cup.png", MimeType = "image/png", Buffer = RealFiles.Picture(".png", "testsrc=size=960x540") });
        await Expect(page.Locator("[data-media]")).ToHaveCountAsync(1);
        await page.Locator("[data-media] .about input").FillAsync("A blue cup");
        await page.Locator("[data-media] .about input").PressAsync("Tab");
        await Eventually.BecomesAsync(() => tenant.ViewAsync(post.Id), p => p.Media is [{ AltText: "A blue cup" }]);
        var whole = (await tenant.ViewAsync(post.Id)).Media[0].MediaId;

        await page.Locator($"[data-crop-of='{whole}']").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        var frame = page.Locator("#crop [data-frame]");
        await Expect(frame).ToBeVisibleAsync();
        await page.Locator("#crop input[value='1:1']").CheckAsync();
        await frame.FocusAsync();
        for (var n = 0; n < 30; n++)
            await page.Keyboard.PressAsync("ArrowLeft");
        await Expect(page.Locator("#crop [data-crop=across]")).ToHaveValueAsync("0");
        await Browser.ShotAsync(page, $"post-crop-{screen}");
        Assert.False(await Browser.OverflowsAsync(page));
        await page.Locator("#crop footer .button:not(.secondary)").ClickAsync();
        await Expect(page.Locator("#crop")).ToBeHiddenAsync();

        await Expect(page.Locator("[data-media] .name")).ToHaveTextAsync("cup 1x1.png");
        await Expect(page.Locator("[data-media] .about input")).ToHaveValueAsync("A blue cup");
        var part = (await tenant.ViewAsync(post.Id)).Media.Single();
        Assert.Equal((540, 540, "A blue cup"), (part.Width, part.Height, part.AltText));
        await Expect(page.Locator($"[data-crop-of='{part.MediaId}']")).ToBeFocusedAsync();
        Assert.Equal(2, await tenant.DbAsync(db => db.MediaItems.CountAsync()));
        await Browser.ShotAsync(page, $"post-cropped-{screen}");

        await page.Locator("[data-undo=Undo_Crop] button").ClickAsync();
        await Expect(page.Locator("[data-media] .name")).ToHaveTextAsync("cup.png");

        await page.Locator("[data-variants] [role=tab][data-network=instagram]").ClickAsync();
        await page.Locator("[data-variant-media=instagram] [data-act=media-follow]").UncheckAsync();
        await page.Locator($"[data-crop-of='instagram-{whole}']").ClickAsync();
        await Expect(page.Locator("#crop .shapes input").First).ToHaveValueAsync("4:5");
        await Expect(page.Locator("#crop .shapes input").First).ToBeCheckedAsync();
        await Browser.ShotAsync(page, $"post-crop-network-{screen}");
        await page.Locator("#crop footer .button:not(.secondary)").ClickAsync();
        await Expect(page.Locator("#crop")).ToBeHiddenAsync();
        await Expect(page.Locator("[data-variant-media=instagram] [data-file] input:checked")).ToHaveCountAsync(1);
        await Browser.ShotAsync(page, $"post-cropped-network-{screen}");
        var after = await tenant.ViewAsync(post.Id);
        Assert.Equal("cup 4x5.png", Assert.Single(after.MediaFor("instagram")).FileName);
        Assert.All(after.Limits.Where(l => l.Platform is not "instagram"), l => Assert.Equal([whole], after.MediaFor(l.Platform).Select(m => m.MediaId)));
    }, language, dark);

    [Fact]
    public Task What_goes_wrong_is_said_in_the_dialog() => Browser.JourneyAsync(application.Address, Screen.Desktop, async page =>
    {
        var post = await tenant.NewAsync("About a cup");
        await SignInAsync(page, post.Id);
        await page.Locator(".media input[type=file]").SetInputFilesAsync(new FilePayload { Name = "cup.png", MimeType = "image/png", Buffer = RealFiles.Picture(".png", "testsrc=size=960x540") });
        await page.Locator("[data-crop-of]").First.ClickAsync();
        await Expect(page.Locator("#crop [data-frame]")).ToBeVisibleAsync();
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
            File.Delete(file);
        await page.Locator("#crop footer .button:not(.secondary)").ClickAsync();
        await Expect(page.Locator("#crop [role=alert]")).ToBeVisibleAsync();
        Assert.Equal("cup.png", (await tenant.ViewAsync(post.Id)).Media.Single().FileName);
    });

    private async Task SignInAsync(IPage page, Guid post)
    {
        await page.GotoAsync($"/sign-in?returnUrl=/t/{tenant.Slug}/content/{post}");
        await page.Locator("input[type=email]").FillAsync(Seed.Email(MemberRole.Editor, tenant.Slug));
        await page.Locator("input[type=password]").FillAsync(Seed.Password);
        await page.Locator("input[type=password]").PressAsync("Enter");
        await Browser.AtAsync(page, "**/t/**");
        await Browser.LiveAsync(page);
    }
}
