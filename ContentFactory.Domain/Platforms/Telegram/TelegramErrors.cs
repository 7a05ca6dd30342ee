using System.Globalization;

namespace ContentFactory.Domain.Platforms.Telegram;

/// <summary>Telegram's refusals as outcomes with plain words. Descriptions are matched by fragment; an unknown one is passed on.</summary>
internal static class TelegramErrors
{
    public const string FileUnreadable = "FileUnreadable";

    /// <summary>Waited when Telegram names no time.</summary>
    public static readonly TimeSpan DefaultWait = TimeSpan.FromSeconds(60);

    private static readonly (string Fragment, PublishKind Kind, string Key)[] Known =
    [
        ("chat not found", PublishKind.AccountRefused, "ChatNotFound"),
        ("peer_id_invalid", PublishKind.AccountRefused, "ChatNotFound"),
        ("chat_id is empty", PublishKind.AccountRefused, "ChatNotFound"),
        ("not enough rights", PublishKind.AccountRefused, "BotMayNotPost"),
        ("have no rights", PublishKind.AccountRefused, "BotMayNotPost"),
        ("need administrator rights", PublishKind.AccountRefused, "BotMayNotPost"),
        ("chat_admin_required", PublishKind.AccountRefused, "BotMayNotPost"),
        ("chat_write_forbidden", PublishKind.AccountRefused, "BotMayNotPost"),
        ("caption is too long", PublishKind.Rejected, "CaptionRefused"),
        ("message is too long", PublishKind.Rejected, "TextRefused"),
        ("text is empty", PublishKind.Rejected, "PostEmpty"),
        ("inline keyboard", PublishKind.Rejected, "ButtonRefused"),
        ("button_", PublishKind.Rejected, "ButtonRefused"),
        ("can't parse entities", PublishKind.Rejected, "MarkupRefused"),
        ("wrong file identifier", PublishKind.Rejected, "FileRefused"),
        ("failed to get http url content", PublishKind.Rejected, "FileRefused"),
        ("photo_invalid_dimensions", PublishKind.Rejected, "PhotoRefused"),
        ("image_process_failed", PublishKind.Rejected, "PhotoRefused"),
        ("photo_ext_invalid", PublishKind.Rejected, "PhotoRefused"),
        ("file must be non-empty", PublishKind.Rejected, "FileRefused"),
        ("file is too big", PublishKind.Rejected, "UploadTooLarge"),
    ];

    public static PublishOutcome ToOutcome(TelegramReply reply)
    {
        var (kind, reason) = Judge(reply);
        var wait = kind == PublishKind.RateLimited ? Wait(reply) : (TimeSpan?)null;
        return new(kind, Code: reply.Code, Message: reply.Text, Reason: reason, RetryAfter: wait);
    }

    /// <summary>Of a refusal: the bot is not there, or may not do this.</summary>
    public static bool LacksRight(TelegramReply reply) => Refusal(reply).Reason.TextKey == Key("BotMayNotPost");

    public static TimeSpan Wait(TelegramReply reply) => reply.RetryAfter ?? DefaultWait;

    public static Problem Text(ProblemKind kind, string? field, string key, params object[] args) => new(kind, field, Key(key), args);

    public static string Key(string name) => $"Platforms.Telegram_{name}";

    /// <summary>Why a call that only reads failed for a reason which is nobody's input.</summary>
    public static Problem Unavailable(TelegramReply reply) => reply switch
    {
        { Kind: ReplyKind.Refused, Code: "429" } => Problem.Unavailable(Key("RateLimited"), Seconds(reply)),
        _ => reply.Fault ?? Problem.Unavailable(Key("Unavailable"), Words(reply)),
    };

    public static string Words(TelegramReply reply) => string.IsNullOrEmpty(reply.Text) ? reply.Code : reply.Text;

    private static (PublishKind Kind, Problem Reason) Judge(TelegramReply reply) => reply.Kind switch
    {
        ReplyKind.NotSent when reply.Code == FileUnreadable => (PublishKind.NotSent, Problem.Unavailable(Key("FileUnreadable"))),
        ReplyKind.NotSent => (PublishKind.NotSent, reply.Fault ?? Problem.Unavailable(Key("NotSent"), reply.Code)),
        ReplyKind.Refused => Refusal(reply),
        _ => (PublishKind.Unknown, Problem.Unavailable(Key("Unclear"), Words(reply))),
    };

    private static (PublishKind Kind, Problem Reason) Refusal(TelegramReply reply) => reply.Code switch
    {
        "429" => (PublishKind.RateLimited, Problem.Limit(Key("RateLimited"), Seconds(reply))),
        "401" or "404" => (PublishKind.AccountRefused, Text(ProblemKind.Invalid, null, "TokenRefused", Words(reply))),
        "403" => (PublishKind.AccountRefused, Text(ProblemKind.Invalid, null, "BotMayNotPost", Words(reply))),
        "413" => (PublishKind.Rejected, Text(ProblemKind.Invalid, null, "UploadTooLarge", Words(reply))),
        _ when reply.MovedTo is { } chat =>
            (PublishKind.AccountRefused, Text(ProblemKind.Invalid, null, "ChatMoved", chat.ToString(CultureInfo.InvariantCulture))),
        _ => ByWords(reply),
    };

    private static (PublishKind Kind, Problem Reason) ByWords(TelegramReply reply)
    {
        var words = Words(reply);
        foreach (var (fragment, kind, key) in Known)
        {
            if (words.Contains(fragment, StringComparison.OrdinalIgnoreCase))
                return (kind, Text(ProblemKind.Invalid, null, key, words));
        }
        return (PublishKind.Rejected, Text(ProblemKind.Invalid, null, "Refused", words));
    }

    private static int Seconds(TelegramReply reply) => (int)Math.Ceiling(Wait(reply).TotalSeconds);
}
