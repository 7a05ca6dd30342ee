using ContentFactory.Domain.Access;
using ContentFactory.Tests.Access;
using ContentFactory.Tests.Journeys;
using ContentFactory.Tests.Support;
using static Microsoft.Playwright.Assertions;
using AdminTexts = ContentFactory.Web.Admin.Texts;

namespace ContentFactory.Tests.Admin.ViewAs;

/// <summary>An administrator looks at a workspace as its owner sees it, finds nothing to press, and ends it.</summary>
public sealed class ViewAsJourney(InvitationJourney.Site site) : IClassFixture<InvitationJourney.Site>
{
    [Theory]
    [InlineData(Screen.Desktop, "en", false)]
    [InlineData(Screen.Phone, "ru", true)]
    internal async Task An_administrator_looks_as_the_owner(Screen screen, string language, bool dark)
    {
        var name = $"zqview{screen}".ToLowerInvariant();
        var tenant = await site.Application.AddTenantAsync(name);
        await site.Application.AddPersonAsync($"admin@{name}.test", SystemRoles.Admin);
        await Browser.JourneyAsync(site.Application.Address, screen, async page =>
        {
            var admin = new Stranger(page, new Words(language), $"view-{name}");
            await admin.SignInAsync($"admin@{name}.test", $"/admin/view-as?tenant={tenant.Id}");
            await Browser.LiveAsync(page);
            await admin.PressAsync<AdminTexts>("ViewAs_Begin");
            await Expect(page.Locator("#view-Reason-fault")).ToBeVisibleAsync();
            await page.Locator("#view-Person").SelectOptionAsync($"{tenant.Person(MemberRole.Owner)}");
            await page.Locator("#view-Reason").FillAsync("A question by phone");
            await admin.LookAsync("form");
            await admin.PressAsync<AdminTexts>("ViewAs_Begin");
            await Browser.AtAsync(page, $"**/t/{name}");
            await Browser.LiveAsync(page);
            await Expect(page.Locator("[data-view-as]")).ToContainTextAsync("owner");
            await admin.LookAsync("home");
            await page.GotoAsync($"/t/{name}/content");
            await Browser.LiveAsync(page);
            await Expect(page.Locator("[data-view-as]")).ToBeVisibleAsync();
            await Expect(admin.Button<ContentTexts>("Content_New")).ToHaveCountAsync(0);
            await admin.LookAsync("content");
            await page.GotoAsync($"/t/{name}/settings/members");
            await Browser.LiveAsync(page);
            await admin.LookAsync("members");
            await page.Locator("[data-view-as] button").ClickAsync();
            await Expect(page.Locator("[data-as=Admin]")).ToBeVisibleAsync();
            await Browser.AtAsync(page, $"**/t/{name}/settings/members");
            await page.GotoAsync($"/t/{name}/content");
            await Browser.LiveAsync(page);
            await Expect(page.Locator("[data-view-as]")).ToHaveCountAsync(0);
            await Expect(admin.Button<ContentTexts>("Content_New")).ToHaveCountAsync(1);
        }, language, dark);
    }
}
