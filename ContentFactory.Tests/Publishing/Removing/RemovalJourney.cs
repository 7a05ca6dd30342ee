using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Channels;
using ContentFactory.Domain.Platforms.Sandbox;
using ContentFactory.Domain.Publishing;
using ContentFactory.Tests.Content;
using ContentFactory.Tests.Journeys;
using ContentFactory.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ContentFactory.Tests.Publishing.Removing;

/// <summary>A post of the sandbox's X that is out, refused to go at first, and then gone.</summary>
public sealed class RemovalJourney
{
    [Theory]
    [InlineData(Screen.Desktop, "en")]
    [InlineData(Screen.Phone, "ru")]
    internal async Task Published_post_is_deleted_at_its_network(Screen screen, string language)
    {
        await using var application = await TestApplication.StartAsync(new(Settings: new Dictionary<string, string?> { ["Sandbox:BaseUrl"] = null }));
        var tenant = await Seed.TenantAsync(application.Services, "removing", "Europe/Berlin");
        var id = await PublishAsync(tenant);
        // numbers would meet the fault that is meant for the deletion
        await using (var system = await Sql.OpenAsync(application.Database.ConnectionString("cf_system")))
            await Sql.RunAsync(system, "update publications set next_metrics_at = null");
        var bot = await tenant.DbAsync(db => db.SandboxBots.Select(b => b.Id).SingleAsync());
        Assert.True((await tenant.AsAsync<SandboxBots, Result>(MemberRole.Owner, b => b.SetFaultAsync(bot, SandboxFault.TokenExpired, 1, default))).Ok);

        await Browser.JourneyAsync(application.Address, screen, async page =>
        {
            var stranger = new Stranger(page, new Words(language), $"removing-{screen}-{language}".ToLowerInvariant());
            await stranger.SignInAsync(Seed.Email(MemberRole.Approver, tenant.Slug), $"/t/removing/publications/{id}");
            await Expect(page.Locator("[data-status=Published]").First).ToBeVisibleAsync();
            await stranger.LookAsync("published");

            await page.GetByRole(AriaRole.Button, new() { Name = stranger.Words.Of<PublishingTexts>("Removal_Button", "X"), Exact = true }).ClickAsync();
            await stranger.SeesAsync<PublishingTexts>("Removal_Explain");
            await stranger.LookAsync("question");
            await page.Locator("dialog[open] .choices button").Last.ClickAsync();
            await stranger.SeesAsync<PublishingTexts>("Removal_Refused");
            await stranger.SeesAsync<PublishingTexts>("Log_NotRemoved");
            await stranger.LookAsync("refused");

            await stranger.PressAsync<PublishingTexts>("Removal_Again");
            await page.Locator("dialog[open] .choices button").Last.ClickAsync();
            await Expect(page.Locator("[data-status=Deleted]").First).ToBeVisibleAsync();
            await stranger.SeesAsync<PublishingTexts>("Log_Removed");
            await Expect(page.Locator("[data-post-link]")).ToHaveCountAsync(0);
            await stranger.LookAsync("deleted");

            await page.GotoAsync("/t/removing/publications?status=deleted");
            await Browser.LiveAsync(page);
            await Expect(page.Locator($"a[href*='{id}']").First).ToBeVisibleAsync();
            await stranger.LookAsync("list");
        }, language);

        Assert.True(await tenant.DbAsync(db => db.SandboxMessages.AllAsync(m => m.RemovedAt != null)));
    }

    private static async Task<Guid> PublishAsync(TestTenant tenant)
    {
        await tenant.DbAsync(db => db.Database.ExecuteSqlAsync($"update tenants set platforms = array['x'] where id = {tenant.Id}"));
        var channel = await tenant.AsAsync<SandboxChannels, Result<ConnectedChannel>>(MemberRole.Owner, s => s.ConnectAsync(tenant.CompanyId, default, "x"));
        var post = await tenant.ApprovedAsync("Said too early");
        var planned = await tenant.AsAsync<PostSchedule, Result<IReadOnlyList<PlannedPublication>>>(MemberRole.Owner, s => s.PublishNowAsync(post, [channel.Value.ChannelId], default));
        var id = Assert.Single(planned.Value).PublicationId;
        await Eventually.BecomesAsync(() => tenant.DbAsync(db => db.Publications.Where(p => p.Id == id).Select(p => p.State).SingleAsync()), state => state is PublicationState.Published);
        return id;
    }
}
