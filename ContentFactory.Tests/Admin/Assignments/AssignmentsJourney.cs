using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Tests.Access;
using ContentFactory.Tests.Journeys;
using ContentFactory.Tests.Support;
using static Microsoft.Playwright.Assertions;
using AdminTexts = ContentFactory.Web.Admin.Texts;

namespace ContentFactory.Tests.Admin.Assignments;

/// <summary>An administrator assigns several workspaces, hears that another was quicker with one, and sees from inside a workspace as what they are there.</summary>
public sealed class AssignmentsJourney(InvitationJourney.Site site) : IClassFixture<InvitationJourney.Site>
{
    [Theory]
    [InlineData(Screen.Desktop, "en", false)]
    [InlineData(Screen.Phone, "ru", true)]
    internal async Task Workspaces_are_shared_out(Screen screen, string language, bool dark)
    {
        var name = $"zqassign{screen}".ToLowerInvariant();
        var tenants = new[] { await site.Application.AddTenantAsync($"{name}-a"), await site.Application.AddTenantAsync($"{name}-b") };
        await site.Application.AddPersonAsync($"admin@{name}.test", SystemRoles.Admin);
        var (manager, other) = (await site.Application.AddPersonAsync($"manager@{name}.test", SystemRoles.Manager), await site.Application.AddPersonAsync($"other@{name}.test", SystemRoles.Manager));
        await Browser.JourneyAsync(site.Application.Address, screen, async page =>
        {
            var admin = new Stranger(page, new Words(language), $"assign-{name}");
            await admin.SignInAsync($"admin@{name}.test", $"/admin/assignments?q={name}");
            await Browser.LiveAsync(page);
            await Expect(page.Locator("[data-row]")).ToHaveCountAsync(2);
            foreach (var tenant in tenants)
                await page.Locator($"[data-row='{tenant.Id}'] [data-row-check]").CheckAsync();
            await page.Locator("select.assignee").SelectOptionAsync($"{manager}");
            // another administrator, who tells nobody
            await using (var system = await Sql.OpenAsync(site.Application.Database.ConnectionString("cf_system")))
                await Sql.RunAsync(system, "update tenants set manager_id = $1 where id = $2", other, tenants[0].Id);
            await admin.LookAsync("chosen");
            await page.Locator("[data-act=assign-many]").ClickAsync();
            await Expect(page.Locator("[data-stays]")).ToContainTextAsync(admin.Words.LikeProblem("Access.ManagerTaken"));
            await Expect(page.Locator("[data-stays] li")).ToHaveCountAsync(1);
            await Expect(page.Locator($"[data-row='{tenants[1].Id}'] [data-manager]")).ToHaveTextAsync("manager");
            await Expect(page.Locator($"[data-row='{tenants[0].Id}'] [data-manager]")).ToHaveTextAsync("other");
            await Expect(page.Locator($"[data-load='{manager}'] strong")).ToHaveTextAsync("1");
            await admin.LookAsync("overtaken");
            await page.GotoAsync($"/t/{tenants[0].Slug}");
            await Browser.LiveAsync(page);
            await Expect(page.Locator("[data-as=Admin] a")).ToHaveAttributeAsync("href", "/admin/tenants");
            await admin.LookAsync("inside");
        }, language, dark);
        await Browser.JourneyAsync(site.Application.Address, screen, async page =>
        {
            var own = new Stranger(page, new Words(language), $"mark-{name}");
            await own.SignInAsync($"manager@{name}.test", $"/t/{tenants[1].Slug}");
            await Expect(page.Locator("[data-as=Manager]")).ToBeVisibleAsync();
            await own.LookAsync("as-manager");
            await page.Locator("[data-as=Manager] a").ClickAsync();
            await own.HeadedAsync<AdminTexts>("Desk_Title");
        }, language, dark);
    }
}
