using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Channels;
using ContentFactory.Domain.Publishing;
using ContentFactory.Tests.Content;
using ContentFactory.Tests.Journeys;
using ContentFactory.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using static Microsoft.Playwright.Assertions;

namespace ContentFactory.Tests.Publishing.Evergreen;

/// <summary>From the empty page to a publication that a slot planned.</summary>
public sealed class EvergreenJourney
{
    private const string Submit = "#evergreen footer button[type=submit]";

    [Theory]
    [InlineData(Screen.Desktop, "en")]
    [InlineData(Screen.Phone, "ru")]
    internal async Task Category_with_slot_and_posts_plans_a_publication(Screen screen, string language)
    {
        await using var application = await TestApplication.StartAsync(new(Settings: new Dictionary<string, string?> { ["Sandbox:BaseUrl"] = null }));
        var tenant = await Seed.TenantAsync(application.Services, "evergreen", "Europe/Berlin");
        Assert.True((await tenant.AsAsync<SandboxChannels, Result<ConnectedChannel>>(MemberRole.Owner, s => s.ConnectAsync(tenant.CompanyId, default))).Ok);
        var (first, _) = (await tenant.ApprovedAsync("A tip that stays true"), await tenant.ApprovedAsync("Another tip that stays true"));
        await Browser.JourneyAsync(application.Address, screen, async page =>
        {
            var stranger = new Stranger(page, new Words(language), $"evergreen-{screen}-{language}".ToLowerInvariant());
            await stranger.SignInAsync(Seed.Email(MemberRole.Owner, tenant.Slug), "/t/evergreen/calendar");
            await stranger.TabAsync<PublishingTexts>("Evergreen_Tab");
            await stranger.SeesAsync<PublishingTexts>("Evergreen_EmptyTitle");
            await stranger.LookAsync("empty");

            await stranger.PressAsync<PublishingTexts>("Evergreen_AddFirst");
            await page.Locator("#category footer button[type=submit]").ClickAsync();
            await Expect(page.Locator("#category-form-Name-fault")).ToBeVisibleAsync();
            await stranger.LookAsync("category");
            await stranger.FillAsync<PublishingTexts>("Evergreen_Name", "Tips");
            // the browser's own bubble would speak the browser's language
            await stranger.FillAsync<PublishingTexts>("Evergreen_CoolDown", "0");
            await page.Locator("#category footer button[type=submit]").ClickAsync();
            await Expect(page.Locator("#category-form-CoolDown-fault")).ToBeVisibleAsync();
            await stranger.FillAsync<PublishingTexts>("Evergreen_CoolDown", "30");
            await page.Locator("#category footer button[type=submit]").ClickAsync();
            await Expect(page.Locator("h1")).ToHaveTextAsync("Tips");
            await Browser.LiveAsync(page);

            await stranger.PressAsync<PublishingTexts>("Evergreen_AddSlot");
            for (var day = 0; day < 7; day++)
                await page.Locator("#evergreen .week input").Nth(day).CheckAsync();
            await stranger.LookAsync("slot");
            await page.Locator(Submit).ClickAsync();
            await Expect(page.Locator(".slots > li")).ToHaveCountAsync(1);

            await stranger.PressAsync<PublishingTexts>("Evergreen_AddPosts");
            await Expect(page.Locator("#evergreen .posts input")).ToHaveCountAsync(2);
            await page.Locator("#evergreen .posts input").First.CheckAsync();
            await page.Locator("#evergreen .posts input").Last.CheckAsync();
            await stranger.LookAsync("posts");
            // a search adds nothing yet
            await page.Locator("#candidate-search").FillAsync("tip");
            await page.Locator("#candidate-search").PressAsync("Enter");
            await Expect(page.Locator("#candidate-search")).ToHaveValueAsync("tip");
            await Expect(page.Locator("#evergreen .posts input:checked")).ToHaveCountAsync(2);
            await page.Locator(Submit).ClickAsync();
            await Expect(page.Locator("li[data-standing=Ready]")).ToHaveCountAsync(2);
            await Expect(page.Locator("li[data-time=ahead]")).ToHaveCountAsync(2);
            await Expect(page.Locator("li[data-time=empty]").First).ToBeVisibleAsync();
            await stranger.LookAsync("preview");

            await application.Services.GetRequiredService<PlanningQueue>().KeepUpAsync(default);
            await Expect(page.Locator("li[data-time=planned]")).ToHaveCountAsync(2);
            await stranger.LookAsync("planned");
            await page.Locator("li[data-time=planned] a").First.ClickAsync();
            await Expect(page.Locator("[data-status=Scheduled]").First).ToBeVisibleAsync();
            await stranger.SeesAsync<PublishingTexts>("Evergreen_From");
            await stranger.LookAsync("publication");

            await page.GotoAsync($"/t/evergreen/content/{first}");
            await Browser.LiveAsync(page);
            await stranger.SeesAsync<PublishingTexts>("Evergreen_In");
            await stranger.LookAsync("post");
            await stranger.PressAsync<PublishingTexts>("Evergreen_RemovePost");
            await page.Locator("dialog[open] .choices button").Last.ClickAsync();
            await stranger.PressAsync<PublishingTexts>("Evergreen_Put");
            await stranger.SeesAsync<PublishingTexts>("Evergreen_In");
            await page.GotoAsync("/t/evergreen/publications/evergreen");
            await Browser.LiveAsync(page);
            await stranger.LookAsync("list");
        }, language);
    }
}
