using System.Text;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Content;
using ContentFactory.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ContentFactory.Tests.Publishing.Import;

/// <summary>A plan of posts from a file, through the pages.</summary>
public sealed class ImportJourney : IAsyncLifetime
{
    private TestApplication application = null!;
    private TestTenant tenant = null!;

    public async Task InitializeAsync()
    {
        application = await TestApplication.StartAsync(new TestApplicationOptions());
        tenant = await application.AddTenantAsync("import-journey");
    }

    public async Task DisposeAsync() => await application.DisposeAsync();

    [Theory]
    [InlineData(nameof(Screen.Desktop))]
    [InlineData(nameof(Screen.Phone))]
    public Task A_file_is_corrected_and_comes_in_and_its_posts_are_tagged(string screen) => Browser.JourneyAsync(application.Address, screen == nameof(Screen.Phone) ? Screen.Phone : Screen.Desktop, async page =>
    {
        await SignInAsync(page, MemberRole.Owner);
        await page.Locator("a[href$='/content/import']").ClickAsync();
        await Expect(page.Locator("input[type=file]")).ToBeVisibleAsync();
        await SendAsync(page, "one,two\n1,2\n");
        await Expect(page.Locator(".fault")).ToBeVisibleAsync();
        Assert.Equal(0, await page.Locator("[data-act=import]").CountAsync());

        await SendAsync(page, "title,text,type\nFirst,Text of the first,\nSecond,Text of the second,poster\n");
        await Expect(page.Locator("section[aria-labelledby=import-found] tbody tr")).ToHaveCountAsync(1, new() { Timeout = 30_000 });
        await Expect(page.Locator("section[aria-labelledby=import-found] tbody td").First).ToHaveTextAsync("3");
        await SendAsync(page, "title,text,type\nFirst,Text of the first,\nSecond,Text of the second,text\n");
        await page.Locator("[data-act=import]").ClickAsync(new() { Timeout = 30_000 });
        await page.Locator(".done a").ClickAsync(new() { Timeout = 30_000 });

        await Expect(page.Locator("tr[data-row]")).ToHaveCountAsync(2);
        // from below: the bar of what is chosen stands over the last rows of a phone
        foreach (var box in (await page.Locator("[data-row-check]").AllAsync()).Reverse())
            await box.CheckAsync(new() { Force = true });
        await page.Locator("details:has([data-act=tag-many]) > summary").ClickAsync();
        await page.Locator("[data-act=tag-many]").ClickAsync();
        await page.Locator("#many-Tags").FillAsync("spring");
        await page.Locator("#many-Tags").PressAsync("Enter");
        await Expect(page.Locator("#many li")).ToHaveCountAsync(1);
        await page.Locator("[data-act=many-do]").ClickAsync();
        await Expect(page.Locator("select[name=tag]")).ToBeAttachedAsync();
        await Expect(page.Locator("tr[data-row]", new() { HasText = "spring" })).ToHaveCountAsync(2);
    });

    private static Task SendAsync(IPage page, string csv) => SendAsync(page, Encoding.UTF8.GetBytes(csv));

    private static async Task SendAsync(IPage page, byte[] file)
    {
        await page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "plan.csv", MimeType = "text/csv", Buffer = file });
        await page.RunAndWaitForResponseAsync(() => page.Locator("form[action$='/content/import/file'] button").ClickAsync(), answer => answer.Request.IsNavigationRequest && answer.Ok);
        await Browser.LiveAsync(page);
    }

    private async Task SignInAsync(IPage page, MemberRole role)
    {
        await page.GotoAsync($"/sign-in?returnUrl=/t/{tenant.Slug}/content");
        await page.Locator("input[type=email]").FillAsync(Seed.Email(role, tenant.Slug));
        await page.Locator("input[type=password]").FillAsync(Seed.Password);
        await page.Locator("input[type=password]").PressAsync("Enter");
        await Expect(page.Locator("a[href$='/content/import']")).ToBeVisibleAsync();
        await Browser.LiveAsync(page);
    }
}
