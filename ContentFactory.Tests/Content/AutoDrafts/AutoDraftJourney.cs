using ContentFactory.Domain.Access;
using ContentFactory.Tests.Journeys;
using ContentFactory.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace ContentFactory.Tests.Content.AutoDrafts;

/// <summary>A plan is made, and what came of it is read; then hashtags of a saved set go into the draft.</summary>
public sealed class AutoDraftJourney
{
    [Theory]
    [InlineData(Screen.Desktop, "en", true)]
    [InlineData(Screen.Phone, "ru", false)]
    internal async Task A_plan_makes_a_draft_that_takes_saved_hashtags(Screen screen, string language, bool dark)
    {
        await using var application = await TestApplication.StartAsync(new(Settings: new Dictionary<string, string?> { ["Sandbox:BaseUrl"] = null }));
        var tenant = await Seed.TenantAsync(application.Services, "auto");
        await tenant.TopicAsync();
        await Browser.JourneyAsync(application.Address, screen, async page =>
        {
            var stranger = new Stranger(page, new Words(language), $"auto-{screen}-{language}".ToLowerInvariant());
            await stranger.SignInAsync(Seed.Email(MemberRole.Owner, tenant.Slug), "/t/auto/content/auto");
            await stranger.SeesAsync<AutoDraftsTexts>("Runs_None");
            await stranger.LookAsync("empty");
            await page.Locator("[role=switch]").CheckAsync();
            await page.Locator("#plan-PerDay").FillAsync("3");
            await page.Locator("#plan-PerDay").BlurAsync();
            await page.Locator("#plan-Clock").SelectOptionAsync(new Microsoft.Playwright.SelectOptionValue { Index = 1 });
            await Expect(page.Locator(".times input")).ToHaveCountAsync(3);
            await page.Locator("#plan-LeastScore").FillAsync("500");
            await stranger.PressAsync<AutoDraftsTexts>("Auto_Save");
            await Expect(page.Locator("#plan-LeastScore-fault")).ToBeVisibleAsync();
            await Expect(page.Locator("#plan-LeastScore")).ToHaveValueAsync("500");
            await page.Locator("#plan-LeastScore").FillAsync("0");
            await stranger.PressAsync<AutoDraftsTexts>("Auto_Save");
            await stranger.SeesAsync<AutoDraftsTexts>("Auto_Saved");
            await stranger.SeesAsync<AutoDraftsTexts>("Auto_Next");
            await stranger.LookAsync("saved");

            await using (var connection = await Sql.OpenAsync(application.Database.ConnectionString("cf_system")))
                await Sql.RunAsync(connection, """
                    insert into auto_draft_runs (tenant_id, company_id, date, slot, due_at, state, draft_id, item_ids, platforms, tries, next_try_at, reason_key, reason_args, ended_at)
                    select tenant_id, company_id, current_date - n, 0, app_now() - make_interval(days => n), case n when 1 then 'skipped' when 2 then 'empty' else 'failed' end, gen_random_uuid(), '{}', '{}', 1, app_now(),
                           case n when 1 then 'Content.AutoLate' when 2 then 'Content.AutoBelow' else 'Content.AutoGaveUp' end, case n when 2 then array['12', '40'] when 3 then array['3'] else '{}' end, app_now()
                    from auto_draft_plans, generate_series(1, 3) n
                    """);
            await page.ReloadAsync();
            await Browser.LiveAsync(page);
            await Expect(page.Locator("[data-run]")).ToHaveCountAsync(3);
            await stranger.LookAsync("runs");

            await page.GotoAsync("/t/auto/content/hashtags");
            await Browser.LiveAsync(page);
            await stranger.LookAsync("no-sets");
            await stranger.PressAsync<HashtagsTexts>("Sets_First");
            await page.Locator("#set footer button[type=submit]").ClickAsync();
            await Expect(page.Locator("#set-Name-fault")).ToBeVisibleAsync();
            await page.Locator("#set-Name").FillAsync("Morning");
            await page.Locator("#set-Tags").FillAsync("#coffee, morning {{7*7}}");
            await stranger.LookAsync("set");
            await page.Locator("#set footer button[type=submit]").ClickAsync();
            await Expect(page.Locator("[data-row]")).ToContainTextAsync("#coffee #morning #77");
            await stranger.LookAsync("sets");

            var post = await tenant.NewAsync("Words of the day");
            await page.GotoAsync($"/t/auto/content/{post.Id}");
            await Browser.LiveAsync(page);
            await page.Locator(".picker .pick").First.ClickAsync();
            await Expect(page.Locator("textarea[data-word=hashtags]")).ToHaveValueAsync("#coffee #morning #77");
            await stranger.LookAsync("post");
        }, language, dark);
    }

    [Fact]
    internal async Task Viewers_read_the_plan_and_change_nothing()
    {
        await using var application = await TestApplication.StartAsync(new(Settings: new Dictionary<string, string?> { ["Sandbox:BaseUrl"] = null }));
        var tenant = await Seed.TenantAsync(application.Services, "watch");
        await Browser.JourneyAsync(application.Address, Screen.Desktop, async page =>
        {
            var stranger = new Stranger(page, new Words("en"), "auto-viewer");
            await stranger.SignInAsync(Seed.Email(MemberRole.Viewer, tenant.Slug), "/t/watch/content/auto");
            await stranger.SeesAsync<AutoDraftsTexts>("Plan_PerDay");
            await Expect(page.Locator("form.stack")).ToHaveCountAsync(0);
            await page.GotoAsync("/t/watch/content/templates");
            await Browser.LiveAsync(page);
            await Expect(stranger.Link<TemplatesTexts>("Templates_New")).ToHaveCountAsync(0);
            await page.GotoAsync("/t/watch/content/templates/new");
            await Expect(page.Locator("form.stack")).ToHaveCountAsync(0);
            await page.GotoAsync("/t/watch/content/hashtags");
            await Browser.LiveAsync(page);
            await Expect(stranger.Button<HashtagsTexts>("Sets_New")).ToHaveCountAsync(0);
        }, expectedErrors: "403");
    }
}
