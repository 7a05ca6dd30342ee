using ContentFactory.Domain.Access;
using ContentFactory.Tests.Journeys;
using ContentFactory.Tests.Support;
using Microsoft.AspNetCore.Identity;
using static Microsoft.Playwright.Assertions;
using OutsideTexts = ContentFactory.Web.Access.Outside.Texts;
using ProfileTexts = ContentFactory.Web.Access.Profile.Texts;

namespace ContentFactory.Tests.Access;

/// <summary>People who are asked once more who they are, and come back to what they were doing.</summary>
public sealed class ProveJourney(OutsideSite site) : IClassFixture<OutsideSite>
{
    [Theory]
    [InlineData(Screen.Desktop, "en")]
    [InlineData(Screen.Phone, "ru")]
    internal Task A_password_is_asked_for_before_the_second_factor(Screen screen, string language) => JourneyAsync(screen, language, "password", async (person, email) =>
    {
        await person.SignInAsync(email, "/profile/security");
        await person.HeadedAsync<ProfileTexts>("Frame_Title");
        await AgeAsync(email);
        await person.PressAsync<ProfileTexts>("Factor_Begin");
        await person.HeadedAsync<ProfileTexts>("Prove_Title");
        await person.LookAsync("password");
        await person.FillAsync<ProfileTexts>("Prove_Password", "not-my-password");
        await person.PressAsync<ProfileTexts>("Prove_Button");
        await Expect(person.Field<ProfileTexts>("Prove_Password")).ToHaveAttributeAsync("aria-invalid", "true");
        await person.LookAsync("wrong");
        await person.FillAsync<ProfileTexts>("Prove_Password", Seed.Password);
        await person.PressAsync<ProfileTexts>("Prove_Button");
        await person.PressAsync<ProfileTexts>("Factor_Begin");
        var key = await person.Page.Locator("[data-key]").InnerTextAsync();

        // slower than the proof lasts: the key is still there afterwards
        await AgeAsync(email);
        await person.FillAsync<ProfileTexts>("Factor_Code", TotpCode.Of(key));
        await person.PressAsync<ProfileTexts>("Factor_Confirm");
        await person.FillAsync<ProfileTexts>("Prove_Password", Seed.Password);
        await person.PressAsync<ProfileTexts>("Prove_Button");
        await Expect(person.Page.Locator("[data-key]")).ToHaveTextAsync(key);
        await person.FillAsync<ProfileTexts>("Factor_Code", TotpCode.Of(key));
        await person.PressAsync<ProfileTexts>("Factor_Confirm");
        await Expect(person.Page.Locator("[data-codes] li")).ToHaveCountAsync(10);
    });

    [Theory]
    [InlineData(Screen.Desktop, "ru")]
    [InlineData(Screen.Phone, "en")]
    internal Task A_newcomer_by_google_sets_a_password_by_letter(Screen screen, string language) => JourneyAsync(screen, language, "letter", async (person, email) =>
    {
        await site.ChangeAsync(email, async (people, one) =>
        {
            await people.RemovePasswordAsync(one);
            await people.AddLoginAsync(one, new UserLoginInfo("Google", email, email));
        });
        await site.IsAsync(email, email, verified: true);
        await person.Page.GotoAsync("/sign-in?returnUrl=%2Fprofile%2Fsecurity");
        await person.Page.Locator("[data-provider=Google]").ClickAsync();
        await person.SeesAsync<ProfileTexts>("Password_None");
        await AgeAsync(email);
        await person.Page.ReloadAsync();
        await person.FollowAsync<ProfileTexts>("Password_ProveFirst");
        await person.HeadedAsync<ProfileTexts>("Prove_Title");
        await person.LookAsync("ask");
        await person.PressAsync<ProfileTexts>("Prove_Send");
        await Expect(person.Field<ProfileTexts>("Prove_Code")).ToBeVisibleAsync();
        await person.LookAsync("sent");
        await person.FillAsync<ProfileTexts>("Prove_Code", await SentLetters.CodeAsync(site.Application.Database, email));
        await person.PressAsync<ProfileTexts>("Prove_Button");
        await person.FillAsync<ProfileTexts>("Password_New", "Another-long-1");
        await person.LookAsync("first");
        await person.PressAsync<ProfileTexts>("Password_Set");
        await person.SeesAsync<ProfileTexts>("Password_Done");
        await Expect(person.Field<ProfileTexts>("Password_Current")).ToBeVisibleAsync();
    });

    [Theory]
    [InlineData(Screen.Desktop, "en")]
    [InlineData(Screen.Phone, "ru")]
    internal Task The_app_proves_it_and_adding_a_login_goes_on(Screen screen, string language) => JourneyAsync(screen, language, "app", async (person, email) =>
    {
        var key = "";
        await site.ChangeAsync(email, async (people, one) =>
        {
            await people.RemovePasswordAsync(one);
            await people.AddLoginAsync(one, new UserLoginInfo("Google", email, email));
            await people.ResetAuthenticatorKeyAsync(one);
            await people.SetTwoFactorEnabledAsync(one, true);
            await people.GenerateNewTwoFactorRecoveryCodesAsync(one, 10);
            key = (await people.GetAuthenticatorKeyAsync(one))!;
        });
        await site.IsAsync(email, email, verified: true);
        await person.Page.GotoAsync("/sign-in?returnUrl=%2Fprofile%2Fconnections");
        await person.Page.Locator("[data-provider=Google]").ClickAsync();
        await person.FillAsync<AccessTexts>("Second_Code", TotpCode.Of(key));
        await person.PressAsync<AccessTexts>("SignIn_Button");
        await person.SeesAsync<OutsideTexts>("Own_Text");
        await AgeAsync(email);
        await person.Page.Locator("[data-add=Facebook]").ClickAsync();
        await person.HeadedAsync<ProfileTexts>("Prove_Title");
        await person.LookAsync("app");

        // the code that signed in is spent: a recovery code stands in
        await site.ChangeAsync(email, async (people, one) => key = (await people.GenerateNewTwoFactorRecoveryCodesAsync(one, 10))!.First());
        await person.FillAsync<ProfileTexts>("Factor_Code", key);
        await person.PressAsync<ProfileTexts>("Prove_Button");
        await person.SeesAsync<OutsideTexts>("Own_Text");
        await site.IsAsync($"{email}-facebook", null, verified: false, name: "Facebook name");
        await person.Page.Locator("[data-add=Facebook]").ClickAsync();
        await Expect(person.Page.Locator("[data-login=Facebook]")).ToContainTextAsync("Facebook name");
    });

    [Theory]
    [InlineData(Screen.Desktop, "en")]
    [InlineData(Screen.Phone, "ru")]
    internal Task After_a_reset_foreign_ways_are_shown_and_removed(Screen screen, string language) => JourneyAsync(screen, language, "ways", async (person, email) =>
    {
        await site.ChangeAsync(email, (people, one) => people.AddLoginAsync(one, new UserLoginInfo("Google", email, "thief@elsewhere.example")));
        await person.Page.GotoAsync("/reset?returnUrl=%2Fcompanies");
        await person.FillAsync<AccessTexts>("SignIn_Email", email);
        await person.PressAsync<AccessTexts>("Reset_Send");
        await person.HeadedAsync<AccessTexts>("ResetCode_Title");
        await person.FillAsync<AccessTexts>("Code_Field", await SentLetters.CodeAsync(site.Application.Database, email));
        await person.FillAsync<AccessTexts>("ResetCode_Password", "Another-long-1");
        await person.PressAsync<AccessTexts>("ResetCode_Button");
        await person.FillAsync<AccessTexts>("SignIn_Email", email);
        await person.FillAsync<AccessTexts>("SignIn_Password", "Another-long-1");
        await person.PressAsync<AccessTexts>("SignIn_Button");
        await Expect(person.Page.Locator("[data-way=Google]")).ToContainTextAsync("thief@elsewhere.example");
        await person.LookAsync("found");
        await person.Page.Locator("[data-way=Google] button").ClickAsync();
        await person.SeesAsync<ProfileTexts>("Ways_None");
        await person.LookAsync("removed");
        await person.FollowAsync<ProfileTexts>("Ways_Done");
        await person.HeadedAsync<AccessTexts>("Tenants_Title");
    });

    /// <summary>As if eleven minutes had passed since the last proof.</summary>
    private async Task AgeAsync(string email)
    {
        await using var connection = await Sql.OpenAsync(site.Application.Database.ConnectionString("cf_system"));
        await Sql.RunAsync(connection, "update sessions set proved_at = proved_at - interval '11 minutes' where person_id = (select id from people where email = $1)", email);
    }

    private async Task JourneyAsync(Screen screen, string language, string name, Func<Stranger, string, Task> journey)
    {
        var email = $"{name}-{language}@prove.example";
        await site.Application.AddPersonAsync(email);
        await Browser.JourneyAsync(site.Application.Address, screen, page => journey(new Stranger(page, new Words(language), $"prove-{name}-{screen}-{language}".ToLowerInvariant()), email), language);
    }
}
