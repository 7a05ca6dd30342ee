using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ContentFactory.Domain.Platforms.Http;

namespace ContentFactory.Domain.Platforms.Telegram;

/// <summary>The live check of the connect form: whose bot, which chat, may it post.</summary>
internal sealed class TelegramConnection(TelegramClient client)
{
    private const string TokenField = "BotToken";
    private const string ChatField = "ChatId";

    public async Task<Result<ConnectedAccount>> CheckAsync(PlatformAccount account, CancellationToken ct)
    {
        if (TelegramToken.Of(account) is not { } token)
            return Fault(TokenField, "TokenMalformed");
        if (TelegramChat.Parse(account.AccountId) is not { } chat)
            return Fault(ChatField, "ChatIdMalformed");

        var me = await CallAsync(account, token, "getMe", [], ct);
        if (me.Kind != ReplyKind.Ok || me.Result.Whole("id") is not { } botId)
            return Failed(me, TokenField, "TokenRefused");

        var found = await CallAsync(account, token, "getChat", new() { ["chat_id"] = chat.Field }, ct);
        if (found.Kind != ReplyKind.Ok || found.Result.Whole("id") is not { } chatId)
            return Failed(found, ChatField, found.Code == "403" ? "BotNotAdministrator" : "ChatNotFound");

        var member = await CallAsync(account, token, "getChatMember", new() { ["chat_id"] = chatId, ["user_id"] = botId }, ct);
        if (member.Kind != ReplyKind.Ok)
            return Failed(member, ChatField, "BotNotAdministrator");
        if (Obstacle(found.Result, member.Result) is { } obstacle)
            return obstacle;
        return Connected(botId, chatId, found.Result, await FollowersAsync(account, token, chatId, ct));
    }

    /// <summary>Null when Telegram does not say; the number is never worth a failure.</summary>
    public async Task<int?> FollowersAsync(PlatformAccount account, string token, JsonNode chat, CancellationToken ct)
    {
        var count = await CallAsync(account, token, "getChatMemberCount", new() { ["chat_id"] = chat }, ct);
        return count is { Kind: ReplyKind.Ok, Result.ValueKind: JsonValueKind.Number } && count.Result.TryGetInt32(out var followers) ? followers : null;
    }

    private Task<TelegramReply> CallAsync(PlatformAccount account, string token, string method, JsonObject fields, CancellationToken ct) =>
        client.CallAsync(account, token, new(method, fields), ct);

    private static Problem? Obstacle(JsonElement chat, JsonElement member)
    {
        var type = chat.Word("type");
        var status = member.Word("status") ?? "";
        if (type is not ("channel" or "supergroup" or "group"))
            return Fault(ChatField, "ChatIsPrivate");
        return (status, type) switch
        {
            ("creator", _) => null,
            ("administrator", "channel") => May(member, "can_post_messages", status),
            ("administrator", _) => null,
            ("member", not "channel") => MembersMayNot(chat) ? Fault(ChatField, "BotMayNotPost", "can_send_messages: false") : null,
            ("restricted", not "channel") => May(member, "is_member", status) ?? May(member, "can_send_messages", status),
            _ => Fault(ChatField, "BotNotAdministrator", status),
        };
    }

    private static Problem? May(JsonElement member, string right, string status) =>
        member.Flag(right) == true ? null : Fault(ChatField, "BotMayNotPost", $"{status}, {right}: false");

    private static bool MembersMayNot(JsonElement chat) =>
        chat.Property("permissions") is { } permissions && permissions.Flag("can_send_messages") == false;

    // A wrong token may first show at any call; everything that is not a clear refusal is weather, not input.
    private static Problem Failed(TelegramReply reply, string field, string key) => reply switch
    {
        { Kind: ReplyKind.Refused, Code: "401" or "404" } => Fault(TokenField, "TokenRefused", TelegramErrors.Words(reply)),
        { Kind: ReplyKind.Refused, MovedTo: { } chat } => Fault(ChatField, "ChatMoved", chat.ToString(CultureInfo.InvariantCulture)),
        { Kind: ReplyKind.Refused, Code: not "429" } => Fault(field, key, TelegramErrors.Words(reply)),
        _ => TelegramErrors.Unavailable(reply),
    };

    private static ConnectedAccount Connected(long bot, long id, JsonElement chat, int? followers)
    {
        var name = chat.Word("username");
        var number = id.ToString(CultureInfo.InvariantCulture);
        return new(number, name, chat.Word("title") ?? name ?? number, chat.Word("description"), followers, null, bot.ToString(CultureInfo.InvariantCulture));
    }

    private static Problem Fault(string field, string key, params object[] args) => TelegramErrors.Text(ProblemKind.Invalid, field, key, args);
}
