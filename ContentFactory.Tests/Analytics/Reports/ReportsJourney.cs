using System.Net;
using ContentFactory.Domain;
using ContentFactory.Domain.Access;
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
    }
}
