using ContentFactory.Domain.Access;
using ContentFactory.Tests.Access;
using ContentFactory.Tests.Journeys;
using ContentFactory.Tests.Support;
using static Microsoft.Playwright.Assertions;
using AdminTexts = ContentFactory.Web.Admin.Texts;

namespace ContentFactory.Tests.Admin.Settings;

/// <summary>An administrator sets what holds for the whole installation, and takes it back.</summary>
public sealed class SystemSettingsJourney(InvitationJourney.Site site) : IClassFixture<InvitationJourney.Site>
{
    [Theory]
    [InlineData(Screen.Desktop, "en", false)]
    [InlineData(Screen.Phone, "ru", true)]
    internal async Task A_default_is_set_and_taken_back(Screen screen, string language, bool dark)
    {
        var name = $"zqset{screen}".ToLowerInvariant();
        await site.Application.AddPersonAsync($"admin@{name}.test", SystemRoles.Admin);
        await Browser.JourneyAsync(site.Application.Address, screen, async page =>
        {
            var admin = new Stranger(page, new Words(language), $"system-{name}");
            await admin.SignInAsync($"admin@{name}.test", "/admin/settings");
            await Browser.LiveAsync(page);
            var gap = page.Locator("[data-setting='publishing.min_gap_hours']");
            await gap.Locator("input").FillAsync("500");
            await admin.PressAsync<AdminTexts>("SystemSettings_Save");
            await Expect(gap.Locator(".fault")).ToContainTextAsync("168");
            await admin.LookAsync("fault");
            await gap.Locator("input").FillAsync("5");
            await admin.PressAsync<AdminTexts>("SystemSettings_Save");
            await Expect(page.Locator(".saved")).ToBeVisibleAsync();
            await admin.LookAsync("saved");
            await gap.Locator("button").ClickAsync();
            await Expect(gap.Locator("input")).ToHaveValueAsync("2");
        }, language, dark);
    }
}
