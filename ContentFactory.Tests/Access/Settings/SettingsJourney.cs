using ContentFactory.Domain.Access;
using ContentFactory.Tests.Journeys;
using ContentFactory.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;
using SettingsTexts = ContentFactory.Web.Access.Settings.Texts;

namespace ContentFactory.Tests.Access;

/// <summary>The workspace's fields, and settings that a company overrides and gives back.</summary>
public sealed class SettingsJourney(InvitationJourney.Site site) : IClassFixture<InvitationJourney.Site>
{
    private static int teams;

    [Theory]
    [InlineData(Screen.Desktop, "en")]
    [InlineData(Screen.Phone, "ru")]
    internal async Task A_company_overrides_a_setting_and_gives_it_back(Screen screen, string language)
    {
        var team = await TeamAsync();
        await Browser.JourneyAsync(site.Application.Address, screen, async page =>
        {
            var owner = new Stranger(page, new Words(language), $"preferences-{screen}-{language}".ToLowerInvariant());
            await owner.SignInAsync(Seed.Email(MemberRole.Owner, team.Slug), $"/t/{team.Slug}/settings/preferences");
            var gap = page.Locator("[data-setting='publishing.min_gap_hours']");
            await Expect(gap).ToHaveAttributeAsync("data-source", "System");
            await SetAsync(owner, gap, "500");
            await Expect(gap.Locator(".fault")).ToHaveTextAsync(owner.Words.LikeProblem("Access.SettingRange"));
            await Expect(gap.Locator("input")).ToHaveValueAsync("500");
            await SetAsync(owner, gap, "4");
            await Expect(gap).ToHaveAttributeAsync("data-source", "Tenant");

            await page.Locator("nav.tabs").GetByRole(AriaRole.Link, new() { Name = team.Slug, Exact = true }).ClickAsync();
            await Expect(page.Locator("[data-setting='general.timezone'] input")).ToBeVisibleAsync();
            await Expect(gap.Locator("input")).ToHaveValueAsync("4");
            await SetAsync(owner, gap, "6");
            await Expect(gap).ToHaveAttributeAsync("data-source", "Company");
            await owner.LookAsync("company");
            await gap.Locator("button.quiet").ClickAsync();
            await Expect(gap).ToHaveAttributeAsync("data-source", "Tenant");
            await Expect(gap.Locator("input")).ToHaveValueAsync("4");
        }, language);
    }

    [Theory]
    [InlineData(Screen.Desktop, "en")]
    [InlineData(Screen.Phone, "ru")]
    internal async Task An_owner_renames_the_workspace_and_sees_it_everywhere(Screen screen, string language)
    {
        var team = await TeamAsync();
        await Browser.JourneyAsync(site.Application.Address, screen, async page =>
        {
            var owner = new Stranger(page, new Words(language), $"workspace-{screen}-{language}".ToLowerInvariant());
            await owner.SignInAsync(Seed.Email(MemberRole.Owner, team.Slug), $"/t/{team.Slug}/settings");
            await page.Locator("#workspace-ZoneId").FillAsync("Mars/Crater");
            await page.Locator("#workspace-Name").FillAsync("Пекарня «Заря»");
            await owner.PressAsync<SettingsTexts>("Save");
            await Expect(page.Locator("#workspace-ZoneId-fault")).ToContainTextAsync(owner.Words.LikeProblem("Access.ZoneUnknown"));
            await Expect(page.Locator("#workspace-Name")).ToHaveValueAsync("Пекарня «Заря»");
            await page.Locator("#workspace-ZoneId").FillAsync("Asia/Almaty");
            await owner.PressAsync<SettingsTexts>("Save");
            await Expect(page.Locator(".saved")).ToBeVisibleAsync();
            await Expect(page.Locator(".tenant-switch summary")).ToContainTextAsync("Пекарня «Заря»");
            await owner.LookAsync("saved");
        }, language);
    }

    [Fact]
    internal async Task A_viewer_reads_what_only_owners_change()
    {
        var team = await TeamAsync();
        await Browser.JourneyAsync(site.Application.Address, Screen.Phone, async page =>
        {
            var viewer = new Stranger(page, new Words("ru"), "settings-viewer");
            await viewer.SignInAsync(Seed.Email(MemberRole.Viewer, team.Slug), $"/t/{team.Slug}/settings");
            foreach (var place in new[] { "", "/members", "/preferences" })
            {
                await page.GotoAsync($"/t/{team.Slug}/settings{place}");
                await Browser.LiveAsync(page);
                await Expect(page.Locator("main h1")).ToBeVisibleAsync();
                await Expect(page.Locator("main .button[type=submit], main .head-actions .button, main dialog form")).ToHaveCountAsync(0);
            }
            await viewer.SeesAsync<SettingsTexts>("Preferences_OwnersEdit");
        }, "ru");
    }

    [Fact]
    internal async Task A_suspended_workspace_says_so_on_every_page()
    {
        var team = await TeamAsync();
        await using (var system = await Sql.OpenAsync(site.Application.Database.ConnectionString("cf_system")))
            await Sql.RunAsync(system, "update tenants set status = 'suspended' where id = $1", team.Id);
        await Browser.JourneyAsync(site.Application.Address, Screen.Phone, async page =>
        {
            var owner = new Stranger(page, new Words("en"), "suspended");
            await owner.SignInAsync(Seed.Email(MemberRole.Owner, team.Slug), $"/t/{team.Slug}/channels");
            await owner.SeesAsync<ShellTexts>("Suspended_Title");
            await owner.LookAsync("channels");
            await page.GotoAsync("/companies");
            await owner.SeesAsync<AccessTexts>("TenantState_Suspended");
        });
    }

    [Theory]
    [InlineData(Screen.Desktop, "en")]
    [InlineData(Screen.Phone, "ru")]
    internal async Task A_person_adds_a_workspace_switches_and_leaves_the_first(Screen screen, string language)
    {
        var team = await TeamAsync();
        await Browser.JourneyAsync(site.Application.Address, screen, async page =>
        {
            var editor = new Stranger(page, new Words(language), $"switch-{screen}-{language}".ToLowerInvariant());
            await editor.SignInAsync(Seed.Email(MemberRole.Editor, team.Slug), $"/t/{team.Slug}");
            await page.GotoAsync("/welcome");
            await editor.FillAsync<AccessTexts>("Welcome_Name", $"Second {team.Slug}");
            await editor.PressAsync<AccessTexts>("Welcome_Button");
            await Browser.LiveAsync(page);
            await page.Locator(".tenant-switch summary").ClickAsync();
            await page.Locator($".tenant-switch a[href='/t/{team.Slug}']").ClickAsync();
            await Expect(page.Locator(".tenant-switch summary .tenant-name")).ToHaveTextAsync(team.Slug);

            await page.GotoAsync("/companies");
            await page.Locator($"[data-opens='leave-{team.Slug}']").ClickAsync();
            await editor.LookAsync("leave");
            await page.Locator("dialog[open] button[type=submit]").ClickAsync();
            await Expect(page.Locator($"a[href='/t/{team.Slug}']")).ToHaveCountAsync(0);
            await page.Locator($"[data-opens='leave-second-{team.Slug}']").ClickAsync();
            await page.Locator("dialog[open] button[type=submit]").ClickAsync();
            await Expect(page.GetByRole(AriaRole.Alert)).ToHaveTextAsync(editor.Words.LikeProblem("Access.LastOwner"));
        }, language);
    }

    private static async Task SetAsync(Stranger owner, ILocator setting, string value)
    {
        await setting.Locator("input").FillAsync(value);
        await owner.PressAsync<SettingsTexts>("Save");
    }

    private async Task<TestTenant> TeamAsync() => await site.Application.AddTenantAsync($"rules-{Interlocked.Increment(ref teams)}");
}
