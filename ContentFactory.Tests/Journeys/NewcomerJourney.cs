using ContentFactory.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ContentFactory.Tests.Journeys;

/// <summary>The first minutes: an account, a company, and a list of first steps that ticks itself.</summary>
public sealed class NewcomerJourney
{
    [Theory]
    [InlineData(Screen.Desktop, "en")]
    [InlineData(Screen.Phone, "ru")]
    internal async Task First_step_ticks_by_itself(Screen screen, string language)
    {
        await using var application = await TestApplication.StartAsync(new(Settings: new Dictionary<string, string?> { ["Sandbox:BaseUrl"] = null }));
        await Browser.JourneyAsync(application.Address, screen, async page =>
        {
            var newcomer = new Stranger(page, new Words(language), $"newcomer-{screen}-{language}".ToLowerInvariant());
            await RegisterAsync(newcomer, application.Database);
            await NameCompanyAsync(newcomer);
            await Expect(page.Locator(".steps")).ToHaveAttributeAsync("data-done", "0");
            await Expect(page.Locator(".steps li")).ToHaveCountAsync(7);
            await Expect(page.Locator(".chart")).ToHaveCountAsync(0);
            await newcomer.LookAsync("home");
            await ConnectInAnotherTabAsync(newcomer);
            await Expect(page.Locator("[data-step=Channel]")).ToHaveAttributeAsync("data-ticked", "true");
            await Expect(page.Locator("[data-step=Channel] [data-sandbox]")).ToBeVisibleAsync();
            await Expect(page.Locator(".steps")).ToHaveAttributeAsync("data-done", "1");
            await newcomer.LookAsync("home-ticked");
            await HideAndShowAsync(newcomer);
        }, language);
    }

    /// <summary>Neither a refused address nor a refused name costs what else was typed.</summary>
    private static async Task RegisterAsync(Stranger newcomer, TestDatabase database)
    {
        await newcomer.Page.GotoAsync("/register");
        await newcomer.FillAsync<AccessTexts>("Register_Email", "maria@nodot");
        await newcomer.PressAsync<AccessTexts>("Register_Send");
        await Expect(newcomer.Field<AccessTexts>("Register_Email")).ToHaveAttributeAsync("aria-invalid", "true");
        await Expect(newcomer.Field<AccessTexts>("Register_Email")).ToHaveValueAsync("maria@nodot");
        await newcomer.LookAsync("refused");
        await newcomer.RegisterAsync(database, "maria@bakery.example", "Мария\u202e");
        await Expect(newcomer.Field<AccessTexts>("Register_Name")).ToHaveAttributeAsync("aria-invalid", "true");
        var password = newcomer.Field<AccessTexts>("Register_Password");
        await Expect(password).ToHaveValueAsync(Seed.Password);
        await newcomer.PressAsync<AccessTexts>("Password_Show");
        await Expect(password).ToHaveAttributeAsync("type", "text");
        await newcomer.LookAsync("name-refused");
        await newcomer.FillAsync<AccessTexts>("Register_Name", "Мария");
        await newcomer.PressAsync<AccessTexts>("Register_Button");
    }

    private static async Task NameCompanyAsync(Stranger newcomer)
    {
        await newcomer.HeadedAsync<AccessTexts>("Welcome_Title");
        await newcomer.LookAsync("welcome");
        await newcomer.FillAsync<AccessTexts>("Welcome_Name", "Пекарня");
        await newcomer.PressAsync<AccessTexts>("Welcome_Button");
        await newcomer.HeadedAsync<AnalyticsTexts>("Home_Title");
        await Browser.LiveAsync(newcomer.Page);
    }

    private static async Task ConnectInAnotherTabAsync(Stranger newcomer)
    {
        var tab = await newcomer.Page.Context.NewPageAsync();
        await tab.GotoAsync(newcomer.Page.Url);
        await Browser.LiveAsync(tab);
        var other = new Stranger(tab, newcomer.Words, "newcomer-tab");
        await other.FollowAsync<AnalyticsTexts>("Step_Channel_Go");
        await other.PressAsync<ChannelsTexts>("Connect_SandboxButton");
        await other.SeesAsync<ChannelsTexts>("Connect_Done");
        await tab.CloseAsync();
    }

    private static async Task HideAndShowAsync(Stranger newcomer)
    {
        await newcomer.PressAsync<AnalyticsTexts>("Steps_Hide");
        await newcomer.Page.Locator("dialog[open]").GetByRole(AriaRole.Button, new() { Name = newcomer.Words.Of<AnalyticsTexts>("Steps_Hide"), Exact = true }).ClickAsync();
        await Expect(newcomer.Page.Locator(".steps")).ToHaveCountAsync(0);
        await newcomer.PressAsync<AnalyticsTexts>("Steps_Show");
        await Expect(newcomer.Page.Locator(".steps")).ToHaveAttributeAsync("data-done", "1");
    }
}
