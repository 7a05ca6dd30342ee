using System.Globalization;
using ContentFactory.Domain.Platforms.Http;

namespace ContentFactory.Domain.Platforms.LinkedIn;

/// <summary>What a refusal means for the call, and what a person can do.</summary>
internal sealed record LinkedInRefusal(PublishKind Kind, Problem Reason, string Code, string? Words, TimeSpan? RetryAfter = null, bool AppLimited = false)
{
    public PublishOutcome Outcome => new(Kind, Code: Code, Message: Words, Reason: Reason, RetryAfter: RetryAfter, AppLimited: AppLimited);
}

/// <summary>Answers of LinkedIn that are no success: known by their code, else judged by their status.</summary>
internal static class LinkedInErrors
{
    public const string ExpiredUpload = "EXPIRED_UPLOAD_URL";

    private static readonly Dictionary<string, (PublishKind Kind, string Key)> Known = new(StringComparer.Ordinal)
    {
        ["MISSING_FIELD"] = (PublishKind.Rejected, "FieldRefused"),
        ["INVALID_VALUE_FOR_FIELD"] = (PublishKind.Rejected, "FieldRefused"),
        ["FIELD_LENGTH_TOO_LONG"] = (PublishKind.Rejected, "LengthRefused"),
        ["INVALID_URN_ID"] = (PublishKind.Rejected, "UrnRefused"),
        ["INVALID_URN_TYPE"] = (PublishKind.Rejected, "UrnRefused"),
        ["INVALID_VIDEO_ID"] = (PublishKind.Rejected, "UrnRefused"),
        ["MEDIA_ASSET_PROCESSING_FAILED"] = (PublishKind.Rejected, "MediaFailed"),
        ["MEDIA_ASSET_WAITING_UPLOAD"] = (PublishKind.NotSent, "MediaMissing"),
        [ExpiredUpload] = (PublishKind.NotSent, "UploadExpired"),
        ["NONEXISTENT_VERSION"] = (PublishKind.Rejected, "VersionEnded"),
    };

    private static readonly string[] Spoilt = ["UrnRefused", "MediaFailed", "MediaMissing", "UploadExpired"];

    public static LinkedInRefusal Judge(PlatformReply reply, PlatformAccount account, DateTimeOffset now)
    {
        if (reply.Fault is { } fault)
            return new(PublishKind.NotSent, fault, reply.Code, null);
        var (kind, key) = KindOf(reply, account);
        var words = PlatformWords.Clean(reply.Json.Word("message") ?? reply.Text, account);
        var code = CodeOf(reply) ?? reply.Code;
        if (kind is not PublishKind.RateLimited)
            return new(kind, new(kind is PublishKind.NotSent or PublishKind.Unknown ? ProblemKind.Unavailable : ProblemKind.Invalid, null, Key(key), words ?? code), code, words);
        var wait = reply.RetryAfter ?? UntilMidnight(now);
        return new(kind, Problem.Limit(Key(key), Hours(wait), words ?? code), code, words, wait, words?.Contains("APPLICATION", StringComparison.OrdinalIgnoreCase) is true);
    }

    /// <summary>The same of a step that publishes nothing: an unclear answer there is one that may be asked for again.</summary>
    public static LinkedInRefusal JudgeHarmless(PlatformReply reply, PlatformAccount account, DateTimeOffset now)
    {
        var refusal = Judge(reply, account, now);
        return refusal.Kind is PublishKind.Unknown
            ? refusal with { Kind = PublishKind.NotSent, Reason = Problem.Unavailable(Key("Unavailable"), refusal.Words ?? refusal.Code) }
            : refusal;
    }

    /// <summary>The refusal is about the files that were uploaded: only new uploads can help.</summary>
    public static bool SpoilsUploads(LinkedInRefusal refusal) => Spoilt.Any(key => refusal.Reason.TextKey == Key(key));

    public static string? CodeOf(PlatformReply reply) =>
        reply.Json.Items("errorDetails", "inputErrors").Select(e => e.Word("code")).Prepend(reply.Json.Word("code")).FirstOrDefault(code => !string.IsNullOrEmpty(code));

    public static Problem Fault(string? field, string key, params object[] args) => new(ProblemKind.Invalid, field, Key(key), args);

    public static PublishOutcome Wait(string key, TimeSpan wait, params object[] args) => new(PublishKind.Waiting, Reason: Problem.Unavailable(Key(key), args), RetryAfter: wait);

    public static PublishOutcome Unclear(string code) => new(PublishKind.Unknown, Code: code, Reason: Problem.Unavailable(Key("Unclear"), code));

    public static string Key(string name) => $"Platforms.LinkedIn_{name}";

    private static (PublishKind Kind, string Key) KindOf(PlatformReply reply, PlatformAccount account) => reply switch
    {
        { State: ReplyState.NotSent } => (PublishKind.NotSent, "NotSent"),
        { State: ReplyState.Unclear } or { Status: < 400 or 408 or 409 or >= 500 } => (PublishKind.Unknown, "Unclear"),
        { Status: 429 } => (PublishKind.RateLimited, "DayUsed"),
        { Status: 426 } => (PublishKind.Rejected, "VersionEnded"),
        { Status: 401 } => (PublishKind.AccountRefused, TokenKey(reply)),
        _ when CodeOf(reply) is { } code && Known.TryGetValue(code, out var known) => known,
        { Status: 403 } => (PublishKind.AccountRefused, LinkedInUrn.IsPage(account.AccountId) ? "RoleLost" : "Forbidden"),
        { Status: 404 } => (PublishKind.Rejected, "NotFound"),
        { Status: 422 } => (PublishKind.Rejected, "Duplicate"),
        _ => (PublishKind.Rejected, "Refused"),
    };

    // the numbers are common practice and change the words only
    private static string TokenKey(PlatformReply reply) => reply.Json.Whole("serviceErrorCode") switch
    {
        65601 => "TokenRevoked",
        65602 => "TokenEnded",
        _ => "TokenRefused",
    };

    /// <summary>All budgets of a day start anew at midnight UTC ("API Rate Limiting").</summary>
    private static TimeSpan UntilMidnight(DateTimeOffset now) => now.UtcDateTime.Date.AddDays(1) - now.UtcDateTime;

    private static string Hours(TimeSpan wait) => Math.Ceiling(wait.TotalHours).ToString(CultureInfo.InvariantCulture);
}
