using System.Text.RegularExpressions;
using ContentFactory.Tests.Journeys;
using ContentFactory.Tests.Support;
using OutsideTexts = ContentFactory.Web.Access.Outside.Texts;
using ProfileTexts = ContentFactory.Web.Access.Profile.Texts;
using static Microsoft.Playwright.Assertions;

namespace ContentFactory.Tests.Access;

/// <summary>People who come by Google or Facebook, in a browser.</summary>
public sealed class OutsideJourney(OutsideSite site) : IClassFixture<OutsideSite>
{
    [Theory]
    [InlineData(Screen.Desktop, "en")]
    [InlineData(Screen.Phone, "ru")]
    internal Task A_newcomer_by_google_names_the_company(Screen screen, string language) => JourneyAsync(screen, language, async person =>
    {
        await site.IsAsync($"journey-{language}", $"journey-{language}@site.example", verified: true);
        await person.Page.GotoAsync("/sign-in");
        await person.LookAsync("sign-in");
        await person.Page.Locator("[data-provider=Google]").ClickAsync();
        await person.HeadedAsync<AccessTexts>("Welcome_Title");
        await person.Page.GotoAsync("/profile/connections");
        await Expect(person.Page.Locator("[data-login=Google] button")).ToBeDisabledAsync();
        await person.SeesAsync<OutsideTexts>("Own_Last");
        await person.LookAsync("only-way");
    });

    [Theory]
    [InlineData(Screen.Desktop, "en")]
    [InlineData(Screen.Phone, "ru")]
    internal Task A_member_proves_the_account_by_a_code(Screen screen, string language) => JourneyAsync(screen, language, async person =>
    {
        var email = $"member-{language}@site.example";
        await site.Application.AddPersonAsync(email);
        await site.IsAsync($"member-{language}", email, verified: true);
        await person.Page.GotoAsync("/sign-in?returnUrl=%2Fprofile%2Fconnections");
        await person.Page.Locator("[data-provider=Google]").ClickAsync();
        await person.HeadedAsync<OutsideTexts>("Join_Title");
        await person.LookAsync("join");
        await person.FillAsync<OutsideTexts>("Join_Password", "Wrong-password-1");
        await person.PressAsync<OutsideTexts>("Join_Button");
        await Expect(person.Page.Locator("[aria-invalid=true]")).ToBeVisibleAsync();
        await person.PressAsync<OutsideTexts>("Join_Send");
        await Expect(person.Field<OutsideTexts>("Join_Code")).ToBeVisibleAsync();
        await person.LookAsync("code");
        await person.FillAsync<OutsideTexts>("Join_Code", Regex.Match((await site.LettersAsync(email))[0].Text, @"\b\d{6}\b").Value);
        await person.PressAsync<OutsideTexts>("Join_Button");
        await person.SeesAsync<OutsideTexts>("Own_Text");
        await Expect(person.Page.Locator("[data-login=Google]")).ToContainTextAsync(email);
    });

    [Theory]
    [InlineData(Screen.Desktop, "en")]
    [InlineData(Screen.Phone, "ru")]
    internal Task A_login_is_added_used_and_removed(Screen screen, string language) => JourneyAsync(screen, language, async person =>
    {
        var email = $"linker-{language}@site.example";
        await site.Application.AddPersonAsync(email);
        await site.IsAsync($"linker-{language}", null, verified: false, name: "Facebook name");
        await person.SignInAsync(email, "/profile/connections");
        await person.SeesAsync<OutsideTexts>("Own_Text");
        await person.Page.Locator("[data-add=Facebook]").ClickAsync();
        await Expect(person.Page.Locator("[data-login=Facebook]")).ToContainTextAsync("Facebook name");
        await person.LookAsync("linked");
        await person.Page.Context.ClearCookiesAsync();
        await person.Page.GotoAsync("/sign-in?returnUrl=%2Fprofile%2Fconnections");
        await person.Page.Locator("[data-provider=Facebook]").ClickAsync();
        await Expect(person.Page.Locator("[data-login=Facebook]")).ToBeVisibleAsync();
        await person.Page.Locator("[data-login=Facebook] button").ClickAsync();
        // who still holds a session at the provider is not known to be the one
        await person.HeadedAsync<ProfileTexts>("Prove_Title");
        await person.FillAsync<ProfileTexts>("Prove_Password", Seed.Password);
        await person.PressAsync<ProfileTexts>("Prove_Button");
        await person.Page.Locator("[data-login=Facebook] button").ClickAsync();
        await Expect(person.Page.Locator("[data-add=Facebook]")).ToBeVisibleAsync();
        await Expect(person.Page.Locator("[data-login=Facebook]")).ToHaveCountAsync(0);
    });

    [Theory]
    [InlineData(Screen.Desktop, "en")]
    [InlineData(Screen.Phone, "ru")]
    internal Task A_newcomer_by_facebook_confirms_the_address(Screen screen, string language) => JourneyAsync(screen, language, async person =>
    {
        var email = $"facebook-{language}@site.example";
        await site.IsAsync($"facebook-{language}", email, verified: false);
        await person.Page.GotoAsync("/sign-in");
        await person.Page.Locator("[data-provider=Facebook]").ClickAsync();
        await person.HeadedAsync<OutsideTexts>("Join_ProveTitle");
        await person.LookAsync("prove");
        await person.PressAsync<OutsideTexts>("Join_ProveSend");
        await Expect(person.Field<OutsideTexts>("Join_Code")).ToBeVisibleAsync();
        await person.LookAsync("prove-code");
        await person.FillAsync<OutsideTexts>("Join_Code", Regex.Match((await site.LettersAsync(email))[0].Text, @"\b\d{6}\b").Value);
        await person.PressAsync<OutsideTexts>("Join_Button");
        await person.HeadedAsync<AccessTexts>("Welcome_Title");
    });

    [Theory]
    [InlineData(Screen.Desktop, "en")]
    [InlineData(Screen.Phone, "ru")]
    internal Task A_provider_without_an_address_says_what_to_do(Screen screen, string language) => JourneyAsync(screen, language, async person =>
    {
        await site.IsAsync($"stranger-{language}", null, verified: false);
        await person.Page.GotoAsync("/sign-in");
        await person.Page.Locator("[data-provider=Facebook]").ClickAsync();
        await person.HeadedAsync<OutsideTexts>("Refused_Title");
        await person.SeesAsync<OutsideTexts>("Refused_Unverified");
        await person.LookAsync("refused");
    });

    private Task JourneyAsync(Screen screen, string language, Func<Stranger, Task> journey) => Browser.JourneyAsync(site.Application.Address, screen, async page =>
    {
        await journey(new Stranger(page, new Words(language), $"outside-{screen}-{language}".ToLowerInvariant()));
    }, language);
}
