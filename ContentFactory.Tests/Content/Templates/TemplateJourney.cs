using ContentFactory.Domain.Access;
using ContentFactory.Tests.Journeys;
using ContentFactory.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace ContentFactory.Tests.Content.Templates;

/// <summary>From the list of templates to a copy of one's own and a post that began with it.</summary>
public sealed class TemplateJourney
{
    [Theory]
    [InlineData(Screen.Desktop, "en", false)]
    [InlineData(Screen.Phone, "ru", true)]
    internal async Task A_copy_is_changed_and_begins_a_post(Screen screen, string language, bool dark)
    {
        await using var application = await TestApplication.StartAsync(new(Settings: new Dictionary<string, string?> { ["Sandbox:BaseUrl"] = null }));
        var tenant = await Seed.TenantAsync(application.Services, "forms");
        await Browser.JourneyAsync(application.Address, screen, async page =>
        {
            var stranger = new Stranger(page, new Words(language), $"templates-{screen}-{language}".ToLowerInvariant());
            await stranger.SignInAsync(Seed.Email(MemberRole.Editor, tenant.Slug), $"/t/forms/content/templates?language={language}");
            await Expect(page.Locator("tr[data-row], li[data-row], [data-row]").First).ToBeVisibleAsync();
            await stranger.LookAsync("list");
            await page.GotoAsync($"/t/forms/content/templates?language={language}&category=event");
            await Browser.LiveAsync(page);
            await page.Locator("[data-row] a").First.ClickAsync();
            await stranger.SeesAsync<TemplatesTexts>("Template_SystemHint");
            await Expect(page.Locator("[data-part]")).ToHaveCountAsync(1);
            await stranger.LookAsync("system");

            await stranger.FollowAsync<TemplatesTexts>("Template_Copy");
            await stranger.HeadedAsync<TemplatesTexts>("Template_NewTitle");
            await Browser.LiveAsync(page);
            await page.Locator("#template-Name").FillAsync("{{7*7}} @(1+1)");
            await page.Locator("#template-Text").FillAsync("{{hook}}\n\n{{prize}} ${x} {% if %}\n{{question}}");
            await Expect(page.Locator(".missing")).ToContainTextAsync("prize");
            await stranger.PressAsync<TemplatesTexts>("Template_Create");
            await Expect(page.Locator("#template-Text-fault")).ToBeVisibleAsync();
            await stranger.LookAsync("unknown");
            await stranger.PressAsync<TemplatesTexts>("Template_Declare");
            await stranger.PressAsync<TemplatesTexts>("Template_Create");
            // those of the copied text are no longer used: the first says so
            await Expect(page.Locator("#template-Variables\\.0-fault")).ToBeVisibleAsync();
            for (var left = 4; left > 0; left--)
            {
                await page.Locator(".variable .icon-button").First.ClickAsync();
                await Expect(page.Locator(".variable")).ToHaveCountAsync(left);
            }
            await Expect(page.Locator(".variable .fault")).ToHaveCountAsync(0);
            await page.Locator(".variable input[type=checkbox]").CheckAsync();
            await page.Locator("#template-Sample\\.0").FillAsync("{{hook}}!");
            await Expect(page.Locator("[data-part]")).ToContainTextAsync("{{hook}}! ${x} {% if %}");
            await stranger.LookAsync("edited");
            await stranger.PressAsync<TemplatesTexts>("Template_Create");
            await Expect(page.Locator("h1")).ToHaveTextAsync("{{7*7}} @(1+1)");
            await Browser.LiveAsync(page);

            await stranger.PressAsync<TemplatesTexts>("Template_Use");
            await page.Locator("#use footer button[type=submit]").ClickAsync();
            await Expect(page.Locator("#use-form-Values\\.prize-fault")).ToBeVisibleAsync();
            await page.Locator("#use-form-Values\\.hook").FillAsync("First line");
            await page.Locator("#use-form-Values\\.prize").FillAsync("{{hook}}");
            await Expect(page.Locator("#use [data-part]")).ToHaveTextAsync("First line\n\n{{hook}} ${x} {% if %}");
            await stranger.LookAsync("values");
            await page.Locator("#use footer button[type=submit]").ClickAsync();
            await Expect(page.Locator("textarea[data-word=text]")).ToHaveValueAsync("First line\n\n{{hook}} ${x} {% if %}");
            await stranger.LookAsync("post");
        }, language, dark);
    }
}
