using System.Globalization;
using System.Resources;
using System.Text.Json;
using System.Text.Json.Nodes;
using ContentFactory.Domain.Access;
using Microsoft.Extensions.Options;
using ContentFactory.Domain.Platforms.Http;

namespace ContentFactory.Domain.Platforms.Telegram;

/// <summary>Section <c>Access:Telegram</c>: the product's own bot. Without a token nobody can link Telegram.</summary>
public sealed class ProductBotOptions
{
    public const string Section = "Access:Telegram";

    public string? BotToken { get; set; }

    public bool IsSet => !string.IsNullOrEmpty(BotToken);

    internal bool IsRight => !IsSet || TelegramToken.Of(ProductBot.AccountOf(this)) is not null;
}

/// <summary>The product's bot: what people write to it, and where they write. It knows people by their link alone, never by a chat.</summary>
public sealed partial class ProductBot
{
    private static readonly ResourceManager Words = new(typeof(Texts));

    private readonly TelegramClient client;
    private readonly TelegramLinks links;
    private readonly ProductBotOptions options;
    private readonly IReadOnlyList<BotDesk> desks;
    private string? name;

    internal ProductBot(TelegramClient client, TelegramLinks links, IOptions<ProductBotOptions> options, IEnumerable<BotDesk> desks) =>
        (this.client, this.links, this.options, this.desks) = (client, links, options.Value, [.. desks]);

    public bool IsSet => options.IsSet;

    /// <summary>The address that opens the bot with a code; null while Telegram does not say how the bot is called.</summary>
    public async Task<string?> LinkAsync(string code, CancellationToken ct)
    {
        if (name is null && await CallAsync(new TelegramCall("getMe", new JsonObject()), ct) is { Kind: ReplyKind.Ok } me)
            name = me.Result.Word("username");
        return name is null ? null : $"{client.WebBase(AccountOf(options)).AbsoluteUri.TrimEnd('/')}/{name}?start={code}";
    }

    /// <summary>Asks once for what was written since <paramref name="offset"/> and answers it. The offset to ask with next; null where Telegram gave no answer.</summary>
    internal async Task<long?> ReadOnceAsync(long offset, CancellationToken ct)
    {
        var wait = (int)Math.Clamp(client.CallTimeout.TotalSeconds - 5, 0, 25);
        var fields = new JsonObject { ["offset"] = offset, ["timeout"] = wait, ["allowed_updates"] = new JsonArray("message", "callback_query") };
        var reply = await CallAsync(new TelegramCall("getUpdates", fields), ct);
        if (reply.Kind is not ReplyKind.Ok || reply.Result.ValueKind is not JsonValueKind.Array)
            return null;
        foreach (var update in reply.Result.EnumerateArray())
        {
            offset = Math.Max(offset, (update.Whole("update_id") ?? 0) + 1);
            if (update.Property("message") is { } message)
                await AnswerAsync(message, ct);
            if (update.Property("callback_query") is { } press)
                await PressedAsync(press, ct);
        }
        return offset;
    }

    /// <summary>Once, and not to be broken off: what was begun may have been read.</summary>
    internal Task<TelegramReply> SayAsync(DueMessage message)
    {
        var fields = new JsonObject { ["chat_id"] = message.ChatId, ["text"] = message.Text, ["link_preview_options"] = new JsonObject { ["is_disabled"] = true } };
        if (message.Edits is { } edited)
            fields["message_id"] = edited;
        if (message.Markup is { } markup)
            fields["reply_markup"] = JsonNode.Parse(markup);
        return CallAsync(new TelegramCall(message.Edits is null ? "sendMessage" : "editMessageText", fields), CancellationToken.None);
    }

    internal static PlatformAccount AccountOf(ProductBotOptions options) => new("product", null, new Dictionary<string, string> { [TelegramToken.Secret] = options.BotToken ?? "" });

    private async Task AnswerAsync(JsonElement message, CancellationToken ct)
    {
        var (from, chat) = (message.Property("from") ?? default, message.Property("chat") ?? default);
        if (from.Whole("id") is not { } userId || chat.Word("type") is not "private" || chat.Whole("id") is not { } chatId)
            return;
        var language = LanguageOf(from);
        if (await RepliedAsync(message, userId, ct) is { } answer)
        {
            await CallAsync(new TelegramCall("sendMessage", new JsonObject { ["chat_id"] = chatId, ["text"] = answer }), ct);
            return;
        }
        var text = (message.Word("text") ?? "").Trim().Split(' ', 2, StringSplitOptions.TrimEntries) switch
        {
            ["/start", { Length: > 0 and <= 64 } link] => Say(await links.LinkAsync(link, userId, ShownOf(from), ct), language),
            ["/stop", ..] => Word(await links.UnlinkTelegramAsync(userId, ct) ? "Bot_Unlinked" : "Bot_Hello", language),
            _ => Word("Bot_Hello", language),
        };
        await CallAsync(new TelegramCall("sendMessage", new JsonObject { ["chat_id"] = chatId, ["text"] = text }), ct);
    }

    private static string Say(TelegramAnswer answer, string language) => answer.Outcome switch
    {
        TelegramLinking.Linked => string.Format(CultureInfo.InvariantCulture, Word("Bot_Linked", answer.Language ?? language), answer.Name),
        TelegramLinking.CodeOver => Word("Bot_CodeOver", language),
        TelegramLinking.Taken => Word("Bot_Taken", language),
        TelegramLinking.TooMany => Word("Bot_TooMany", language),
    };

    private static string ShownOf(JsonElement from) =>
        from.Word("username") is { Length: > 0 } username ? $"@{username}" : PlainText.Line(from.Word("first_name") ?? "Telegram");

    private static string Word(string key, string language) => Words.GetString(key, CultureInfo.GetCultureInfo(language)) ?? throw new InvalidOperationException($"No text {key}");

    private Task<TelegramReply> CallAsync(TelegramCall call, CancellationToken ct) => client.CallAsync(AccountOf(options), options.BotToken!, call, ct);
}
