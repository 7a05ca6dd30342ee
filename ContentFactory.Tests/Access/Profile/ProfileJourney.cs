using System.Text.RegularExpressions;
using ContentFactory.Domain.Access;
using ContentFactory.Tests.Journeys;
using ContentFactory.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;
using AdminTexts = ContentFactory.Web.Admin.Texts;
using ProfileTexts = ContentFactory.Web.Access.Profile.Texts;

namespace ContentFactory.Tests.Access;

/// <summary>The own pages of a person, and what they do to the person's other browsers.</summary>
public sealed class ProfileJourney : IAsyncLifetime
{
    private TestApplication application = null!;
    private TestTenant tenant = null!;

    public async Task InitializeAsync()
    {
        application = await TestApplication.StartAsync();
        tenant = await application.AddTenantAsync("zqmine");
    }

    public Task DisposeAsync() => application.DisposeAsync().AsTask();

    [Theory]
    [InlineData(Screen.Desktop, "en")]
    [InlineData(Screen.Phone, "ru")]
    internal Task A_name_and_language_are_saved_from_the_menu(Screen screen, string language) => AsOwnerAsync(screen, language, "/t/zqmine", async person =>
    {
        var page = person.Page;
        await page.Locator(".profile summary").ClickAsync();
        await person.FollowAsync<ShellTexts>("Profile_Link");
        await person.HeadedAsync<ProfileTexts>("Frame_Title");
        await person.FillAsync<ProfileTexts>("Profile_Name", "Мария ☀");
        await person.FillAsync<ProfileTexts>("Profile_Zone", "Nowhere/Never");
        await person.Field<ProfileTexts>("Profile_Language").SelectOptionAsync(language);
        await person.PressAsync<ProfileTexts>("Profile_Save");
        await Expect(person.Field<ProfileTexts>("Profile_Zone")).ToHaveAttributeAsync("aria-invalid", "true");
        await Expect(person.Field<ProfileTexts>("Profile_Name")).ToHaveValueAsync("Мария ☀");
        await person.FillAsync<ProfileTexts>("Profile_Zone", "Asia/Tokyo");
        await person.PressAsync<ProfileTexts>("Profile_Save");
        await person.SeesAsync<ProfileTexts>("Profile_Saved");
        await person.LookAsync("profile");
        await person.FollowAsync<ProfileTexts>("Frame_Back");
        await Browser.AtAsync(page, "**/t/zqmine");
        await Browser.LiveAsync(page);
        await page.Locator(".profile summary").ClickAsync();
        await Expect(page.Locator(".profile-who")).ToContainTextAsync("Мария ☀");
    });

    [Theory]
    [InlineData(Screen.Desktop, "en")]
    [InlineData(Screen.Phone, "ru")]
    internal Task Ending_another_session_closes_its_open_page(Screen screen, string language) => AsOwnerAsync(screen, language, "/profile/sessions", async person =>
    {
        await using var elsewhere = await ElsewhereAsync(MemberRole.Owner, "/t/zqmine");
        await person.Page.ReloadAsync();
        await Expect(person.Page.Locator("[data-session=other]")).ToHaveCountAsync(1);
        await person.LookAsync("sessions");
        await person.Page.Locator("[data-session=other] button").ClickAsync();
        await Expect(person.Page.Locator("[data-session]")).ToHaveCountAsync(1);

        await Browser.AtAsync(elsewhere.Pages[0], "**/sign-in?**");
        await Expect(person.Page.Locator("[data-session=own]")).ToHaveCountAsync(1);
    });

    [Theory]
    [InlineData(Screen.Desktop, "en")]
    [InlineData(Screen.Phone, "ru")]
    internal Task A_new_password_keeps_this_session_and_ends_others(Screen screen, string language) => AsOwnerAsync(screen, language, "/profile/security", async person =>
    {
        await using var elsewhere = await ElsewhereAsync(MemberRole.Owner, "/t/zqmine");
        await person.FillAsync<ProfileTexts>("Password_Current", "not-my-password");
        await person.FillAsync<ProfileTexts>("Password_New", "Another-long-1");
        await person.PressAsync<ProfileTexts>("Password_Button");
        await Expect(person.Field<ProfileTexts>("Password_Current")).ToHaveAttributeAsync("aria-invalid", "true");
        await person.FillAsync<ProfileTexts>("Password_Current", Seed.Password);
        await person.FillAsync<ProfileTexts>("Password_New", "Another-long-1");
        await person.PressAsync<ProfileTexts>("Password_Button");
        await person.SeesAsync<ProfileTexts>("Password_Done");
        await person.LookAsync("password");

        await Browser.AtAsync(elsewhere.Pages[0], "**/sign-in?**");
        await person.Page.GotoAsync("/profile/sessions");
        await Expect(person.Page.Locator("[data-session]")).ToHaveCountAsync(1);
    });

    [Theory]
    [InlineData(Screen.Desktop, "en")]
    [InlineData(Screen.Phone, "ru")]
    internal Task Two_step_sign_in_is_set_up_and_switched_off(Screen screen, string language) => AsOwnerAsync(screen, language, "/profile/security", async person =>
    {
        await person.PressAsync<ProfileTexts>("Factor_Begin");
        await Expect(person.Page.Locator(".qr svg")).ToBeVisibleAsync();
        await person.LookAsync("factor-key");
        var key = await person.Page.Locator("[data-key]").InnerTextAsync();
        await person.FillAsync<ProfileTexts>("Factor_Code", "12");
        await person.PressAsync<ProfileTexts>("Factor_Confirm");
        await Expect(person.Field<ProfileTexts>("Factor_Code")).ToHaveAttributeAsync("aria-invalid", "true");
        Assert.Equal(key, await person.Page.Locator("[data-key]").InnerTextAsync());
        await person.FillAsync<ProfileTexts>("Factor_Code", TotpCode.Of(key));
        await person.PressAsync<ProfileTexts>("Factor_Confirm");
        await Expect(person.Page.Locator("[data-codes] li")).ToHaveCountAsync(10);
        await person.LookAsync("factor-codes");
        await person.FollowAsync<ProfileTexts>("Codes_Done");
        await Expect(person.Page.Locator("[data-codes]")).ToHaveCountAsync(0);
        await person.PressAsync<ProfileTexts>("Factor_SwitchOff");
        await person.SeesAsync<ProfileTexts>("Factor_Why");
    });

    [Theory]
    [InlineData(Screen.Desktop, "en")]
    [InlineData(Screen.Phone, "ru")]
    internal async Task A_deactivated_person_is_out_of_an_open_page(Screen screen, string language)
    {
        await application.AddPersonAsync("admin@platform.test", SystemRoles.Admin);
        await using var elsewhere = await ElsewhereAsync(MemberRole.Viewer, "/t/zqmine");
        await Browser.JourneyAsync(application.Address, screen, async page =>
        {
            var admin = new Stranger(page, new Words(language), $"people-{language}");
            await admin.SignInAsync("admin@platform.test", "/admin/people?q=viewer");
            await Browser.LiveAsync(page);
            await Expect(page.Locator("[data-row]")).ToHaveCountAsync(1);
            await admin.LookAsync("people");
            await page.Locator("[data-row] .menu summary").ClickAsync();
            await page.Locator("[data-row] .menu").GetByRole(AriaRole.Button, new() { Name = admin.Words.Of<AdminTexts>("People_Deactivate"), Exact = true }).ClickAsync();
            await page.Locator("dialog[open] .danger").ClickAsync();
            await Expect(page.Locator("[data-status=deactivated]")).ToBeVisibleAsync();
            await Browser.AtAsync(elsewhere.Pages[0], "**/sign-in?**");
            await page.Locator("[data-row] .menu summary").ClickAsync();
            await page.GetByRole(AriaRole.Button, new() { Name = admin.Words.Of<AdminTexts>("People_Reactivate"), Exact = true }).ClickAsync();
            await Expect(page.Locator("[data-status=active]")).ToBeVisibleAsync();
        }, language);
    }

    [Fact]
    public async Task A_circuit_cut_off_comes_back_to_nobody_else()
    {
        await Browser.JourneyAsync(application.Address, Screen.Desktop, async first =>
        {
            IWebSocketRoute? line = null;
            var isCut = false;
            await first.RouteWebSocketAsync(new Regex("/_blazor"), socket =>
            {
                line = socket;
                if (isCut)
                    _ = socket.CloseAsync();
                else
                    socket.ConnectToServer();
            });
            await new Stranger(first, new Words("en"), "swap").SignInAsync(Seed.Email(MemberRole.Owner, "zqmine"), "/t/zqmine");
            await Expect(first.Locator("body")).ToContainTextAsync("zqmine");
            isCut = true;
            await line!.CloseAsync();
            await Expect(first.Locator("#reconnect-kept")).ToBeVisibleAsync();

            await application.AddTenantAsync("theirs");
            var tab = await first.Context.NewPageAsync();
            var second = new Stranger(tab, new Words("en"), "swap-second");
            await tab.GotoAsync("/t/zqmine");
            await Browser.LiveAsync(tab);
            await tab.Locator(".profile summary").ClickAsync();
            await second.PressAsync<ShellTexts>("SignOut");
            await Browser.AtAsync(tab, "**/sign-in*");
            await second.SignInAsync(Seed.Email(MemberRole.Owner, "theirs"), "/t/theirs");
            isCut = false;

            // its circuit is not given back: the page is asked for anew, as the other person, to whom this tenant is not there
            await Eventually.BecomesAsync(() => TriedAgainAsync(first), live => live == 0);
            await Expect(first.Locator("body")).Not.ToContainTextAsync("zqmine");
        }, expectedErrors: ["WebSocket", "ERR_", "Connection disconnected", "Cannot send data", "Failed to", "404", "rejected", "circuit"]);
    }

    /// <summary>Presses the button of the dialog, whose own tries come ever more rarely; how many live frames are there then.</summary>
    private static async Task<int> TriedAgainAsync(IPage page)
    {
        try
        {
            if (await page.Locator("[data-live]").CountAsync() > 0)
                await page.EvaluateAsync("async () => { if (await Blazor.reconnect() === false) location.reload(); }");
            return await page.Locator("[data-live]").CountAsync();
        }
        catch (PlaywrightException)
        {
            // on its way to another page
            return -1;
        }
    }

    private Task AsOwnerAsync(Screen screen, string language, string address, Func<Stranger, Task> journey) => Browser.JourneyAsync(application.Address, screen, async page =>
    {
        var person = new Stranger(page, new Words(language), $"profile-{screen}-{language}".ToLowerInvariant());
        await person.SignInAsync(Seed.Email(MemberRole.Owner, tenant.Slug), address);
        await Expect(page.Locator("h1").First).ToBeVisibleAsync();
        await journey(person);
        Assert.False(await Browser.OverflowsAsync(page));
    }, language);

    /// <summary>The same or another member in a browser of its own, at an open page.</summary>
    private async Task<IBrowserContext> ElsewhereAsync(MemberRole role, string address)
    {
        var context = await Browser.ContextAsync(new() { BaseURL = application.Address.ToString(), Locale = "en" });
        context.SetDefaultTimeout(120_000);
        await new Stranger(await context.NewPageAsync(), new Words("en"), "elsewhere").SignInAsync(Seed.Email(role, tenant.Slug), address);
        return context;
    }
}
