using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Channels;
using ContentFactory.Tests.Content;
using ContentFactory.Tests.Journeys;
using ContentFactory.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace ContentFactory.Tests.Publishing.Choosing;

/// <summary>A network's own choices, from the schedule of a post to the page of its publication.</summary>
public sealed class ChoosingJourney
{
    [Theory]
    [InlineData(Screen.Desktop, "en")]
    [InlineData(Screen.Phone, "ru")]
    internal async Task Settings_of_a_channel_are_chosen_and_kept(Screen screen, string language)
    {
        await using var application = await TestApplication.StartAsync(new(Settings: new Dictionary<string, string?> { ["Sandbox:BaseUrl"] = null }));
        var tenant = await Seed.TenantAsync(application.Services, "choosing", "Europe/Berlin");
        Assert.True((await tenant.AsAsync<SandboxChannels, Result<ConnectedChannel>>(MemberRole.Owner, s => s.ConnectAsync(tenant.CompanyId, default))).Ok);
        var post = await tenant.ApprovedAsync("A quiet post");
        await Browser.JourneyAsync(application.Address, screen, async page =>
        {
            var stranger = new Stranger(page, new Words(language), $"choosing-{screen}-{language}".ToLowerInvariant());
            await stranger.SignInAsync(Seed.Email(MemberRole.Owner, tenant.Slug), $"/t/choosing/content/{post}");

            await page.Locator("details.options summary").ClickAsync();
            await Expect(page.Locator("details.options input[type=checkbox]")).ToHaveCountAsync(3);
            await page.Locator("details.options textarea").FillAsync("Menu | https://example.com/menu\nWords alone");
            await stranger.LookAsync("open");
            await page.Locator("details.options input[type=checkbox]").First.CheckAsync();
            await page.Locator("input[name=way][value=Next]").CheckAsync();
            await stranger.PressAsync<PublishingTexts>("Panel_Schedule");
            // what is wrong is said at the field, with the number of the line
            await Expect(page.Locator("details.options .field .fault")).ToContainTextAsync("2");
            await stranger.LookAsync("fault");
            await page.Locator("details.options textarea").FillAsync("Menu | https://example.com/menu || Call us | tg://resolve?domain=bakery");
            await stranger.PressAsync<PublishingTexts>("Panel_Schedule");
            await page.Locator("a.publication-row").First.ClickAsync();
            await stranger.SeesAsync<PublishingTexts>("Facts_Options");
            await Expect(page.Locator("dd .option").Filter(new() { HasText = language == "ru" ? "Без звука" : "Without a sound" })).ToHaveCountAsync(1);
            await Expect(page.Locator("dd .option").Filter(new() { HasText = "https://example.com/menu" })).ToHaveCountAsync(1);
            await stranger.LookAsync("facts");
        }, language);
    }
}
