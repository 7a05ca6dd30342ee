using ContentFactory.Domain.Access;
using ContentFactory.Tests.Journeys;
using ContentFactory.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ContentFactory.Tests.Access;

/// <summary>Somebody puts a choice into the page that it never offered, and chooses it: the browser's script sends it as any other.</summary>
public sealed class UnofferedOptionsJourney(InvitationJourney.Site site) : IClassFixture<InvitationJourney.Site>
{
    [Fact]
    internal async Task A_company_of_another_tenant_gets_no_post()
    {
        var (team, other) = (await site.Application.AddTenantAsync("offered"), await site.Application.AddTenantAsync("unoffered"));
        Assert.True((await team.AsAsync<CompanyEditor, Domain.Result<Guid>>(MemberRole.Owner, e => e.AddAsync(new CompanyEntry("Second")))).Ok);
        await Browser.JourneyAsync(site.Application.Address, Screen.Desktop, async page =>
        {
            var editor = new Stranger(page, new Words("en"), "unoffered-company");
            await editor.SignInAsync(Seed.Email(MemberRole.Editor, team.Slug), $"/t/{team.Slug}/content");
            await ChooseAsync(page.Locator("select.company"), $"{other.CompanyId}");
            await editor.PressAsync<ContentTexts>("Content_New");
            await Expect(page.Locator("main .fault, main [role=alert]").First).ToBeVisibleAsync();
        });
        foreach (var tenant in new[] { team, other })
            Assert.Equal(0, await tenant.DbAsync(db => db.Posts.CountAsync()));
    }

    [Fact]
    internal async Task Whoever_is_no_manager_gets_no_tenant()
    {
        var team = await site.Application.AddTenantAsync("unmanaged");
        await site.Application.AddPersonAsync("admin@unoffered.test", SystemRoles.Admin);
        await site.Application.AddPersonAsync("manager@unoffered.test", SystemRoles.Manager);
        await Browser.JourneyAsync(site.Application.Address, Screen.Desktop, async page =>
        {
            var admin = new Stranger(page, new Words("en"), "unoffered-manager");
            await admin.SignInAsync("admin@unoffered.test", "/admin/tenants?q=unmanaged");
            await Browser.LiveAsync(page);
            await page.Locator("[data-row] .menu summary").ClickAsync();
            await page.Locator("[data-row] .menu .assign").ClickAsync();
            await ChooseAsync(page.Locator("dialog[open] select"), $"{team.Person(MemberRole.Owner)}");
            await page.Locator("dialog[open] .choices .button:not(.secondary)").ClickAsync();
            await Expect(page.GetByText(admin.Words.LikeProblem("Access.NoManager")).First).ToBeVisibleAsync();
        });
        Assert.Null(await team.DbAsync(db => db.Tenants.Select(t => t.ManagerId).SingleAsync()));
    }

    private static Task ChooseAsync(ILocator select, string value) => select.EvaluateAsync(
        "(select, value) => { select.add(new Option('forged', value)); select.value = value; select.dispatchEvent(new Event('change', { bubbles: true })); }", value);
}
