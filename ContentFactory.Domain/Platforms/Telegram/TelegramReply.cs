using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using ContentFactory.Domain.Platforms.Http;

namespace ContentFactory.Domain.Platforms.Telegram;

internal enum ReplyKind
{
    /// <summary>Telegram did it; <see cref="TelegramReply.Result"/> is its answer.</summary>
    Ok,
    /// <summary>Telegram (or its gateway, for size and rate) said no.</summary>
    Refused,
    /// <summary>Nothing of the request left this machine.</summary>
    NotSent,
    /// <summary>Anything else: it may have happened.</summary>
    Unclear,
}

/// <param name="Code">Telegram's error code, or a word for what the network did.</param>
/// <param name="Text">Telegram's own words without the token, or words for the log.</param>
internal sealed partial record TelegramReply(
    ReplyKind Kind, string Code, string? Text = null, JsonElement Result = default, TimeSpan? RetryAfter = null, long? MovedTo = null)
{
    /// <summary>What the account's proxy did instead of passing the call on.</summary>
    public Problem? Fault { get; init; }

    /// <summary>It was done, of methods that answer with True ("Returns True on success").</summary>
    public bool IsTrue => Kind is ReplyKind.Ok && Result.ValueKind is JsonValueKind.True;

    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    public static TelegramReply Read(PlatformReply reply, string token) => reply.State switch
    {
        ReplyState.NotSent => new(ReplyKind.NotSent, reply.Code, reply.Text) { Fault = reply.Fault },
        ReplyState.Unclear => new(ReplyKind.Unclear, reply.Code, reply.Text),
        ReplyState.Answered => Answer(reply, token),
    };

    private static TelegramReply Answer(PlatformReply reply, string token)
    {
        if (reply.Body is null)
            return Unclear(reply.Status, "the reply was too large");
        if (reply.Json.Flag("ok") is not { } ok)
            return NotJson(reply.Status, reply.RetryAfter);
        if (ok)
            return reply.IsSuccess && reply.Json.Property("result") is { } result
                ? new(ReplyKind.Ok, reply.Code, Result: result)
                : Unclear(reply.Status, "the reply contradicts itself");
        return Refusal(reply.Status, reply.RetryAfter, reply.Json, token);
    }

    // Size and rate are refused by the gateway before Telegram's own code, so they may come without JSON.
    private static TelegramReply NotJson(int status, TimeSpan? retryAfter) => status switch
    {
        413 => new(ReplyKind.Refused, "413", "Request Entity Too Large"),
        429 => new(ReplyKind.Refused, "429", "Too Many Requests", RetryAfter: retryAfter),
        _ => Unclear(status, "the reply was not Telegram's JSON"),
    };

    private static TelegramReply Refusal(int status, TimeSpan? retryAfter, JsonElement reply, string token)
    {
        var code = reply.Whole("error_code") ?? status;
        var text = TelegramToken.Scrub(reply.Word("description"), token);
        if (status >= 500 || code is < 400 or >= 500)
            return new(ReplyKind.Unclear, Number(code), text);
        var parameters = reply.Property("parameters") ?? default;
        var wait = Seconds(parameters.Whole("retry_after")) ?? Seconds(WaitIn(text)) ?? retryAfter;
        return new(ReplyKind.Refused, Number(code), text, RetryAfter: wait, MovedTo: parameters.Whole("migrate_to_chat_id"));
    }

    private static TelegramReply Unclear(int status, string text) => new(ReplyKind.Unclear, Number(status), text);

    private static long? WaitIn(string? text) =>
        text is not null && RetryText().Match(text) is { Success: true } match ? long.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) : null;

    private static TimeSpan? Seconds(long? value) =>
        value is >= 0 ? TimeSpan.FromSeconds(Math.Min(value.Value, (long)LongestWait.TotalSeconds)) : null;

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex(@"retry after ([0-9]{1,9})", RegexOptions.IgnoreCase)]
    private static partial Regex RetryText();
}
