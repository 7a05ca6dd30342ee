using System.Text.Json.Nodes;
using ContentFactory.Domain.Content.Approvals.Asking;
using ContentFactory.Domain.Content.Approvals.Reminding;
using ContentFactory.Domain.Platforms.Telegram;
using ContentFactory.Tests.Access;
using ContentFactory.Tests.Platforms.Telegram;
using ContentFactory.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Tests.Content.Approvals.Asking;

/// <summary>A domain with a bot whose messages get numbers, and people who press its buttons.</summary>
public sealed class AskDomain : TestDomain
{
    private long update = 100;
    private long messages;

    internal TelegramRecorder Telegram { get; private set; } = null!;

    protected override IEnumerable<KeyValuePair<string, string?>> MoreSettings => BotDomain.SettingsFor(Telegram).Append(KeyValuePair.Create("PublicUrl", (string?)"https://app.example.test"));

    public override async Task InitializeAsync()
    {
        Telegram = await TelegramRecorder.StartAsync();
        Telegram.On("sendMessage", http => Replies.Ok(Sent(Interlocked.Increment(ref messages)))(http));
        Telegram.On("editMessageText", Replies.Ok(Sent(1)));
        Telegram.On("answerCallbackQuery", Replies.Ok("true"));
        await base.InitializeAsync();
    }

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        Assert.Empty(Telegram.Violations);
        await Telegram.DisposeAsync();
    }

    internal Task<int> StepAsync() => Services.GetRequiredService<AskQueue>().StepAsync(default);

    internal Task<int> RemindAsync() => Services.GetRequiredService<ApprovalReminders>().RemindAsync(default);

    /// <summary>What a round of asking and sending brings to Telegram.</summary>
    internal async Task<IReadOnlyList<RecordedCall>> RoundAsync()
    {
        var before = Telegram.Calls.Count;
        await StepAsync();
        while (await Services.GetRequiredService<BotPostLoop>().SendNextAsync(default))
            continue;
        return [.. Telegram.Calls.Skip(before)];
    }

    internal async Task LinkTelegramAsync(Guid personId, long user)
    {
        await using var connection = await Sql.OpenAsync(Database.ConnectionString("cf_system"));
        await Sql.RunAsync(connection, "delete from person_telegrams where person_id = $1", personId);
        await Sql.RunAsync(connection, "insert into person_telegrams (person_id, telegram_user_id, shown, linked_at) values ($1, $2, '@x', app_now())", personId, user);
    }

    /// <summary>The data of the first or second button of a message.</summary>
    internal static string ButtonOf(RecordedCall message, int button) => message.Json!["reply_markup"]!["inline_keyboard"]![0]![button]!["callback_data"]!.GetValue<string>();

    /// <summary>Somebody presses a button. What Telegram shows for a moment.</summary>
    internal async Task<string?> PressAsync(long user, string data)
    {
        var before = Telegram.Calls.Count;
        await ReadAsync(Press(++update, user, data));
        return Telegram.Calls.Skip(before).Single(c => c.Method == "answerCallbackQuery").Text("text");
    }

    /// <summary>Somebody answers a message of the bot. What the bot says.</summary>
    internal async Task<string?> ReplyAsync(long user, long to, string text)
    {
        var before = Telegram.Calls.Count;
        await ReadAsync(Reply(++update, user, to, text));
        return Telegram.Calls.Skip(before).LastOrDefault(c => c.Method == "sendMessage")?.Text("text");
    }

    /// <summary>The number of the message that was sent last.</summary>
    internal long LastMessage => Interlocked.Read(ref messages);

    internal static string Press(long updateId, long user, string data) => new JsonArray(new JsonObject
    {
        ["update_id"] = updateId,
        ["callback_query"] = new JsonObject { ["id"] = $"{updateId}", ["from"] = From(user), ["chat_instance"] = "1", ["data"] = data, ["message"] = new JsonObject { ["message_id"] = 1, ["date"] = 1790000000, ["chat"] = Chat(user) } },
    }).ToJsonString();

    internal static string Reply(long updateId, long user, long to, string text) => new JsonArray(new JsonObject
    {
        ["update_id"] = updateId,
        ["message"] = new JsonObject
        {
            ["message_id"] = 900 + updateId, ["date"] = 1790000000, ["chat"] = Chat(user), ["from"] = From(user), ["text"] = text, ["reply_to_message"] = new JsonObject { ["message_id"] = to, ["date"] = 1790000000, ["chat"] = Chat(user) },
        },
    }).ToJsonString();

    internal static string Sent(long id) => $$$"""{"message_id":{{{id}}},"date":1790000000,"chat":{"id":77,"type":"private"}}""";

    private async Task ReadAsync(string updates)
    {
        Telegram.On("getUpdates", Replies.Ok(updates));
        Assert.NotNull(await Services.GetRequiredService<ProductBot>().ReadOnceAsync(0, default));
    }

    private static JsonObject From(long user) => new() { ["id"] = user, ["is_bot"] = false, ["first_name"] = "Pavel", ["language_code"] = "en" };

    private static JsonObject Chat(long user) => new() { ["id"] = user, ["type"] = "private" };
}
