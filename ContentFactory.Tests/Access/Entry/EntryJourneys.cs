using ContentFactory.Tests.Journeys;
using ContentFactory.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ContentFactory.Tests.Access;

/// <summary>Each way in as people walk it, at a desk in English and on a phone in Russian.</summary>
public sealed class EntryJourneys(DoorsWorld world) : IClassFixture<DoorsWorld>
{
    private const string NewPassword = "Another-long-1";

    [Theory]
    [InlineData(Screen.Desktop, "en")]
    [InlineData(Screen.Phone, "ru")]
    internal Task Newcomer_mistypes_a_code_and_gets_in(Screen screen, string language) => WalkAsync(screen, language, "register", async stranger =>
    {
        var (page, address) = (stranger.Page, world.NewAddress());
        await page.GotoAsync("/register");
        await stranger.FillAsync<AccessTexts>("Register_Email", address);
        await stranger.PressAsync<AccessTexts>("Register_Send");
        await stranger.HeadedAsync<AccessTexts>("Code_Title");
        var code = await SentLetters.CodeAsync(world.Application.Database, address);
        await stranger.FillAsync<AccessTexts>("Code_Field", DoorDomain.Not(code));
        await stranger.PressAsync<AccessTexts>("Code_Button");
        await Expect(page.Locator(".fault")).ToContainTextAsync(stranger.Words.LikeProblem("Access.CodeWrong"));
        await stranger.PressAsync<AccessTexts>("Code_Again");
        await Expect(page.Locator(".fault")).ToContainTextAsync(stranger.Words.LikeProblem("Access.LetterTooSoon"));
        await stranger.LookAsync("code");
        await stranger.FillAsync<AccessTexts>("Code_Field", code);
        await stranger.PressAsync<AccessTexts>("Code_Button");
        await stranger.HeadedAsync<AccessTexts>("Finish_Title");
        await stranger.LookAsync("finish");
        await stranger.FillAsync<AccessTexts>("Register_Name", "Анна");
        await stranger.FillAsync<AccessTexts>("Register_Password", Seed.Password);
        await stranger.PressAsync<AccessTexts>("Register_Button");
        await stranger.HeadedAsync<AccessTexts>("Welcome_Title");
    });

    [Theory]
    [InlineData(Screen.Desktop, "en")]
    [InlineData(Screen.Phone, "ru")]
    internal Task Five_wrong_passwords_say_how_long_to_wait(Screen screen, string language) => WalkAsync(screen, language, "locked", async stranger =>
    {
        var address = await world.NewPersonAsync();
        await stranger.Page.GotoAsync("/sign-in");
        for (var i = 0; i < 5; i++)
            await TryAsync("Access.SignInWrong");
        await Expect(stranger.Field<AccessTexts>("SignIn_Email")).ToHaveValueAsync(address);
        await TryAsync(language == "ru" ? "Access.SignInLocked_many" : "Access.SignInLocked_other");
        await stranger.LookAsync("locked");

        async Task TryAsync(string answer)
        {
            await stranger.FillAsync<AccessTexts>("SignIn_Email", address);
            await stranger.FillAsync<AccessTexts>("SignIn_Password", "not-my-password");
            await stranger.PressAsync<AccessTexts>("SignIn_Button");
            await Expect(stranger.Field<AccessTexts>("SignIn_Password")).ToHaveValueAsync("");
            await Expect(stranger.Page.Locator(".fault")).ToContainTextAsync(stranger.Words.LikeProblem(answer));
        }
    });

    [Theory]
    [InlineData(Screen.Desktop, "en")]
    [InlineData(Screen.Phone, "ru")]
    internal Task The_app_and_then_a_recovery_code_open(Screen screen, string language) => WalkAsync(screen, language, "second", async stranger =>
    {
        var careful = await world.NewCarefulPersonAsync();
        await PasswordAsync(stranger, careful.Address);
        await stranger.HeadedAsync<AccessTexts>("Second_Title");
        await stranger.FillAsync<AccessTexts>("Second_Code", "nonsense");
        await stranger.PressAsync<AccessTexts>("SignIn_Button");
        await Expect(stranger.Page.Locator(".fault")).ToContainTextAsync(stranger.Words.LikeProblem("Access.SecondWrong"));
        await stranger.LookAsync("wrong");
        await stranger.FillAsync<AccessTexts>("Second_Code", AppCode.Of(careful.Key));
        await stranger.PressAsync<AccessTexts>("SignIn_Button");
        await stranger.HeadedAsync<AccessTexts>("Welcome_Title");
        await PasswordAsync(stranger, careful.Address);
        await stranger.FillAsync<AccessTexts>("Second_Code", careful.Recovery[1]);
        await stranger.PressAsync<AccessTexts>("SignIn_Button");
        await stranger.HeadedAsync<AccessTexts>("Welcome_Title");
    });

    [Theory]
    [InlineData(Screen.Desktop, "en")]
    [InlineData(Screen.Phone, "ru")]
    internal Task A_link_signs_in_another_browser_once(Screen screen, string language) => WalkAsync(screen, language, "link", async stranger =>
    {
        var address = await world.NewPersonAsync();
        await stranger.Page.GotoAsync("/sign-in?returnUrl=/companies");
        await stranger.FollowAsync<AccessTexts>("SignIn_Link");
        await stranger.HeadedAsync<AccessTexts>("Link_Title");
        await stranger.FillAsync<AccessTexts>("SignIn_Email", address);
        await stranger.PressAsync<AccessTexts>("Link_Send");
        await stranger.SeesAsync<AccessTexts>("Link_Sent");
        await stranger.LookAsync("sent");
        var path = (await SentLetters.LinkAsync(world.Application.Database, address)).PathAndQuery;
        await WalkAsync(screen, language, "link-other", async other =>
        {
            await other.Page.GotoAsync(path);
            await Expect(other.Page.GetByText(address)).ToBeVisibleAsync();
            await other.LookAsync("button");
            await other.PressAsync<AccessTexts>("LinkUse_Button");
            await other.HeadedAsync<AccessTexts>("Tenants_Title");
        });
        await stranger.Page.GotoAsync(path);
        await Expect(stranger.Page.Locator(".fault")).ToContainTextAsync(stranger.Words.LikeProblem("Access.LinkUsed"));
        await stranger.LookAsync("used");
    });

    [Theory]
    [InlineData(Screen.Desktop, "en")]
    [InlineData(Screen.Phone, "ru")]
    internal Task A_forgotten_password_is_set_anew_by_code(Screen screen, string language) => WalkAsync(screen, language, "reset", async stranger =>
    {
        var address = await world.NewPersonAsync();
        await stranger.Page.GotoAsync("/sign-in");
        await stranger.LookAsync("sign-in");
        await stranger.FollowAsync<AccessTexts>("SignIn_Forgot");
        await stranger.HeadedAsync<AccessTexts>("Reset_Title");
        await stranger.LookAsync("ask");
        await stranger.FillAsync<AccessTexts>("SignIn_Email", address);
        await stranger.PressAsync<AccessTexts>("Reset_Send");
        await stranger.HeadedAsync<AccessTexts>("ResetCode_Title");
        var code = await SentLetters.CodeAsync(world.Application.Database, address);
        await stranger.FillAsync<AccessTexts>("Code_Field", DoorDomain.Not(code));
        await stranger.FillAsync<AccessTexts>("ResetCode_Password", NewPassword);
        await stranger.PressAsync<AccessTexts>("ResetCode_Button");
        await Expect(stranger.Page.Locator(".fault")).ToContainTextAsync(stranger.Words.LikeProblem("Access.CodeWrong"));
        await Expect(stranger.Field<AccessTexts>("ResetCode_Password")).ToHaveValueAsync(NewPassword);
        await stranger.LookAsync("code");
        await stranger.FillAsync<AccessTexts>("Code_Field", code);
        await stranger.PressAsync<AccessTexts>("ResetCode_Button");
        await stranger.SeesAsync<AccessTexts>("SignIn_PasswordChanged");
        await stranger.LookAsync("changed");
        await stranger.FillAsync<AccessTexts>("SignIn_Email", address);
        await stranger.FillAsync<AccessTexts>("SignIn_Password", NewPassword);
        await stranger.PressAsync<AccessTexts>("SignIn_Button");
        await stranger.HeadedAsync<AccessTexts>("Welcome_Title");
    });

    private Task WalkAsync(Screen screen, string language, string name, Func<Stranger, Task> walk) => Browser.JourneyAsync(
        world.Application.Address, screen, page => walk(new Stranger(page, new Words(language), $"entry-{name}-{screen}".ToLowerInvariant())), language, dark: screen == Screen.Phone);

    private static async Task PasswordAsync(Stranger stranger, string address)
    {
        await stranger.Page.GotoAsync("/sign-in");
        await stranger.FillAsync<AccessTexts>("SignIn_Email", address);
        await stranger.FillAsync<AccessTexts>("SignIn_Password", Seed.Password);
        await stranger.PressAsync<AccessTexts>("SignIn_Button");
    }
}
