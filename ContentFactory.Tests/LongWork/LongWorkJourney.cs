using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Trends;
using ContentFactory.Tests.Journeys;
using ContentFactory.Tests.Support;
using ContentFactory.Tests.Trends;
using static Microsoft.Playwright.Assertions;
using UiTexts = ContentFactory.Web.Ui.Texts;

namespace ContentFactory.Tests.LongWork;

/// <summary>Somebody starts a long collection, leaves, comes back to it and cancels it.</summary>
public sealed class LongWorkJourney
{
    [Theory]
    [InlineData(Screen.Desktop, "en", false)]
    [InlineData(Screen.Phone, "ru", true)]
    internal async Task Collection_is_left_found_again_and_cancelled(Screen screen, string language, bool dark)
    {
        await using var site = await FeedSite.StartAsync();
        await using var application = await TestApplication.StartAsync(new(Settings: new Dictionary<string, string?> { ["Outgoing:AllowedPrivateHosts:0"] = site.Host }));
        var tenant = await application.AddTenantAsync("patient");
        foreach (var name in new[] { "Alpha", "Beta", "Gamma" })
        {
            site.Put("/" + name, FeedSite.Rss(name));
            Assert.True((await tenant.AsAsync<SourceEditor, Result<Guid>>(MemberRole.Editor, e => e.AddAsync(new SourceEntry(site.At("/" + name), name)))).Ok);
        }
        // its answer never comes
        site.Answer("/Beta", http => Task.Delay(Timeout.Infinite, http.RequestAborted));
        await Browser.JourneyAsync(application.Address, screen, async page =>
        {
            var person = new Stranger(page, new Words(language), $"long-{screen}-{language}".ToLowerInvariant());
            await person.SignInAsync(Seed.Email(MemberRole.Editor, tenant.Slug), $"/t/{tenant.Slug}/ideas");

            await person.PressAsync<TrendsTexts>("Ideas_Collect");
            var work = page.Locator("[data-work]");
            await Expect(work).ToHaveAttributeAsync("data-work", "Running");
            await Expect(work.GetByText(person.Words.Of<UiTexts>("Work_Of", 1, 3))).ToBeVisibleAsync();
            await Expect(work.GetByText("Beta")).ToBeVisibleAsync();
            await Expect(work.Locator("progress")).ToHaveJSPropertyAsync("value", 1);
            await Expect(person.Button<TrendsTexts>("Ideas_Collecting")).ToBeDisabledAsync();
            await person.LookAsync("running");

            await person.GoAsync("Nav_Channels");
            await Expect(page.Locator("[data-work]")).ToHaveCountAsync(0);
            await person.GoAsync("Nav_Ideas");
            await Expect(work).ToHaveAttributeAsync("data-work", "Running");
            await Expect(person.Button<TrendsTexts>("Ideas_Collecting")).ToBeDisabledAsync();

            await work.Locator("button", new() { HasText = person.Words.Of<UiTexts>("Work_Cancel") }).ClickAsync();
            await Expect(work).ToHaveAttributeAsync("data-work", "Cancelled");
            await person.SeesAsync<UiTexts>("Work_Cancelled");
            await Expect(person.Button<TrendsTexts>("Ideas_Collect")).ToBeEnabledAsync();
            await person.LookAsync("cancelled");

            site.Put("/Beta", FeedSite.Rss("Beta", ("One", "https://b.test/1", "")));
            await work.Locator("button", new() { HasText = person.Words.Of<UiTexts>("Work_Restart") }).ClickAsync();
            await Expect(work).ToHaveAttributeAsync("data-work", "Done");
            await person.LookAsync("done");
        }, language, dark);
    }
}
