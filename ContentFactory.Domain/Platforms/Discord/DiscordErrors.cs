using System.Globalization;
using System.Text.Json;
using ContentFactory.Domain.Platforms.Http;

namespace ContentFactory.Domain.Platforms.Discord;

/// <summary>What a refusal means for the call, and what a person can do.</summary>
internal sealed record DiscordRefusal(PublishKind Kind, Problem Reason, string Code, string Words, TimeSpan? RetryAfter = null, bool AppLimited = false)
{
    public PublishOutcome Outcome => new(Kind, Code: Code, Message: Words, Reason: Reason, RetryAfter: RetryAfter, AppLimited: AppLimited);
}

/// <summary>Answers of Discord that are no success: known by their code (common practice beside the description), else by their status.</summary>
internal static class DiscordErrors
{
    public const string UnknownMessage = "10008";

    /// <summary>Waited when Discord names no time.</summary>
    public static readonly TimeSpan DefaultWait = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    private static readonly Dictionary<string, (PublishKind Kind, string Key)> Known = new(StringComparer.Ordinal)
    {
        ["10003"] = (PublishKind.AccountRefused, "ChannelGone"),
        ["10015"] = (PublishKind.AccountRefused, "WebhookGone"),
        ["50027"] = (PublishKind.AccountRefused, "WebhookGone"),
        ["50001"] = (PublishKind.AccountRefused, "NoAccess"),
        ["50013"] = (PublishKind.AccountRefused, "NoPermission"),
        ["40005"] = (PublishKind.Rejected, "FilesTooLarge"),
        ["50006"] = (PublishKind.Rejected, "PostEmpty"),
        ["50035"] = (PublishKind.Rejected, "Refused"),
        ["200000"] = (PublishKind.Rejected, "Moderated"),
        ["200001"] = (PublishKind.Rejected, "Moderated"),
        ["220001"] = (PublishKind.AccountRefused, "Forum"),
    };

    public static DiscordRefusal Judge(PlatformReply reply, DiscordSeat seat)
    {
        if (reply.Fault is { } fault)
            return new(PublishKind.NotSent, fault, reply.Code, reply.Code);
        var (kind, key) = KindOf(reply, seat);
        var code = CodeOf(reply) ?? reply.Code;
        var words = PlatformWords.Clean(WordsOf(reply), seat.Guarded) is { Length: > 0 } said ? said : code;
        if (kind is PublishKind.RateLimited)
            return new(kind, Problem.Limit(Key(key), Math.Ceiling(WaitOf(reply).TotalSeconds).ToString(CultureInfo.InvariantCulture)), code, words, WaitOf(reply), reply.Json.Flag("global") is true);
        return new(kind, new(kind is PublishKind.NotSent or PublishKind.Unknown ? ProblemKind.Unavailable : ProblemKind.Invalid, null, Key(key), words), code, words);
    }

    /// <summary>The same of a call that only reads: an unclear answer there is one that may be asked for again.</summary>
    public static DiscordRefusal JudgeHarmless(PlatformReply reply, DiscordSeat seat)
    {
        var refusal = Judge(reply, seat);
        return refusal.Kind is PublishKind.Unknown ? refusal with { Kind = PublishKind.NotSent, Reason = Problem.Unavailable(Key("Unavailable"), refusal.Words) } : refusal;
    }

    /// <summary>Discord's own number of the error; null where it gives none.</summary>
    public static string? CodeOf(PlatformReply reply) => reply.Json.Word("code") is { } code and not "0" ? code : null;

    public static Problem Fault(string? field, string key, params object[] args) => new(ProblemKind.Invalid, field, Key(key), args);

    public static string Key(string name) => $"Platforms.Discord_{name}";

    private static (PublishKind Kind, string Key) KindOf(PlatformReply reply, DiscordSeat seat) => reply switch
    {
        { State: ReplyState.NotSent, Code: OpenedFile.Unreadable } => (PublishKind.NotSent, "FileUnreadable"),
        { State: ReplyState.NotSent } => (PublishKind.NotSent, "NotSent"),
        { State: ReplyState.Unclear } or { Status: < 400 or 408 or >= 500 } => (PublishKind.Unknown, "Unclear"),
        { Status: 429 } => (PublishKind.RateLimited, "RateLimited"),
        _ when CodeOf(reply) is { } code && Known.TryGetValue(code, out var known) => known,
        // a gateway on the way says nothing of the account
        { Status: 401 or 403 or 404 } when reply.Json.ValueKind is not JsonValueKind.Object => (PublishKind.Unknown, "Unclear"),
        { Status: 401 } => (PublishKind.AccountRefused, seat.IsBot ? "BotTokenRefused" : "WebhookGone"),
        { Status: 403 } => (PublishKind.AccountRefused, "NoPermission"),
        { Status: 404 } => (PublishKind.AccountRefused, seat.IsBot ? "ChannelGone" : "WebhookGone"),
        { Status: 413 } => (PublishKind.Rejected, "FilesTooLarge"),
        _ => (PublishKind.Rejected, "Refused"),
    };

    /// <summary>Seconds with a fraction in the answer; a gateway before Discord names whole ones in a header.</summary>
    private static TimeSpan WaitOf(PlatformReply reply)
    {
        var wait = reply.Json.At("retry_after") is { ValueKind: JsonValueKind.Number } number && number.TryGetDouble(out var seconds) && seconds is >= 0 and < 1e7
            ? TimeSpan.FromSeconds(seconds) : reply.RetryAfter ?? DefaultWait;
        return wait < LongestWait ? wait : LongestWait;
    }

    private static string WordsOf(PlatformReply reply)
    {
        var fields = reply.Json.Property("errors") is { } errors ? Messages(errors, depth: 0).Distinct(StringComparer.Ordinal).Take(3) : [];
        var words = string.Join(' ', fields.Prepend(reply.Json.Word("message")).Where(w => !string.IsNullOrWhiteSpace(w)));
        return words.Length > 0 ? words : reply.Text ?? "";
    }

    // {"embeds":{"0":{"description":{"_errors":[{"message":"..."}]}}}}
    private static IEnumerable<string> Messages(JsonElement errors, int depth) => depth > 8 ? []
        : errors.Parts().SelectMany(e => e.Name is "_errors" && e.Value.ValueKind is JsonValueKind.Array
            ? e.Value.EnumerateArray().Select(m => m.Word("message")).OfType<string>()
            : Messages(e.Value, depth + 1));
}
