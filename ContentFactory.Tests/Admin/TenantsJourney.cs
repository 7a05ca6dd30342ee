using ContentFactory.Domain.Access;
using ContentFactory.Tests.Access;
using ContentFactory.Tests.Journeys;
using ContentFactory.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;
using AdminTexts = ContentFactory.Web.Admin.Texts;
using SettingsTexts = ContentFactory.Web.Access.Settings.Texts;

namespace ContentFactory.Tests.Admin;

/// <summary>An administrator makes a workspace for somebody, puts another in, gives it a manager and suspends it.</summary>
public sealed class TenantsJourney(InvitationJourney.Site site) : IClassFixture<InvitationJourney.Site>
{
    [Theory]
    [InlineData(Screen.Desktop, "en")]
    [InlineData(Screen.Phone, "ru")]
    internal async Task An_admin_founds_a_workspace_and_looks_after_it(Screen screen, string language)
    {
        var name = $"zqfound-{language}";
        await site.Application.AddPersonAsync($"admin-{language}@found.test", SystemRoles.Admin);
        await site.Application.AddPersonAsync($"manager-{language}@found.test", SystemRoles.Manager);
        await site.Application.AddPersonAsync($"owner-{language}@found.test");
        await Browser.JourneyAsync(site.Application.Address, screen, async page =>
        {
            var admin = new Stranger(page, new Words(language), $"found-{screen}-{language}".ToLowerInvariant());
            await admin.SignInAsync($"admin-{language}@found.test", "/admin/tenants/new");
            await Browser.LiveAsync(page);
            await FoundAsync(admin, name, $"owner-{language}@found.test");
            await AttachAsync(admin, name, $"guest-{language}@found.test");
            await page.GotoAsync($"/admin/tenants?q={name}");
            await Browser.LiveAsync(page);
            await AssignAsync(admin, $"manager-{language}@found.test");
            await SuspendAsync(admin);
            await page.GotoAsync($"/t/{name}/settings/members");
            await Browser.LiveAsync(page);
            await Expect(page.Locator(".tenant-state")).ToBeVisibleAsync();
            await Expect(admin.Button<SettingsTexts>("Members_Invite")).ToHaveCountAsync(0);
            await admin.LookAsync("suspended");
        }, language);
    }

    private static async Task FoundAsync(Stranger admin, string name, string owner)
    {
        var page = admin.Page;
        await page.Locator("#found-Name").FillAsync(name);
        await page.Locator("#found-Email").FillAsync("nobody");
        await admin.PressAsync<AdminTexts>("New_Found");
        await Expect(page.Locator("#found-Email-fault")).ToContainTextAsync(admin.Words.LikeProblem("Access.EmailInvalid"));
        await Expect(page.Locator("#found-Name")).ToHaveValueAsync(name);
        await page.Locator("#found-Email").FillAsync(owner);
        await admin.LookAsync("form");
        await admin.PressAsync<AdminTexts>("New_Found");
        await Expect(page.Locator("[data-placed=attached] a")).ToHaveAttributeAsync("href", $"/t/{name}");
        await admin.LookAsync("made");
    }

    private static async Task AttachAsync(Stranger admin, string name, string guest)
    {
        var page = admin.Page;
        await page.GotoAsync($"/admin/tenants/attach?q={name}");
        await Browser.LiveAsync(page);
        await admin.LookAsync("search");
        await page.Locator($"[data-tenant={name}]").ClickAsync();
        await page.Locator("#attach-Email").FillAsync(guest);
        await admin.PressAsync<AdminTexts>("Attach_Add");
        await Expect(page.Locator("[data-placed=invited]")).ToContainTextAsync(guest);
        await admin.LookAsync("attached");
    }

    private static async Task AssignAsync(Stranger admin, string manager)
    {
        var page = admin.Page;
        await page.Locator("[data-row] .menu summary").ClickAsync();
        await admin.LookAsync("tenants");
        await page.Locator("[data-row] .menu .assign").ClickAsync();
        await page.Locator("dialog[open] select").SelectOptionAsync(new[] { new SelectOptionValue { Label = $"{manager.Split('@')[0]} ({manager})" } });
        await page.Locator("dialog[open] .choices .button:not(.secondary)").ClickAsync();
        await Expect(page.Locator("[data-manager]")).Not.ToHaveTextAsync(admin.Words.Of<AdminTexts>("Tenants_NoManager"));
    }

    private static async Task SuspendAsync(Stranger admin)
    {
        var page = admin.Page;
        await page.Locator("[data-row] .menu summary").ClickAsync();
        await page.Locator("[data-row] .menu .suspend").ClickAsync();
        await page.Locator("dialog[open] footer .danger").ClickAsync();
        await Expect(page.Locator("dialog[open] #move-Reason-fault")).ToContainTextAsync(admin.Words.LikeProblem("Access.ReasonMissing"));
        await Expect(page.Locator("p.fault")).ToHaveCountAsync(0);
        await page.Locator("dialog[open] input").FillAsync("unpaid");
        await admin.LookAsync("suspend");
        await page.Locator("dialog[open] footer .danger").ClickAsync();
        await Expect(page.Locator("[data-status=suspended]")).ToBeVisibleAsync();
    }
}
