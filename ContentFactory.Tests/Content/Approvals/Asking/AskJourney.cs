using System.Threading.Channels;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Content;
using ContentFactory.Tests.Access;
using ContentFactory.Tests.Journeys;
using ContentFactory.Tests.Platforms.Telegram;
using ContentFactory.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace ContentFactory.Tests.Content.Approvals.Asking;

/// <summary>An editor asks for approval in the browser; the approver answers in Telegram. The Bot API is a fake behind real HTTP.</summary>
public sealed class AskJourney
{
    [Theory]
    [InlineData(Screen.Desktop, "en")]
    [InlineData(Screen.Phone, "ru")]
    internal async Task A_post_is_approved_and_another_returned_in_telegram(Screen screen, string language)
    {
        await using var telegram = await TelegramRecorder.StartAsync();
        var (updates, message) = (Channel.CreateUnbounded<string>(), 0L);
        telegram.On("getMe", Replies.Ok("""{"id":123456789,"is_bot":true,"first_name":"Factory","username":"factory_bot"}"""));
        telegram.On("sendMessage", http => Replies.Ok(AskDomain.Sent(Interlocked.Increment(ref message)))(http));
        telegram.On("editMessageText", Replies.Ok(AskDomain.Sent(1)));
        telegram.On("answerCallbackQuery", Replies.Ok("true"));
        telegram.On("getUpdates", async http => await Replies.Ok(await updates.Reader.ReadAsync(http.RequestAborted))(http));
        await using var application = await TestApplication.StartAsync(new(Settings: BotDomain.SettingsFor(telegram)));
        var tenant = await application.AddTenantAsync($"ask-{language}");
        await using (var system = await Sql.OpenAsync(application.Database.ConnectionString("cf_system")))
            await Sql.RunAsync(system, "insert into person_telegrams (person_id, telegram_user_id, shown, linked_at) values ($1, 77, '@x', app_now())", tenant.Person(MemberRole.Approver));
        var (approved, returned) = (await tenant.NewAsync("Approve me"), await tenant.NewAsync("Return me"));
        await Browser.JourneyAsync(application.Address, screen, async page =>
        {
            var editor = new Stranger(page, new Words(language), $"ask-{screen}".ToLowerInvariant());
            await editor.SignInAsync(Seed.Email(MemberRole.Editor, tenant.Slug), $"/t/{tenant.Slug}/content/{approved.Id}");
            await page.Locator("[data-act=ready]").ClickAsync();
            var ask = await SaidAsync(telegram, "sendMessage", "Approve me");
            Assert.True(updates.Writer.TryWrite(AskDomain.Press(1, 77, AskDomain.ButtonOf(ask, 0))));
            await Expect(page.Locator("main header [data-status=Approved]")).ToBeVisibleAsync();
            Assert.Null((await SaidAsync(telegram, "editMessageText", "Approve me")).Json!["reply_markup"]);

            await page.GotoAsync($"/t/{tenant.Slug}/content/{returned.Id}");
            await Browser.LiveAsync(page);
            await page.Locator("[data-act=ready]").ClickAsync();
            ask = await SaidAsync(telegram, "sendMessage", "Return me");
            Assert.True(updates.Writer.TryWrite(AskDomain.Press(2, 77, AskDomain.ButtonOf(ask, 1))));
            await Eventually.BecomesAsync(() => Task.FromResult(telegram.Calls.Count(c => c.Json?["reply_markup"]?["force_reply"] is not null)), asked => asked == 1);
            // two posts were asked about before it
            Assert.True(updates.Writer.TryWrite(AskDomain.Reply(3, 77, 3, "Another picture")));
            await Expect(page.Locator("main header [data-status=Draft]")).ToBeVisibleAsync();
            await Expect(page.GetByText("Another picture").First).ToBeVisibleAsync();
            await editor.LookAsync("returned");
        }, language);
        Assert.Equal((PostStatus.Approved, "approver"), ((await tenant.ViewAsync(approved.Id)).Status, (await tenant.ViewAsync(approved.Id)).ApproverName));
        Assert.Empty(telegram.Violations);
    }

    private static async Task<RecordedCall> SaidAsync(TelegramRecorder telegram, string method, string words)
    {
        RecordedCall? Found() => telegram.Calls.FirstOrDefault(c => c.Method == method && c.Text("text")!.Contains(words, StringComparison.Ordinal));
        await Eventually.BecomesAsync(() => Task.FromResult(Found() is not null), found => found);
        return Found()!;
    }
}
