using ContentFactory.Domain.Access;
using ContentFactory.Tests.Access;
using ContentFactory.Tests.Journeys;
using ContentFactory.Tests.Support;
using static Microsoft.Playwright.Assertions;
using AdminTexts = ContentFactory.Web.Admin.Texts;
using PlanTexts = ContentFactory.Web.Admin.Plans.Texts;

namespace ContentFactory.Tests.Admin.Plans;

/// <summary>An administrator adds a plan, gives it to a workspace, and finds that workspace by it.</summary>
public sealed class PlansJourney(InvitationJourney.Site site) : IClassFixture<InvitationJourney.Site>
{
    [Theory]
    [InlineData(Screen.Desktop, "en", false)]
    [InlineData(Screen.Phone, "ru", true)]
    internal async Task A_plan_is_made_and_given(Screen screen, string language, bool dark)
    {
        var name = $"zqplan{screen}".ToLowerInvariant();
        var code = $"team_{language}";
        await site.Application.AddTenantAsync(name);
        await site.Application.AddPersonAsync($"admin@{name}.test", SystemRoles.Admin);
        await Browser.JourneyAsync(site.Application.Address, screen, async page =>
        {
            var admin = new Stranger(page, new Words(language), $"plans-{name}");
            await admin.SignInAsync($"admin@{name}.test", "/admin/tenants");
            await Browser.LiveAsync(page);
            await admin.TabAsync<AdminTexts>("Place_Plans");
            await admin.HeadedAsync<PlanTexts>("Title");
            await admin.LookAsync("plans");
            await admin.PressAsync<PlanTexts>("Add");
            await page.Locator("#plan-Code").FillAsync(code);
            await page.Locator("#plan-Channels").FillAsync("1.5");
            await admin.PressAsync<PlanTexts>("Save");
            await Expect(page.Locator("#plan-Channels-fault")).ToContainTextAsync(admin.Words.LikeProblem("Billing.LimitInvalid"));
            await admin.LookAsync("fault");
            await page.Locator("#plan-Channels").FillAsync("7");
            await page.Locator("#plan-MonthlyPrice").FillAsync("25");
            await page.Locator("#plan-Features").FillAsync("Help by chat\nSeven channels");
            await admin.PressAsync<PlanTexts>("Save");
            await Expect(page.Locator($"[data-plan={code}] [data-limit=Channels]")).ToHaveTextAsync("7");
            await page.GotoAsync($"/admin/plans/give?q={name}");
            await Browser.LiveAsync(page);
            await page.Locator($"[data-tenant={name}]").ClickAsync();
            await Expect(page.Locator("[data-now]")).ToContainTextAsync(admin.Words.Of<PlanTexts>("Give_NowNone"));
            await page.Locator("#give-PlanId").SelectOptionAsync(new[] { new Microsoft.Playwright.SelectOptionValue { Label = $"Team {language}" } });
            await admin.PressAsync<PlanTexts>("Give_Do");
            await Expect(page.Locator("#give-Reason-fault")).ToBeVisibleAsync();
            await page.Locator("#give-Reason").FillAsync("agreed by phone");
            await admin.LookAsync("give");
            await admin.PressAsync<PlanTexts>("Give_Do");
            await Expect(page.Locator("[data-given]")).ToBeVisibleAsync();
            await Expect(page.Locator("[data-now]")).ToContainTextAsync($"Team {language}");
            await admin.LookAsync("given");
            await page.GotoAsync($"/admin/tenants?plan={code}");
            await Browser.LiveAsync(page);
            await Expect(page.Locator("[data-row]")).ToHaveCountAsync(1);
            await Expect(page.Locator("[data-row]")).ToContainTextAsync(name);
            await admin.LookAsync("tenants");
        }, language, dark);
    }
}
