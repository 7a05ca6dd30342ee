using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Channels;
using ContentFactory.Tests.Content;
using ContentFactory.Tests.Journeys;
using ContentFactory.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace ContentFactory.Tests.Publishing.Planning;

/// <summary>The ways to a time in the schedule of a post, and a repetition from its start to its end.</summary>
public sealed class RepeatingJourney
{
    [Theory]
    [InlineData(Screen.Desktop, "en")]
    [InlineData(Screen.Phone, "ru")]
    internal async Task Proposed_time_is_planned_and_a_repetition_started_and_ended(Screen screen, string language)
    {
        await using var application = await TestApplication.StartAsync(new(Settings: new Dictionary<string, string?> { ["Sandbox:BaseUrl"] = null }));
        var tenant = await Seed.TenantAsync(application.Services, "repeating", "Europe/Berlin");
        Assert.True((await tenant.AsAsync<SandboxChannels, Result<ConnectedChannel>>(MemberRole.Owner, s => s.ConnectAsync(tenant.CompanyId, default))).Ok);
        var (first, second) = (await tenant.ApprovedAsync("A post for the best hour"), await tenant.ApprovedAsync("A post that comes again"));
        await Browser.JourneyAsync(application.Address, screen, async page =>
        {
            var stranger = new Stranger(page, new Words(language), $"repeating-{screen}-{language}".ToLowerInvariant());
            await stranger.SignInAsync(Seed.Email(MemberRole.Owner, tenant.Slug), $"/t/repeating/content/{first}");

            await Expect(page.Locator("input[name=way][value=Best]")).ToBeCheckedAsync();
            await Expect(page.Locator("ul.slots li")).ToHaveCountAsync(1);
            await stranger.LookAsync("best");
            await page.Locator("input[name=way][value=Next]").CheckAsync();
            await stranger.SeesAsync<PublishingTexts>("Why_Next");
            await stranger.LookAsync("next");
            await stranger.PressAsync<PublishingTexts>("Panel_Schedule");
            await Expect(page.Locator("a.publication-row")).ToHaveCountAsync(1);
            await stranger.LookAsync("planned");

            await page.GotoAsync($"/t/repeating/content/{second}");
            await Browser.LiveAsync(page);
            await page.Locator("input[name=way][value=Repeat]").CheckAsync();
            await Expect(page.Locator(".next li")).ToHaveCountAsync(4);
            await stranger.FillAsync<PublishingTexts>("Panel_Time", "23:45");
            await page.Locator("input[name=repeats]").Last.CheckAsync();
            await Expect(page.Locator(".week input")).ToHaveCountAsync(7);
            await stranger.FillAsync<PublishingTexts>("Repeat_Count", "0");
            await stranger.PressAsync<PublishingTexts>("Panel_Repeat");
            await Expect(page.Locator("input[name=count]")).ToHaveAttributeAsync("aria-invalid", "true");
            await stranger.FillAsync<PublishingTexts>("Repeat_Count", "3");
            await Expect(page.Locator(".next li")).ToHaveCountAsync(3);
            await stranger.LookAsync("repeat");
            await stranger.PressAsync<PublishingTexts>("Panel_Repeat");
            await page.Locator("a.publication-row").First.ClickAsync();
            await Expect(page.Locator("section[aria-labelledby=repeats-title] li")).ToHaveCountAsync(3);
            await stranger.LookAsync("repeats");
            await stranger.PressAsync<PublishingTexts>("Repeats_End");
            await stranger.LookAsync("end");
            await stranger.PressAsync<PublishingTexts>("Repeats_EndYes");
            await stranger.SeesAsync<PublishingTexts>("Repeats_Ended");
            await Expect(page.Locator("[data-status=Cancelled]").First).ToBeVisibleAsync();
            await stranger.LookAsync("ended");
        }, language);
    }
}
