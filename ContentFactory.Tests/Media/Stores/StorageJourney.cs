using System.Net;
using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Media;
using ContentFactory.Domain.Media.Stores;
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

    [Fact]
    public async Task A_file_of_a_bucket_answers_ranges_as_one_of_the_disk_does()
    {
        var content = Samples.Png(20, 10, 30_000);
        await tenant.AsAsync<TenantStores, Result<Guid>>(MemberRole.Owner, s => s.ConnectAsync(new StoreDraft(MediaStoreKind.S3, bucket.Settings.Bucket, "S3RVER", "S3RVER", bucket.Settings.Endpoint!.AbsoluteUri)));
        var id = (await MediaUploadsTests.UploadAsync(tenant, content, "cup.png")).Value;
        var address = await tenant.AsAsync<MediaLinks, string>(MemberRole.Viewer, links => Task.FromResult(links.For(id)));
        using var client = application.Client();

        async Task<byte[]> GetAsync(HttpStatusCode status, string? range, string? ifRange = null)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            request.Headers.TryAddWithoutValidation("Range", range);
            request.Headers.TryAddWithoutValidation("If-Range", ifRange);
            using var answer = await client.SendAsync(request);
            Assert.Equal(status, answer.StatusCode);
            return await answer.Content.ReadAsByteArrayAsync();
        }

        Assert.Equal(content, await GetAsync(HttpStatusCode.OK, null));
        Assert.Equal(content[10_000..10_100], await GetAsync(HttpStatusCode.PartialContent, "bytes=10000-10099"));
        Assert.Equal(content[^50..], await GetAsync(HttpStatusCode.PartialContent, "bytes=-50"));
        Assert.Equal(content, await GetAsync(HttpStatusCode.OK, "bytes=10000-", "\"another\""));
        using var head = await client.SendAsync(new HttpRequestMessage(HttpMethod.Head, address));
        Assert.Equal(content.Length, head.Content.Headers.ContentLength);
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
        await Browser.LiveAsync(page);
        // a picture below the fold is fetched when it comes into view
        await page.Locator("tr[data-row] img").First.ScrollIntoViewIfNeededAsync();
        await Expect(page.Locator("tr[data-row] img").First).Not.ToHaveJSPropertyAsync("naturalWidth", 0);
    }, language);
}
