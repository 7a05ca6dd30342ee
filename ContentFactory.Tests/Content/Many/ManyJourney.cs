using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Channels;
using ContentFactory.Tests.Journeys;
using ContentFactory.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ContentFactory.Tests.Content.Many;

/// <summary>Several posts of the list are planned at once, and moved at once.</summary>
public sealed class ManyJourney
{
    [Theory]
    [InlineData(Screen.Desktop, "en")]
    [InlineData(Screen.Phone, "ru")]
    internal async Task Chosen_posts_are_planned_and_moved_together(Screen screen, string language)
    {
        await using var application = await TestApplication.StartAsync(new(Settings: new Dictionary<string, string?> { ["Sandbox:BaseUrl"] = null }));
        var tenant = await application.AddTenantAsync("many");
        Assert.True((await tenant.AsAsync<SandboxChannels, Result<ConnectedChannel>>(MemberRole.Owner, s => s.ConnectAsync(tenant.CompanyId, default))).Ok);
        Guid[] posts = [await tenant.ApprovedAsync("Iced coffee"), await tenant.ApprovedAsync("Cold brew")];
        var left = await tenant.ApprovedAsync("Stays without a time");
        await Browser.JourneyAsync(application.Address, screen, async page =>
        {
            var stranger = new Stranger(page, new Words(language), $"many-{screen}".ToLowerInvariant());
            await stranger.SignInAsync(Seed.Email(MemberRole.Owner, tenant.Slug), $"/t/{tenant.Slug}/content");

            await ChooseAsync(page, posts);
            await page.Locator("[data-act=plan-many]").ClickAsync();
            await Expect(page.Locator("dialog#many[open]")).ToBeVisibleAsync();
            await PressTwiceAsync(page);
            await Expect(page.Locator("dialog#many .fault")).ToContainTextAsync(stranger.Words.LikeProblem("Publishing.ChannelMissing"));
            await page.Locator("dialog#many .choice-row input").CheckAsync();
            await stranger.LookAsync("plan");
            await PressTwiceAsync(page);
            await Expect(page.Locator("[data-row-check]:checked")).ToHaveCountAsync(0);
            await Expect(page.Locator("main [data-status=Scheduled]:visible")).ToHaveCountAsync(posts.Length);
            await stranger.LookAsync("planned");
            var planned = await TimesAsync(tenant);
            Assert.Equal(posts.Order(), planned.Keys.Order());
            Assert.Equal(posts.Length, planned.Values.Distinct().Count());

            await ChooseAsync(page, posts);
            await page.Locator("details:has([data-act=move-many]) > summary").ClickAsync();
            await page.Locator("[data-act=move-many]").ClickAsync();
            await Expect(page.Locator("dialog#many[open]")).ToBeVisibleAsync();
            await page.Locator("dialog#many input[type=number]").FillAsync("2");
            await page.Locator("dialog#many input[type=number]").PressAsync("Tab");
            await stranger.LookAsync("move");
            await PressTwiceAsync(page);
            await Expect(page.Locator("[data-row-check]:checked")).ToHaveCountAsync(0);
            await Expect(page.Locator("dialog#many[open]")).ToHaveCountAsync(0);
            await stranger.LookAsync("moved");
            var moved = await TimesAsync(tenant);
            Assert.Equal(planned.ToDictionary(p => p.Key, p => p.Value.AddDays(2)), moved);
            Assert.DoesNotContain(left, moved.Keys);
        }, language);
    }

    private static async Task ChooseAsync(IPage page, Guid[] posts)
    {
        foreach (var post in posts)
            await page.Locator($"[data-row='{post}'] [data-row-check]").CheckAsync();
    }

    /// <summary>As a hand does that is not sure of the first press.</summary>
    private static Task PressTwiceAsync(IPage page) => page.Locator("[data-act=many-do]").EvaluateAsync("button => { button.click(); button.click(); }");

    private static Task<Dictionary<Guid, DateTime>> TimesAsync(TestTenant tenant) => tenant.DbAsync(async db =>
        (await db.Publications.AsNoTracking().ToListAsync()).ToDictionary(p => p.PostId, p => p.LocalDate.ToDateTime(p.LocalTime)));
}
