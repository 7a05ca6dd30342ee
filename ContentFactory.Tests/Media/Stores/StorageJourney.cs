using ContentFactory.Domain.Access;
using ContentFactory.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ContentFactory.Tests.Media.Stores;

/// <summary>An owner gives the files a place of their own, in a real browser beside a real bucket.</summary>
public sealed class StorageJourney(S3Server bucket) : IClassFixture<S3Server>, IAsyncLifetime
{
    private readonly string folder = TemporaryFolder.NewPath();
    private TestApplication application = null!;
    private TestTenant tenant = null!;

    public async Task InitializeAsync()
    {
        application = await TestApplication.StartAsync(new TestApplicationOptions(Settings: new Dictionary<string, string?> { ["Media:Folder"] = folder, ["Outgoing:AllowPrivateAddresses"] = "true" }));
        tenant = await application.AddTenantAsync("keeper");
    }

    public async Task DisposeAsync()
    {
        await application.DisposeAsync();
        TemporaryFolder.Delete(folder);
    }

    [Theory]
    [InlineData(nameof(Screen.Desktop), "en")]
    [InlineData(nameof(Screen.Phone), "ru")]
    public Task Files_move_into_a_bucket_of_ones_own(string screen, string language) => Browser.JourneyAsync(application.Address, Enum.Parse<Screen>(screen), async page =>
    {
        Assert.True((await MediaUploadsTests.UploadAsync(tenant, RealFiles.Picture(".png"), "cup.png")).Ok);
        await page.GotoAsync($"/sign-in?returnUrl=/t/{tenant.Slug}/settings/storage");
        await page.Locator("input[type=email]").FillAsync(Seed.Email(MemberRole.Owner, tenant.Slug));
        await page.Locator("input[type=password]").FillAsync(Seed.Password);
        await page.Locator("input[type=password]").PressAsync("Enter");
        await Browser.AtAsync(page, "**/settings/storage");
        await Browser.LiveAsync(page);
        await Browser.ShotAsync(page, $"storage-{screen}");
        await page.Locator("header.head .button").ClickAsync();

        var save = page.Locator("button[form=store-form]");
        await page.Locator("[name=endpoint]").FillAsync(bucket.Settings.Endpoint!.AbsoluteUri);
        await page.Locator("[name=bucket]").FillAsync("NOT A BUCKET");
        await page.Locator("[name=access-key]").FillAsync("stranger");
        await page.Locator("[name=secret-key]").FillAsync(bucket.Settings.SecretKey);
        await save.ClickAsync();
        await Expect(page.Locator("#store [aria-invalid=true]")).ToHaveCountAsync(1);
        await page.Locator("[name=bucket]").FillAsync(bucket.Settings.Bucket);
        await save.ClickAsync();
        await Expect(page.Locator("#store [role=alert]").First).ToBeVisibleAsync();
        await Expect(page.Locator("[name=endpoint]")).ToHaveValueAsync(bucket.Settings.Endpoint.AbsoluteUri);
        await Browser.ShotAsync(page, $"storage-form-{screen}");
        await page.Locator("[name=access-key]").FillAsync(bucket.Settings.AccessKey);
        await save.ClickAsync();

        await Expect(page.Locator($"[data-store={bucket.Settings.Bucket}]")).ToBeVisibleAsync();
        await page.Locator("section[aria-labelledby=move] button").ClickAsync();
        await Expect(page.Locator("section[aria-labelledby=move]")).ToHaveCountAsync(0);
        await Browser.ShotAsync(page, $"storage-moved-{screen}");
        Assert.False(await Browser.OverflowsAsync(page));
        Assert.Equal(0, await tenant.DbAsync(db => db.MediaItems.CountAsync(m => m.StoreId == null)));
        await page.GotoAsync($"/t/{tenant.Slug}/content/media");
        await Expect(page.Locator("tr[data-row] img").First).ToHaveJSPropertyAsync("complete", true);
        Assert.True(await page.Locator("tr[data-row] img").First.EvaluateAsync<int>("i => i.naturalWidth") > 0);
    }, language);
}
