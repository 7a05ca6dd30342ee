using System.Net;
using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Analytics.Overview;
using ContentFactory.Domain.Analytics.Reports;
using ContentFactory.Tests.Journeys;
using ContentFactory.Tests.Printing;
using ContentFactory.Tests.Support;
using static Microsoft.Playwright.Assertions;
using ReportWords = ContentFactory.Web.Analytics.Reports.Texts;

namespace ContentFactory.Tests.Analytics.Reports;

/// <summary>An owner makes a report, takes it home and plans one for every week.</summary>
public sealed class ReportsJourney
{
    [Theory]
    [InlineData(Screen.Desktop, "en", false)]
    [InlineData(Screen.Phone, "ru", true)]
    internal async Task A_report_is_made_taken_home_and_planned(Screen screen, string language, bool dark)
    {
        await using var application = await TestApplication.StartAsync();
        var (tenant, rival) = (await application.AddTenantAsync("reader"), await application.AddTenantAsync("rival"));
        var address = "";
        await Browser.JourneyAsync(application.Address, screen, async page =>
        {
            var person = new Stranger(page, new Words(language), $"reports-{screen}-{language}".ToLowerInvariant());
            await person.SignInAsync(Seed.Email(MemberRole.Owner, tenant.Slug), $"/t/{tenant.Slug}/analytics/reports");
            await person.LookAsync("empty");

            await person.PressAsync<ReportWords>("Page_Make");
            await Expect(page.Locator("#report")).ToBeVisibleAsync();
            await person.LookAsync("order");
            var formats = page.Locator("#report input[type=checkbox]");
            await formats.Nth(0).UncheckAsync();
            await formats.Nth(1).UncheckAsync();
            await person.PressAsync<ReportWords>("Order_Make");
            await Expect(page.Locator("#report [role=alert]")).ToHaveCountAsync(1);
            await Expect(page.Locator("#plan [role=alert]")).ToHaveCountAsync(0);
            await formats.Nth(0).CheckAsync();
            await formats.Nth(1).CheckAsync();
            await person.PressAsync<ReportWords>("Order_Make");
            await Expect(page.Locator("[data-state]")).ToHaveAttributeAsync("data-state", "Ready");
            await Expect(page.Locator("a[download]")).ToHaveCountAsync(2);
            address = (await page.Locator("a[download][href$='.pdf']").GetAttributeAsync("href"))!;

            await person.PressAsync<ReportWords>("Plans_Add");
            await Expect(page.Locator("#plan")).ToBeVisibleAsync();
            await person.LookAsync("plan");
            await person.PressAsync<ReportWords>("Plan_Save");
            await Expect(page.Locator("[data-next]")).ToContainTextAsync("Europe/Moscow");
            await person.LookAsync("planned");

            // a letter leads to one that is on no page in sight, and to one that is gone
            await AddNewerAsync(tenant);
            await page.GotoAsync($"{application.Address}t/{tenant.Slug}/analytics/reports?report={address.Split('/')[^2]}");
            await Expect(page.Locator("section[data-report] a[download]")).ToHaveCountAsync(2);
            await Expect(page.Locator("tr[data-row]")).ToHaveCountAsync(20);
            await person.LookAsync("led");
            await page.GotoAsync($"{application.Address}t/{tenant.Slug}/analytics/reports?report={tenant.Id}");
            await Expect(page.Locator("[data-gone]")).ToBeVisibleAsync();
            await person.LookAsync("gone");
        }, language, dark);

        using var viewer = await application.SignInAsync(tenant, MemberRole.Viewer);
        using (var pages = new PrintedPages(await viewer.GetByteArrayAsync(address)))
            Assert.StartsWith(new Words(language).Of<ReportWords>("Report_Title"), pages.Title, StringComparison.Ordinal);
        using var foreign = await application.SignInAsync(rival, MemberRole.Owner);
        Assert.Equal(HttpStatusCode.NotFound, (await foreign.GetAsync(address)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await foreign.GetAsync(address.Replace(tenant.Slug, rival.Slug, StringComparison.Ordinal))).StatusCode);
        using var nobody = application.Client();
        Assert.NotEqual(HttpStatusCode.OK, (await nobody.GetAsync(address)).StatusCode);
    }

    private static Task<int> AddNewerAsync(TestTenant tenant) => tenant.DbAsync(async db =>
    {
        var now = TimeProvider.System.GetUtcNow().AddHours(1);
        for (var n = 0; n < 21; n++)
            db.Reports.Add(new Report(tenant.Id, Ids.New(now), new(new Period(new(2026, 11, 1), new(2026, 11, 7)), null, null, null, "en", true, true), tenant.Person(MemberRole.Owner), null, now.AddMinutes(n)));
        return await db.SaveChangesAsync();
    });

    [Fact]
    public async Task A_viewer_makes_reports_and_sees_plans_without_buttons()
    {
        await using var application = await TestApplication.StartAsync();
        var tenant = await application.AddTenantAsync("watcher");
        using var viewer = await application.SignInAsync(tenant, MemberRole.Viewer);
        viewer.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");

        var page = WebUtility.HtmlDecode(await viewer.GetStringAsync($"/t/{tenant.Slug}/analytics/reports"));

        Assert.Contains("Make a report", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Add a weekly report", page, StringComparison.Ordinal);
        Assert.Contains("An owner of the workspace can add one.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("is no longer here", page, StringComparison.Ordinal);
        var led = WebUtility.HtmlDecode(await viewer.GetStringAsync($"/t/{tenant.Slug}/analytics/reports?report={Ids.New(TimeProvider.System)}"));
        Assert.Contains("The report of your letter is no longer here", led, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_every_company_has_a_plan_none_can_be_added()
    {
        await using var application = await TestApplication.StartAsync();
        var tenant = await application.AddTenantAsync("planned");
        using var owner = await application.SignInAsync(tenant, MemberRole.Owner);
        owner.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");
        foreach (var company in new Guid?[] { null, tenant.CompanyId })
        {
            Assert.Contains("Add a weekly report", await owner.GetStringAsync($"/t/{tenant.Slug}/analytics/reports"), StringComparison.Ordinal);
            Assert.True((await ReportsDomain.SaveAsync(tenant, new(company, 1, 9, "en", true, true, [tenant.Person(MemberRole.Owner)], true))).Ok);
        }

        var page = await owner.GetStringAsync($"/t/{tenant.Slug}/analytics/reports");

        Assert.DoesNotContain("Add a weekly report", page, StringComparison.Ordinal);
        Assert.Equal(2, page.Split("data-plan=").Length - 1);
    }
}
