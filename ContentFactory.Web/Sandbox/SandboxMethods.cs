using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ContentFactory.Domain.Platforms.Sandbox;

namespace ContentFactory.Web.Sandbox;

/// <summary>The methods of the Bot API that the stand-in speaks, with the platform's limits and words.</summary>
internal sealed class SandboxMethods(SandboxPosts posts, SandboxSender bot, SandboxCall call, TimeProvider clock)
{
    private const int TextLength = 4096;
    private const int CaptionLength = 1024;

    public static bool Sends(string method) => method.StartsWith("send", StringComparison.OrdinalIgnoreCase);

    public Task<SandboxAnswer> AnswerAsync(CancellationToken ct) => call.Method switch
    {
        "getme" => Task.FromResult(SandboxAnswer.Done(SandboxShapes.Me(bot))),
        "getchat" => InChat(() => SandboxShapes.FullChat(bot)),
        "getchatmembercount" => InChat(() => SandboxNumbers.Followers(bot.ChatId, clock.GetUtcNow() - bot.CreatedAt)),
        "getchatmember" => Task.FromResult(WrongChat() ?? Member()),
        "sendmessage" => AsAdministrator(() => SendTextAsync(ct)),
        "sendphoto" or "sendvideo" or "sendanimation" or "senddocument" => AsAdministrator(() => SendFileAsync(call.Method["send".Length..], ct)),
        "sendmediagroup" => AsAdministrator(() => new SandboxAlbum(posts, bot, call, clock).SendAsync(ct)),
        "pinchatmessage" => AsAdministrator(() => PinAsync(ct)),
        "deletemessage" => AsAdministrator(() => DeleteAsync(ct)),
        "deletemessages" => AsAdministrator(() => DeleteAllAsync(ct)),
        "editmessagetext" => AsAdministrator(() => EditAsync(ct)),
        _ => Task.FromResult(SandboxAnswer.NotFound),
    };

    /// <summary>A caption after its markup; the refusal when the platform would not take it.</summary>
    public static (SandboxText Text, SandboxAnswer? Refusal) Caption(string raw, string parseMode)
    {
        var text = SandboxText.Read(raw, parseMode);
        return text switch
        {
            { Fault: { } fault } => (text, SandboxAnswer.BadRequest(fault)),
            { Plain.Length: > CaptionLength } => (text, SandboxAnswer.BadRequest("message caption is too long")),
            _ => (text, null),
        };
    }

    public static void AddCaption(JsonObject message, SandboxText caption)
    {
        if (caption.Plain.Length > 0)
            message["caption"] = caption.Plain;
        if (caption.Entities.Count > 0)
            message["caption_entities"] = caption.Entities.DeepClone();
    }

    private Task<SandboxAnswer> InChat(Func<JsonNode> result) => Task.FromResult(WrongChat() ?? SandboxAnswer.Done(result()));

    private Task<SandboxAnswer> AsAdministrator(Func<Task<SandboxAnswer>> act)
    {
        if (WrongChat() is { } wrong)
            return Task.FromResult(wrong);
        return bot.IsAdministrator ? act() : Task.FromResult(SandboxAnswer.Refused(403, "Forbidden: bot is not a member of the channel chat"));
    }

    private SandboxAnswer? WrongChat()
    {
        var chat = call["chat_id"];
        if (chat.Length == 0)
            return SandboxAnswer.BadRequest("chat_id is empty");
        var own = chat == bot.ChatId.ToString(CultureInfo.InvariantCulture) || string.Equals(chat, "@" + bot.Handle, StringComparison.OrdinalIgnoreCase);
        return own ? null : SandboxAnswer.BadRequest("chat not found");
    }

    private SandboxAnswer Member() =>
        call["user_id"] == bot.BotId.ToString(CultureInfo.InvariantCulture) ? SandboxAnswer.Done(SandboxShapes.Member(bot)) : SandboxAnswer.BadRequest("member not found");

    private async Task<SandboxAnswer> SendTextAsync(CancellationToken ct)
    {
        var (text, refusal) = Text();
        var keyboard = SandboxKeyboard.Read(call);
        if ((refusal ?? keyboard.Refusal) is { } no)
            return no;
        var id = await posts.RecordAsync(bot.Id, [new("sendMessage", text.Plain) { Data = keyboard.Data }], ct);
        var message = TextMessage(id, clock.GetUtcNow(), text);
        keyboard.AddTo(message);
        return SandboxAnswer.Done(message);
    }

    private async Task<SandboxAnswer> EditAsync(CancellationToken ct)
    {
        var (text, refusal) = Text();
        if (refusal is not null)
            return refusal;
        if (call.Number("message_id") is not { } id || await posts.EditAsync(bot.Id, id, text.Plain, ct) is not { } sentAt)
            return SandboxAnswer.BadRequest("message to edit not found");
        var message = TextMessage(id, sentAt, text);
        message["edit_date"] = clock.GetUtcNow().ToUnixTimeSeconds();
        return SandboxAnswer.Done(message);
    }

    private async Task<SandboxAnswer> DeleteAsync(CancellationToken ct) =>
        call.Number("message_id") is { } id && await posts.RemoveAsync(bot.Id, id, ct)
            ? SandboxAnswer.Done(true)
            : SandboxAnswer.BadRequest("message to delete not found");

    /// <summary>Those that are not there are passed over, as the description says.</summary>
    private async Task<SandboxAnswer> DeleteAllAsync(CancellationToken ct)
    {
        if (call["message_ids"].Length == 0 || JsonSerializer.Deserialize<int[]>(call["message_ids"]) is not { Length: >= 1 and <= 100 } ids)
            return SandboxAnswer.BadRequest("message identifiers are not specified");
        foreach (var id in ids)
            await posts.RemoveAsync(bot.Id, id, ct);
        return SandboxAnswer.Done(true);
    }

    private async Task<SandboxAnswer> PinAsync(CancellationToken ct) =>
        call.Number("message_id") is { } id && await posts.PinAsync(bot.Id, id, ct)
            ? SandboxAnswer.Done(true)
            : SandboxAnswer.BadRequest("message to pin not found");

    private async Task<SandboxAnswer> SendFileAsync(string kind, CancellationToken ct)
    {
        var (caption, refusal) = Caption(call["caption"], call["parse_mode"]);
        var keyboard = SandboxKeyboard.Read(call);
        var file = await SandboxFile.ReadAsync(call, kind, call[kind], call.File(kind), ct);
        var cover = kind == "video" ? await SandboxFile.CoverAsync(call, call["cover"], ct) : null;
        if ((file.Refusal ?? cover?.Refusal ?? refusal ?? keyboard.Refusal) is { } no)
            return no;
        var method = $"send{char.ToUpperInvariant(kind[0])}{kind[1..]}";
        var id = await posts.RecordAsync(bot.Id, [file.Drafted(method, caption.Plain, cover) with { Data = keyboard.Data }], ct);
        var message = SandboxShapes.Message(bot, id, clock.GetUtcNow());
        message[kind] = file.ToReply(kind, call);
        cover?.AddTo(message[kind]!, call);
        // the platform repeats an animation as a document for older clients
        if (kind == "animation")
            message["document"] = file.ToReply("document", call);
        AddCaption(message, caption);
        keyboard.AddTo(message);
        return SandboxAnswer.Done(message);
    }

    private (SandboxText Text, SandboxAnswer? Refusal) Text()
    {
        var text = SandboxText.Read(call["text"], call["parse_mode"]);
        return text switch
        {
            { Fault: { } fault } => (text, SandboxAnswer.BadRequest(fault)),
            { Plain.Length: 0 } => (text, SandboxAnswer.BadRequest("message text is empty")),
            { Plain.Length: > TextLength } => (text, SandboxAnswer.BadRequest("message is too long")),
            _ => (text, null),
        };
    }

    private JsonObject TextMessage(int id, DateTimeOffset sentAt, SandboxText text)
    {
        var message = SandboxShapes.Message(bot, id, sentAt);
        message["text"] = text.Plain;
        if (text.Entities.Count > 0)
            message["entities"] = text.Entities.DeepClone();
        return message;
    }
}
