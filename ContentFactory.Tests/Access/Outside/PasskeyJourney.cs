using ContentFactory.Domain.Access;
using ContentFactory.Tests.Journeys;
using ContentFactory.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Playwright;
using OutsideTexts = ContentFactory.Web.Access.Outside.Texts;
using ProfileTexts = ContentFactory.Web.Access.Profile.Texts;
using PasskeyTexts = ContentFactory.Web.Access.Passkeys.Texts;
using static Microsoft.Playwright.Assertions;

namespace ContentFactory.Tests.Access;

/// <summary>Passkeys with an authenticator that the browser itself plays.</summary>
public sealed class PasskeyJourney
{
    [Theory]
    [InlineData(Screen.Desktop, "en")]
    [InlineData(Screen.Phone, "ru")]
    internal async Task A_passkey_is_added_signs_in_and_is_removed(Screen screen, string language)
    {
        await using var application = await StartAsync();
        await application.AddPersonAsync("keys@passkey.example");
        await Browser.JourneyAsync(AddressOf(application), screen, async page =>
        {
            await AuthenticatorAsync(page);
            var person = new Stranger(page, new Words(language), $"passkey-{screen}-{language}".ToLowerInvariant());
            await person.SignInAsync("keys@passkey.example", "/profile/passkeys");
            await person.SeesAsync<PasskeyTexts>("Keys_None");
            await person.FillAsync<PasskeyTexts>("Keys_Name", "Ноутбук");
            await person.PressAsync<PasskeyTexts>("Keys_Add");
            await Expect(page.Locator("[data-passkey-row=Ноутбук]")).ToBeVisibleAsync();
            await person.LookAsync("added");

            // long after the sign-in: asked who it is, the name that was typed comes back
            await application.SqlAsync("update sessions set proved_at = proved_at - interval '11 minutes'");
            await person.FillAsync<PasskeyTexts>("Keys_Name", "Телефон");
            await person.PressAsync<PasskeyTexts>("Keys_Add");
            await person.FillAsync<ProfileTexts>("Prove_Password", Seed.Password);
            await person.PressAsync<ProfileTexts>("Prove_Button");
            await Expect(person.Field<PasskeyTexts>("Keys_Name")).ToHaveValueAsync("Телефон");
            await Expect(page.Locator("[data-passkey-row]")).ToHaveCountAsync(1);

            await page.Context.ClearCookiesAsync();
            await page.GotoAsync("/sign-in?returnUrl=%2Fprofile%2Fpasskeys");
            await person.PressAsync<OutsideTexts>("Doors_Passkey");
            await Expect(page.Locator("[data-passkey-row=Ноутбук]")).ToBeVisibleAsync();
            await page.Locator("[data-passkey-row=Ноутбук] button").ClickAsync();
            await person.SeesAsync<PasskeyTexts>("Keys_None");

            await page.Context.ClearCookiesAsync();
            await page.GotoAsync("/sign-in");
            await person.PressAsync<OutsideTexts>("Doors_Passkey");
            await person.SeesAsync<OutsideTexts>("Refused_Passkey");
        }, language);
    }

    [Fact]
    public async Task A_deactivated_person_and_an_unverified_touch_stay_out()
    {
        await using var application = await StartAsync();
        await application.AddPersonAsync("gone@passkey.example");
        await Browser.JourneyAsync(AddressOf(application), Screen.Desktop, async page =>
        {
            var (session, authenticator) = await AuthenticatorAsync(page);
            var person = new Stranger(page, new Words("en"), "passkey-refused");
            await person.SignInAsync("gone@passkey.example", "/profile/passkeys");
            await person.FillAsync<PasskeyTexts>("Keys_Name", "Laptop");
            await person.PressAsync<PasskeyTexts>("Keys_Add");
            await Expect(page.Locator("[data-passkey-row=Laptop]")).ToBeVisibleAsync();
            await page.Context.ClearCookiesAsync();

            await session.SendAsync("WebAuthn.setUserVerified", new() { ["authenticatorId"] = authenticator, ["isUserVerified"] = false });
            await page.GotoAsync("/sign-in");
            await person.PressAsync<OutsideTexts>("Doors_Passkey");
            await Expect(page.Locator("[data-passkey-fault]")).ToBeVisibleAsync();

            await session.SendAsync("WebAuthn.setUserVerified", new() { ["authenticatorId"] = authenticator, ["isUserVerified"] = true });
            await using (var connection = await Sql.OpenAsync(application.Database.ConnectionString("cf_system")))
                await Sql.RunAsync(connection, "update people set deactivated_at = now() where email = 'gone@passkey.example'");
            await person.PressAsync<OutsideTexts>("Doors_Passkey");
            await person.SeesAsync<OutsideTexts>("Refused_Passkey");
        });
    }

    [Fact]
    public async Task Challenges_are_given_to_own_forms_only()
    {
        await using var application = await TestApplication.StartAsync();
        using var stranger = application.Client();
        using var forged = await stranger.PostAsync("/sign-in/passkey/options", null);
        Assert.Equal(System.Net.HttpStatusCode.BadRequest, forged.StatusCode);
        using var own = await stranger.PostAsync("/profile/passkeys/options", null);
        Assert.Equal(System.Net.HttpStatusCode.Found, own.StatusCode);
    }

    // passkeys belong to names: an address of numbers cannot have any
    private static async Task<TestApplication> StartAsync()
    {
        var application = await TestApplication.StartAsync();
        application.Services.GetRequiredService<IOptions<AccessOptions>>().Value.PublicUrl = AddressOf(application);
        return application;
    }

    private static Uri AddressOf(TestApplication application) => new($"http://localhost:{application.Address.Port}/");

    private static async Task<(ICDPSession Session, string Authenticator)> AuthenticatorAsync(IPage page)
    {
        var session = await page.Context.NewCDPSessionAsync(page);
        await session.SendAsync("WebAuthn.enable");
        var added = await session.SendAsync("WebAuthn.addVirtualAuthenticator", new()
        {
            ["options"] = new Dictionary<string, object>
            {
                ["protocol"] = "ctap2", ["transport"] = "internal", ["hasResidentKey"] = true, ["hasUserVerification"] = true, ["isUserVerified"] = true, ["automaticPresenceSimulation"] = true,
            },
        });
        return (session, added!.Value.GetProperty("authenticatorId").GetString()!);
    }
}
