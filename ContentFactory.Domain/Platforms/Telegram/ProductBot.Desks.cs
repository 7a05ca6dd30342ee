using System.Text.Json;
using System.Text.Json.Nodes;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Platforms.Http;

namespace ContentFactory.Domain.Platforms.Telegram;

/// <summary>What people do with the bot's messages: press their buttons, answer its questions. Features take it at their desks.</summary>
public sealed partial class ProductBot
{
    // what Telegram shows of an answer to a press
    private const int LongestAnswer = 200;

    /// <summary>A press is always answered, or Telegram lets the button wait.</summary>
    private async Task PressedAsync(JsonElement press, CancellationToken ct)
    {
        var from = press.Property("from") ?? default;
        if (from.Whole("id") is not { } userId || press.Word("id") is not { } id)
            return;
        var answer = await AtDesksAsync(new BotPress(userId, press.Word("data") ?? "", LanguageOf(from)), ct);
        var fields = new JsonObject { ["callback_query_id"] = id };
        if (answer is not null)
            fields["text"] = PlainText.Cut(answer.Text, LongestAnswer);
        await CallAsync(new TelegramCall("answerCallbackQuery", fields), ct);
        if (answer?.Question is not { } question)
            return;
        var asked = await CallAsync(new TelegramCall("sendMessage", new JsonObject { ["chat_id"] = userId, ["text"] = question, ["reply_markup"] = new JsonObject { ["force_reply"] = true } }), ct);
        if (asked is { Kind: ReplyKind.Ok } && asked.Result.Whole("message_id") is { } messageId && answer.AskedAsync is { } told)
            await told(messageId);
    }

    private async Task<BotAnswer?> AtDesksAsync(BotPress press, CancellationToken ct)
    {
        foreach (var desk in desks)
            if (await desk.PressAsync(press, ct) is { } answer)
                return answer;
        return null;
    }

    /// <summary>What is answered to an answer; null where it was none to a question of the bot.</summary>
    private async Task<string?> RepliedAsync(JsonElement message, long userId, CancellationToken ct)
    {
        if ((message.Property("reply_to_message") ?? default).Whole("message_id") is not { } asked)
            return null;
        foreach (var desk in desks)
            if (await desk.ReplyAsync(new(userId, asked, message.Word("text") ?? ""), ct) is { } answer)
                return answer;
        return null;
    }

    private static string LanguageOf(JsonElement from) => from.Word("language_code") is { } code && code.StartsWith("ru", StringComparison.OrdinalIgnoreCase) ? "ru" : "en";
}
