using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Content;
using ContentFactory.Domain.Channels;
using ContentFactory.Domain.Publishing;
using ContentFactory.Tests.Journeys;
using ContentFactory.Tests.Publishing.Openings;
using ContentFactory.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using static ContentFactory.Tests.Publishing.Openings.OpeningRig;
using static Microsoft.Playwright.Assertions;

namespace ContentFactory.Tests.Content.Openings;

/// <summary>Two openings of a post from the first thought of a test to the one that stays.</summary>
public sealed class OpeningsJourney
{
    [Theory]
    [InlineData(Screen.Desktop, "en")]
    [InlineData(Screen.Phone, "ru")]
    internal async Task Two_openings_are_tested_and_the_better_one_stays(Screen screen, string language)
    {
        await using var application = await TestApplication.StartAsync(new(Settings: new Dictionary<string, string?> { ["Sandbox:BaseUrl"] = null }));
        var tenant = await Seed.TenantAsync(application.Services, "openings", "Europe/Berlin");
        var channel = (await tenant.AsAsync<SandboxChannels, Result<ConnectedChannel>>(MemberRole.Owner, s => s.ConnectAsync(tenant.CompanyId, default))).Value.ChannelId;
        var post = (await tenant.NewAsync($"{First} {Rest}")).Id;

        await Browser.JourneyAsync(application.Address, screen, async page =>
        {
            var stranger = new Stranger(page, new Words(language), $"openings-{screen}-{language}".ToLowerInvariant());
            await stranger.SignInAsync(Seed.Email(MemberRole.Owner, tenant.Slug), $"/t/openings/content/{post}");
            await page.Locator("[data-act=test-openings]").ClickAsync();
            // one alone is no test, and that is said where it is chosen
            await page.Locator("[data-act=start-test]").ClickAsync();
            await Expect(page.Locator("#openings-fault .fault")).ToBeVisibleAsync();
            await page.Locator("#opening-typed").FillAsync(Second);
            await page.Locator("[data-act=add-opening]").ClickAsync();
            await Expect(page.Locator("[data-opening-form] input:checked")).ToHaveCountAsync(2);
            await page.Locator("[data-opening-form]").ScrollIntoViewIfNeededAsync();
            await stranger.LookAsync("chosen");
            await page.Locator("[data-act=start-test]").ClickAsync();
            await Expect(page.Locator("[data-testing=true]")).ToBeVisibleAsync();
            await Expect(page.Locator("[data-opening]")).ToHaveCountAsync(2);
            await Expect(page.Locator("[data-verdict=TooFew]")).ToBeVisibleAsync();

            // whoever approves sees each of them
            await page.Locator("[data-act=ready]").ClickAsync();
            await Expect(page.Locator("[data-approves]")).ToContainTextAsync(Second);
            await stranger.LookAsync("approves");
            await page.Locator("[data-act=approve]").ClickAsync();
            await Expect(page.Locator("[data-approves]")).ToHaveCountAsync(0);

            var planned = await tenant.PublishAsync(post, channel);
            await Eventually.BecomesAsync(() => tenant.DbAsync(db => db.Publications.Where(p => p.Id == planned[0]).Select(p => p.State).SingleAsync()), state => state is PublicationState.Published);
            await MeasuredAsync(application, tenant, post, channel);
            await page.ReloadAsync();
            await Browser.LiveAsync(page);
            await Expect(page.Locator("[data-verdict=Better]")).ToBeVisibleAsync();
            await Expect(page.Locator("[data-opening=B].best")).ToBeVisibleAsync();
            await page.Locator("#openings").ScrollIntoViewIfNeededAsync();
            await stranger.LookAsync("compared");

            await stranger.PressAsync<ContentTexts>("Openings_Take");
            await stranger.LookAsync("question");
            await page.Locator("dialog[open] .choices button").Last.ClickAsync();
            await Expect(page.Locator("[data-testing=false]")).ToBeVisibleAsync();
            await Expect(page.GetByText($"{Second} {Rest}").First).ToBeVisibleAsync();
            await stranger.LookAsync("ended");

            await page.GotoAsync($"/t/openings/publications/{planned[0]}");
            await Browser.LiveAsync(page);
            await Expect(page.Locator("[data-fact=opening]")).ToContainTextAsync(First);
            await stranger.SeesAsync<PublishingTexts>("Log_Opened");
            await stranger.LookAsync("publication");
        }, language);

        Assert.Equal((PostStatus.Published, Second), await tenant.DbAsync(async db => { var one = await db.Posts.AsNoTracking().SingleAsync(p => p.Id == post); return (one.Status, one.Hook); }));
    }

    /// <summary>Five publications with each opening, a week ago, with what the network said when they were three days old.</summary>
    private static async Task MeasuredAsync(TestApplication application, TestTenant tenant, Guid post, Guid channel)
    {
        await using var system = await Sql.OpenAsync(application.Database.ConnectionString("cf_system"));
        await Sql.RunAsync(system, $"update hook_tests set started_at = started_at - interval '9 days' where post_id = '{post}'");
        await Sql.RunAsync(system, $"""
            with went as (
                insert into publications (tenant_id, id, post_id, channel_id, occurrence, kind, priority, state, scheduled_at, local_date, local_time, zone_id, due_at,
                    fence, attempts_used, post_version, part_ids, reason_args, looks, published_at, hook, opening, created_by, created_at, updated_at)
                select '{tenant.Id}', gen_random_uuid(), '{post}', '{channel}', 10 + n, 'feed', 'normal', 'published', at, at::date, at::time, 'UTC', at, 1, 1, 1, '{"{}"}', '{"{}"}', 0, at,
                       n % 2, case n % 2 when 0 then '{First}' else '{Second}' end, '{tenant.Id}', at, at
                from (select n, app_now() - interval '7 days' + make_interval(hours => n) as at from generate_series(0, 9) n) k
                returning tenant_id, id, channel_id, published_at, occurrence, hook)
            insert into metric_snapshots (tenant_id, id, publication_id, channel_id, taken_at, source, views, likes, comments)
            select tenant_id, gen_random_uuid(), id, channel_id, published_at + interval '70 hours', 'test', 900 + 150 * hook + 11 * occurrence, 30 + 30 * hook + occurrence, 5 + hook from went
            """);
    }
}
