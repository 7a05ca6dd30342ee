using System.Globalization;
using System.Net;
using ContentFactory.Domain.Access;
using ContentFactory.Tests.Access;
using ContentFactory.Tests.Journeys;
using ContentFactory.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;
using AdminTexts = ContentFactory.Web.Admin.Texts;

namespace ContentFactory.Tests.Admin;

/// <summary>An administrator reads the overview and follows a number to its rows; a manager opens the own tenants from the desk, and loses the desk with the role.</summary>
public sealed class ConsolesJourney(InvitationJourney.Site site) : IClassFixture<InvitationJourney.Site>
{
    [Theory]
    [InlineData(Screen.Desktop, "en", false)]
    [InlineData(Screen.Phone, "ru", true)]
    internal async Task Numbers_lead_to_their_rows(Screen screen, string language, bool dark)
    {
        var name = $"zq{screen}".ToLowerInvariant();
        var manager = await FilledAsync(name);
        await Browser.JourneyAsync(site.Application.Address, screen, async page =>
        {
            var admin = new Stranger(page, new Words(language), $"overview-{name}");
            await admin.SignInAsync($"admin@{name}.test", "/");
            await Browser.AtAsync(page, "**/admin");
            await Browser.LiveAsync(page);
            await Expect(page.Locator("[data-tile=published] strong")).ToBeVisibleAsync();
            await Expect(page.Locator("[data-tile=nodes] strong")).ToHaveTextAsync("1");
            await Expect(page.Locator("#by-hour .chart-canvas svg").First).ToBeVisibleAsync();
            await NumbersAgreeAsync(page, new Words(language));
            await Expect(page.Locator("tr[data-plan=growth]")).ToBeVisibleAsync();
            await admin.LookAsync("overview");
            await page.Locator($"[data-row] a[href='/admin/tenants?q={name}']").First.ClickAsync();
            await Browser.AtAsync(page, $"**/admin/tenants?q={name}");
            await Expect(page.Locator("[data-row]")).ToHaveCountAsync(1);
            await page.GotoAsync("/admin/people?role=manager");
            await Browser.LiveAsync(page);
            await Expect(page.Locator($"a[href='/admin/tenants?manager={manager}']")).ToHaveAttributeAsync("data-clients", "1");
            await admin.LookAsync("managers");
            await page.Locator($"a[href='/admin/tenants?manager={manager}']").ClickAsync();
            await Browser.AtAsync(page, $"**/admin/tenants?manager={manager}");
            await Expect(page.Locator("[data-row]")).ToHaveCountAsync(1);
            await Expect(page.Locator("[data-row]")).ToContainTextAsync(name);
        }, language, dark);
        await Browser.JourneyAsync(site.Application.Address, screen, async page =>
        {
            var own = new Stranger(page, new Words(language), $"desk-{name}");
            await own.SignInAsync($"manager@{name}.test", "/manager");
            await Browser.LiveAsync(page);
            await own.HeadedAsync<AdminTexts>("Desk_Title");
            await Expect(page.Locator("[data-row]")).ToHaveCountAsync(1);
            await Expect(page.Locator("[data-alerts]")).ToHaveAttributeAsync("data-alerts", "10");
            foreach (var (alert, count) in new[] { ("Failed", 2), ("Held", 1), ("WorriedChannels", 4), ("Approvals", 3) })
                await Expect(page.Locator($"[data-alert={alert}]")).ToContainTextAsync($"{count}");
            await Expect(page.Locator($"[data-row] [data-label='{own.Words.Of<AdminTexts>("Desk_Posts")}']")).ToHaveTextAsync("7");
            await Expect(page.Locator($"[data-row] [data-label='{own.Words.Of<AdminTexts>("Desk_Views")}']")).ToHaveTextAsync(12_345.ToString("N0", CultureInfo.GetCultureInfo(language)));
            await own.LookAsync("desk");
            await page.Locator("[data-alert=Approvals] a").ClickAsync();
            await Browser.AtAsync(page, $"**/t/{name}/content?status=ready");
            await Browser.LiveAsync(page);
            // an open page would leave by itself, and meet the way back
            await page.GotoAsync("about:blank");
            await EndRoleAsync(manager);
            var answer = await page.GotoAsync("/manager");
            Assert.Equal(404, answer!.Status);
            await Expect(page.Locator("[data-row]")).ToHaveCountAsync(0);
        }, language, dark, "404");
    }

    /// <summary>Of the rows of all tenants that these journeys have made until now: the tiles, and the table of the chart by hours.</summary>
    private async Task NumbersAgreeAsync(IPage page, Words words)
    {
        await using var connection = await Sql.OpenAsync(site.Application.Database.ConnectionString("cf_system"));
        var (published, failed) = (await Sql.ValueAsync<int>(connection, "select count(*)::int from publications where state = 'published'"), await Sql.ValueAsync<int>(connection, "select count(*)::int from publications where state = 'failed'"));
        var culture = CultureInfo.GetCultureInfo(words.Language);
        await Expect(page.Locator("[data-tile=published] strong")).ToHaveTextAsync(published.ToString("N0", culture));
        await Expect(page.Locator("[data-tile=failed] strong")).ToHaveTextAsync(failed.ToString("N0", culture));
        Assert.Equal([published, failed], await page.EvaluateAsync<int[]>("""
            () => [1, 2].map(n => [...document.querySelectorAll(`#by-hour tbody tr td:nth-of-type(${n})`)].reduce((sum, cell) => sum + Number(cell.textContent), 0))
            """));
    }

    [Fact]
    public async Task Only_managers_have_a_desk()
    {
        await FilledAsync("zqdoors");
        using var stranger = site.Application.Client();
        using var member = await site.Application.SignInAsync(Seed.Email(MemberRole.Owner, "zqdoors"));
        using var admin = await site.Application.SignInAsync("admin@zqdoors.test");
        using var manager = await site.Application.SignInAsync("manager@zqdoors.test");

        Assert.Contains("/sign-in", (await stranger.GetAsync("/manager")).Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await member.GetAsync("/manager")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await member.GetAsync("/admin")).StatusCode);
        Assert.Equal("/admin", (await admin.GetAsync("/manager")).Headers.Location!.ToString());
        Assert.Equal(HttpStatusCode.OK, (await admin.GetAsync("/admin")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await manager.GetAsync("/manager")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await manager.GetAsync("/admin")).StatusCode);
        Assert.Equal("/t/zqdoors", (await manager.GetAsync("/")).Headers.Location!.ToString());
    }

    /// <summary>A tenant with something of everything, its manager, and an administrator.</summary>
    private async Task<Guid> FilledAsync(string name)
    {
        var tenant = await site.Application.AddTenantAsync(name);
        await site.Application.AddPersonAsync($"admin@{name}.test", SystemRoles.Admin);
        var manager = await site.Application.AddPersonAsync($"manager@{name}.test", SystemRoles.Manager);
        await using var connection = await Sql.OpenAsync(site.Application.Database.ConnectionString("cf_system"));
        await Sql.RunAsync(connection, "update tenants set manager_id = $1 where id = $2", manager, tenant.Id);
        // the node's clocks check in some time after the start
        await Eventually.BecomesAsync(() => Sql.ValueAsync<long>(connection, "select count(*) from qrtz_scheduler_state"), nodes => nodes > 0);
        var rows = new OverviewRows(connection, TimeProvider.System.GetUtcNow());
        var channel = await rows.ChannelAsync(tenant);
        for (var n = 0; n < 4; n++)
            await rows.ChannelAsync(tenant, "needs_attention");
        for (var hours = 1; hours < 20; hours += 3)
            await rows.PublishedAsync(tenant, channel, TimeSpan.FromHours(hours));
        await rows.PublicationAsync(tenant, channel, "failed", TimeSpan.FromHours(4));
        await rows.PublicationAsync(tenant, channel, "failed", TimeSpan.FromHours(6));
        await rows.HeldAsync(tenant, channel);
        for (var n = 0; n < 3; n++)
            await rows.ReadyPostAsync(tenant);
        await rows.SubscribeAsync(tenant, "growth", "active", ends: TimeSpan.FromDays(20));
        await rows.AiAsync(tenant, 1.25m, TimeSpan.FromMinutes(5));
        await rows.ViewsAsync(tenant, 1, 12_345);
        await rows.FileAsync(tenant, 5_000_000);
        return manager;
    }

    private async Task EndRoleAsync(Guid manager)
    {
        await using var connection = await Sql.OpenAsync(site.Application.Database.ConnectionString("cf_system"));
        await Sql.RunAsync(connection, "delete from person_roles where user_id = $1", manager);
    }
}
