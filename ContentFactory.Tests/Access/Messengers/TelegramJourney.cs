using ContentFactory.Tests.Journeys;
using ContentFactory.Tests.Platforms.Telegram;
using ContentFactory.Tests.Support;
using OutsideTexts = ContentFactory.Web.Access.Outside.Texts;
using static Microsoft.Playwright.Assertions;

namespace ContentFactory.Tests.Access;

/// <summary>A person links Telegram: the profile gives a link, the bot takes its code, the profile shows who is linked.</summary>
public sealed class TelegramJourney
{
    [Theory]
    [InlineData(Screen.Desktop, "en")]
    [InlineData(Screen.Phone, "ru")]
    internal async Task Telegram_is_linked_by_the_bot_and_unlinked(Screen screen, string language)
    {
        await using var telegram = await TelegramRecorder.StartAsync();
        var written = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        telegram.On("getMe", Replies.Ok("""{"id":123456789,"is_bot":true,"first_name":"Factory","username":"factory_bot"}"""));
        telegram.On("sendMessage", Replies.Ok("""{"message_id":1,"date":1790000000,"chat":{"id":77,"type":"private"}}"""));
        telegram.On("getUpdates", async http =>
        {
            var update = await written.Task.WaitAsync(http.RequestAborted);
            telegram.On("getUpdates", Replies.Never());
            await Replies.Ok(update)(http);
        });
        await using var application = await TestApplication.StartAsync(new(Settings: BotDomain.SettingsFor(telegram)));
        await application.AddPersonAsync("person@telegram.example");
        await Browser.JourneyAsync(application.Address, screen, async page =>
        {
            var person = new Stranger(page, new Words(language), $"telegram-{screen}-{language}".ToLowerInvariant());
            await person.SignInAsync("person@telegram.example", "/profile/connections");
            await person.PressAsync<OutsideTexts>("Telegram_Link");
            var link = await person.Link<OutsideTexts>("Telegram_Open").GetAttributeAsync("href");
            Assert.StartsWith("https://t.me/factory_bot?start=", link, StringComparison.Ordinal);
            await person.LookAsync("code");
            written.SetResult(BotDomain.Message(7, 77, $"/start {link!.Split('=')[1]}"));
            await Eventually.BecomesAsync(() => Task.FromResult(telegram.Calls.Count(c => c.Method == "sendMessage")), sent => sent == 1);
            await page.GotoAsync("/profile/connections");
            await Expect(page.GetByText(person.Words.Of<OutsideTexts>("Telegram_Linked", "@pavel77"))).ToBeVisibleAsync();
            await person.LookAsync("linked");
            await person.PressAsync<OutsideTexts>("Telegram_Unlink");
            await Expect(person.Button<OutsideTexts>("Telegram_Link")).ToBeVisibleAsync();
        }, language);
        Assert.Empty(telegram.Violations);
    }

    [Fact]
    public async Task Without_a_bot_the_page_says_what_a_key_adds()
    {
        await using var application = await TestApplication.StartAsync();
        await application.AddPersonAsync("nokey@telegram.example");
        using var client = await application.SignInAsync("nokey@telegram.example");

        Assert.Contains("Access__Telegram__BotToken", await client.GetStringAsync("/profile/connections"), StringComparison.Ordinal);
    }
}
