using ContentFactory.Domain.Access;
using ContentFactory.Tests.Access;
using ContentFactory.Tests.Journeys;
using ContentFactory.Tests.Support;
using static Microsoft.Playwright.Assertions;
using AuditTexts = ContentFactory.Web.Access.Audit.Texts;
using StatusTexts = ContentFactory.Web.Admin.Status.Texts;
using WebhookTexts = ContentFactory.Web.Admin.Webhooks.Texts;
using WorkerTexts = ContentFactory.Web.Admin.Workers.Texts;

namespace ContentFactory.Tests.Admin;

/// <summary>An administrator goes from a number of the overview to what failed, tries it again, and finds that in the audit log; then the state of the machinery. The owner reads the own log.</summary>
public sealed class MachineryJourney(InvitationJourney.Site site) : IClassFixture<InvitationJourney.Site>
{
    [Theory]
    [InlineData(Screen.Desktop, "en", false)]
    [InlineData(Screen.Phone, "ru", true)]
    internal async Task What_failed_is_found_tried_again_and_written_down(Screen screen, string language, bool dark)
    {
        var name = $"zqmachine{screen}".ToLowerInvariant();
        var publication = await FilledAsync(name);
        await Browser.JourneyAsync(site.Application.Address, screen, async page =>
        {
            var admin = new Stranger(page, new Words(language), $"machinery-{name}");
            await admin.SignInAsync($"admin@{name}.test", "/admin");
            await Browser.LiveAsync(page);
            await page.Locator("[data-tile=queue-Publishing] a").ClickAsync();
            await Browser.AtAsync(page, "**/admin/workers/rows?queue=publishing");
            await Browser.LiveAsync(page);
            await page.GotoAsync("/admin/workers");
            await Browser.LiveAsync(page);
            await admin.HeadedAsync<WorkerTexts>("Workers_Title");
            await Expect(page.Locator("[data-queue]")).ToHaveCountAsync(13);
            await admin.LookAsync("workers");
            await page.Locator("[data-count=Publishing-Failed]").ClickAsync();
            await Browser.AtAsync(page, "**/admin/workers/rows?queue=publishing&state=failed");
            await Browser.LiveAsync(page);
            await Expect(page.Locator($"[data-work='{publication}']")).ToBeVisibleAsync();
            await admin.LookAsync("failed");
            await AgainAsync(admin, publication);
            await page.GotoAsync("/admin/workers/rows?queue=letters");
            await Browser.LiveAsync(page);
            await Expect(page.Locator("[data-list-empty=all], [data-row]").First).ToBeVisibleAsync();

            await page.GotoAsync("/admin/audit?action=directworkers");
            await Browser.LiveAsync(page);
            await Expect(page.Locator("[data-act=DirectWorkers]").First).ToBeVisibleAsync();
            await Expect(page.Locator("[data-row]").First).ToContainTextAsync("the network was down");
            await admin.LookAsync("audit-all");
            await page.GotoAsync("/admin/status");
            await Browser.LiveAsync(page);
            await admin.HeadedAsync<StatusTexts>("Status_Title");
            await Expect(page.Locator("[data-part=database][data-health=Healthy]")).ToBeVisibleAsync();
            await Expect(page.Locator("[data-key=Anthropic][data-there=false]")).ToBeVisibleAsync();
            await admin.LookAsync("status");
            await page.GotoAsync("/admin/webhooks");
            await Browser.LiveAsync(page);
            await admin.SeesAsync<WebhookTexts>("Webhooks_NotYet");
            await Expect(page.Locator("[data-webhook]").First).ToBeVisibleAsync();
            await admin.LookAsync("webhooks");
            await page.GotoAsync("/admin/ai?span=week");
            await Browser.LiveAsync(page);
            await Expect(page.Locator("[data-sum]")).Not.ToHaveAttributeAsync("data-sum", "0");
            await admin.LookAsync("ai-log");
        }, language, dark);
        await Browser.JourneyAsync(site.Application.Address, screen, async page =>
        {
            var owner = new Stranger(page, new Words(language), $"audit-{name}");
            await owner.SignInAsync(Seed.Email(MemberRole.Owner, name), $"/t/{name}/settings/audit");
            await owner.HeadedAsync<AuditTexts>("Audit_Title");
            await Expect(page.Locator("[data-act=SettleUnknown]")).ToHaveCountAsync(1);
            await owner.LookAsync("audit");
            await page.Locator("select[name=entity]").SelectOptionAsync("webhook_secret");
            await Browser.AtAsync(page, "**entity=webhook_secret**");
            await Expect(page.Locator("[data-row]")).ToHaveCountAsync(1);
            await page.Locator("select[name=span]").SelectOptionAsync("day");
            await Expect(page.Locator("[data-row]")).ToHaveCountAsync(1);
            await owner.LookAsync("audit-narrowed");
        }, language, dark);
    }

    private static async Task AgainAsync(Stranger admin, Guid publication)
    {
        var row = admin.Page.Locator($"[data-row='{publication}']");
        await row.Locator(".list-menu summary, .list-menu button").First.ClickAsync();
        await row.Locator("button.again").ClickAsync();
        await admin.Page.Locator("dialog[open] input").FillAsync("the network was down");
        await admin.LookAsync("again");
        await admin.Page.Locator("button[form=direct-form]").ClickAsync();
        await admin.SeesAsync<WorkerTexts>("Workers_AgainDone");
        await Expect(row).ToHaveCountAsync(0);
    }

    /// <summary>A tenant with a failed publication whose channel is paused, so that nothing takes it once it is due again; a webhook key, a request to a model, and an administrator.</summary>
    private async Task<Guid> FilledAsync(string name)
    {
        var tenant = await site.Application.AddTenantAsync(name);
        await site.Application.AddPersonAsync($"admin@{name}.test", SystemRoles.Admin);
        await using var connection = await Sql.OpenAsync(site.Application.Database.ConnectionString("cf_system"));
        var rows = new OverviewRows(connection, TimeProvider.System.GetUtcNow());
        await rows.PublicationAsync(tenant, await rows.ChannelAsync(tenant, "paused"), "failed", TimeSpan.FromHours(4), ", last_code", ", 'Timeout'");
        await Sql.RunAsync(connection, "update posts set status = 'approved', approved_version = version where tenant_id = $1", tenant.Id);
        await rows.AiAsync(tenant, 0.25m, TimeSpan.FromMinutes(5));
        Assert.True((await tenant.AsAsync<CompanyWebhook, Domain.Result<string>>(MemberRole.Owner, w => w.RotateAsync(tenant.CompanyId))).Ok);
        return await tenant.DbAsync(db => Task.FromResult(db.Publications.Select(p => p.Id).Single()));
    }
}
