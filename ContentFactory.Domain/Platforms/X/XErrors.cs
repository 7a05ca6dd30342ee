using System.Globalization;
using ContentFactory.Domain.Platforms.Http;

namespace ContentFactory.Domain.Platforms.X;

/// <summary>What a refusal means for the call, and what a person can do.</summary>
internal sealed record XRefusal(PublishKind Kind, Problem Reason, string Code, string Words, TimeSpan? RetryAfter = null, bool AppLimited = false)
{
    public PublishOutcome Outcome => new(Kind, Code: Code, Message: Words, Reason: Reason, RetryAfter: RetryAfter, AppLimited: AppLimited);
}

/// <summary>Answers of X that are no success: problem JSON with a type, known by it, by their words or by their status ("Response codes and errors").</summary>
internal static class XErrors
{
    /// <summary>An allowance of the app (its plan, its credits) is used up; when it grows again X does not say.</summary>
    public static readonly TimeSpan UsageWait = TimeSpan.FromHours(1);

    private const string ProblemPrefix = "/problems/";

    // what X says with 403 and 400, by fragment: its types alone do not tell these apart
    private static readonly (string Fragment, PublishKind Kind, string Key)[] ByWords =
    [
        ("duplicate content", PublishKind.Rejected, "Duplicate"),
        ("over daily", PublishKind.RateLimited, "UsageCapped"),
        ("shorter", PublishKind.Rejected, "TextRefused"),
        ("too long", PublishKind.Rejected, "TextRefused"),
        ("suspended", PublishKind.AccountRefused, "AccountSuspended"),
        (" locked", PublishKind.AccountRefused, "AccountSuspended"),
        ("deleted or not visible", PublishKind.Rejected, "ReplyRefused"),
    ];

    public static XRefusal Judge(PlatformReply reply, PlatformAccount account, DateTimeOffset now)
    {
        if (reply.Fault is { } fault)
            return new(PublishKind.NotSent, fault, reply.Code, reply.Code);
        var (kind, key) = KindOf(reply);
        var code = TypeOf(reply) ?? reply.Code;
        var words = PlatformWords.Clean(WordsOf(reply), account) is { Length: > 0 } said ? said : code;
        if (kind is not PublishKind.RateLimited)
            return new(kind, new(kind is PublishKind.NotSent or PublishKind.Unknown ? ProblemKind.Unavailable : ProblemKind.Invalid, null, Key(key), words), code, words);
        if (key is "UsageCapped")
            return new(kind, Problem.Limit(Key(key), words), code, words, UsageWait, AppLimited: IsOfApp(reply));
        var wait = XLimits.WaitOf(reply, now);
        return new(kind, Problem.Limit(Key(key), Math.Ceiling(wait.TotalMinutes).ToString(CultureInfo.InvariantCulture)), code, words, wait, XLimits.IsOfApp(reply));
    }

    /// <summary>The same of a step that publishes nothing: an unclear answer there is one that may be asked for again.</summary>
    public static XRefusal JudgeHarmless(PlatformReply reply, PlatformAccount account, DateTimeOffset now)
    {
        var refusal = Judge(reply, account, now);
        return refusal.Kind is PublishKind.Unknown ? refusal with { Kind = PublishKind.NotSent, Reason = Problem.Unavailable(Key("Unavailable"), refusal.Words) } : refusal;
    }

    /// <summary>The last word of the problem's type ("client-forbidden"); null where it has none.</summary>
    public static string? TypeOf(PlatformReply reply)
    {
        var type = reply.Json.Word("type") ?? reply.Json.Items("errors").Select(e => e.Word("type")).FirstOrDefault(t => t is not null);
        return type is not null && type.LastIndexOf(ProblemPrefix, StringComparison.Ordinal) is >= 0 and var at ? type[(at + ProblemPrefix.Length)..] : null;
    }

    /// <summary>Everything that X says about it; empty where it says nothing. May hold what was sent.</summary>
    public static string WordsOf(PlatformReply reply)
    {
        string?[] said = [reply.Json.Word("detail"), .. reply.Json.Items("errors").Select(e => e.Word("message") ?? e.Word("detail")), reply.Json.Word("message"), reply.Json.Word("error_description")];
        var words = string.Join(' ', said.Where(s => !string.IsNullOrWhiteSpace(s)).Distinct(StringComparer.Ordinal));
        return words.Length > 0 ? words : reply.Json.Word("title") ?? reply.Text ?? "";
    }

    public static Problem Fault(string? field, string key, params object[] args) => new(ProblemKind.Invalid, field, Key(key), args);

    public static string Key(string name) => $"Platforms.X_{name}";

    private static (PublishKind Kind, string Key) KindOf(PlatformReply reply) => reply switch
    {
        { State: ReplyState.NotSent, Code: OpenedFile.Unreadable } => (PublishKind.NotSent, "FileUnreadable"),
        { State: ReplyState.NotSent } => (PublishKind.NotSent, "NotSent"),
        { State: ReplyState.Unclear } or { Status: < 400 or 408 or >= 500 } => (PublishKind.Unknown, "Unclear"),
        { Status: 402 } => (PublishKind.RateLimited, "UsageCapped"),
        _ when TypeOf(reply) is "usage-capped" => (PublishKind.RateLimited, "UsageCapped"),
        { Status: 429 } => (PublishKind.RateLimited, "RateLimited"),
        { Status: 401 } => (PublishKind.AccountRefused, "TokenRefused"),
        { Status: 400 or 403 } when Said(reply) is { } said => said,
        { Status: 403 } => (PublishKind.AccountRefused, "Forbidden"),
        { Status: 413 } => (PublishKind.Rejected, "FileRefused"),
        _ => (PublishKind.Rejected, "Refused"),
    };

    private static (PublishKind Kind, string Key)? Said(PlatformReply reply)
    {
        var words = WordsOf(reply);
        return ByWords.Where(w => words.Contains(w.Fragment, StringComparison.OrdinalIgnoreCase)).Select(w => ((PublishKind, string)?)(w.Kind, w.Key)).FirstOrDefault();
    }

    // the plan and its credits are the app's; the day's posts are the account's
    private static bool IsOfApp(PlatformReply reply) => reply.Status == 402 || TypeOf(reply) is "usage-capped";
}
