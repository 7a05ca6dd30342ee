using System.Globalization;
using System.Text.Json;
using ContentFactory.Domain.Platforms.Http;

namespace ContentFactory.Domain.Platforms.YouTube;

/// <summary>What a refusal means for the call, and what a person can do.</summary>
internal sealed record YouTubeRefusal(PublishKind Kind, Problem Reason, string Code, string? Words, TimeSpan? RetryAfter = null, bool AppLimited = false)
{
    public PublishOutcome Outcome => new(Kind, Code: Code, Message: Words, Reason: Reason, RetryAfter: RetryAfter, AppLimited: AppLimited);
}

/// <summary>Answers of YouTube that are no success. Known by their reason (YouTube Data API, "Errors"), else judged by their status.</summary>
internal static class YouTubeErrors
{
    /// <summary>Trouble on YouTube's side, whatever the status.</summary>
    public const string BackendError = "backendError";

    public const string QuotaExceeded = "quotaExceeded";

    /// <summary>Reasons of our own: the count of this installation says what Google would.</summary>
    public const string QuotaCounted = "quotaCounted";
    public const string QuotaReserved = "quotaReserved";

    /// <summary>Waited when YouTube names no time.</summary>
    public static readonly TimeSpan DefaultWait = TimeSpan.FromSeconds(60);

    /// <summary>The channel's own limit of uploads is one of a day (uploadLimitExceeded); when it ends YouTube does not say, and a post that waits for a day counts as overdue.</summary>
    public static readonly TimeSpan UploadLimitWait = TimeSpan.FromHours(1);

    private static readonly Dictionary<string, (PublishKind Kind, string Key)> Known = new(StringComparer.Ordinal)
    {
        ["invalidTitle"] = (PublishKind.Rejected, "TitleRefused"),
        ["invalidDescription"] = (PublishKind.Rejected, "DescriptionRefused"),
        ["invalidTags"] = (PublishKind.Rejected, "TagsRefused"),
        ["invalidCategoryId"] = (PublishKind.Rejected, "CategoryRefused"),
        ["invalidPublishAt"] = (PublishKind.Rejected, "PublishAtRefused"),
        ["invalidVideoMetadata"] = (PublishKind.Rejected, "MetadataRefused"),
        ["mediaBodyRequired"] = (PublishKind.Rejected, "FileRefused"),
        ["uploadLimitExceeded"] = (PublishKind.RateLimited, "UploadLimit"),
        ["authError"] = (PublishKind.AccountRefused, "TokenRefused"),
        [QuotaExceeded] = (PublishKind.RateLimited, "QuotaUsed"),
        [QuotaCounted] = (PublishKind.RateLimited, "QuotaCounted"),
        [QuotaReserved] = (PublishKind.RateLimited, "QuotaReserved"),
        ["rateLimitExceeded"] = (PublishKind.RateLimited, "RateLimited"),
        ["youtubeSignupRequired"] = (PublishKind.AccountRefused, "NoChannel"),
        ["forbidden"] = (PublishKind.AccountRefused, "Forbidden"),
        ["forbiddenPrivacySetting"] = (PublishKind.Rejected, "PrivacyRefused"),
        ["videoNotFound"] = (PublishKind.Rejected, "VideoNotFound"),
        ["commentsDisabled"] = (PublishKind.Rejected, "CommentsDisabled"),
        ["commentTextTooLong"] = (PublishKind.Rejected, "CommentTooLong"),
        ["ineligibleAccount"] = (PublishKind.Rejected, "CommentIneligible"),
        // "this is usually a transient error" (CommentThreads: insert): nothing says that it was not written
        ["processingFailure"] = (PublishKind.Unknown, "Unclear"),
        [BackendError] = (PublishKind.Unknown, "Unclear"),
    };

    public static YouTubeRefusal Judge(PlatformReply reply, PlatformAccount account, DateTimeOffset now)
    {
        if (reply.Fault is { } fault)
            return new(PublishKind.NotSent, fault, reply.Code, null);
        var (kind, key) = KindOf(reply);
        var words = PlatformWords.Clean(reply.Json.Word("error", "message") ?? reply.Text, account);
        var code = ReasonOf(reply) ?? reply.Code;
        return key switch
        {
            "QuotaUsed" => new(kind, Problem.Limit(Key(key), words ?? code), code, words, YouTubeQuota.UntilReset(now), AppLimited: true),
            "QuotaCounted" or "QuotaReserved" => new(kind, Problem.Limit(Key(key)), code, words, YouTubeQuota.UntilReset(now), AppLimited: true),
            "UploadLimit" => new(kind, Problem.Limit(Key(key), words ?? code), code, words, UploadLimitWait),
            "RateLimited" => new(kind, Problem.Limit(Key(key), Seconds(reply)), code, words, reply.RetryAfter ?? DefaultWait),
            _ => new(kind, new(kind is PublishKind.NotSent or PublishKind.Unknown ? ProblemKind.Unavailable : ProblemKind.Invalid, null, Key(key), words ?? code), code, words),
        };
    }

    /// <summary>The same of a step that publishes nothing: an unclear answer there is one that may be asked for again.</summary>
    public static YouTubeRefusal JudgeHarmless(PlatformReply reply, PlatformAccount account, DateTimeOffset now)
    {
        var refusal = Judge(reply, account, now);
        return refusal.Kind is PublishKind.Unknown
            ? refusal with { Kind = PublishKind.NotSent, Reason = Problem.Unavailable(Key("Unavailable"), refusal.Words ?? refusal.Code) }
            : refusal;
    }

    public static string? ReasonOf(PlatformReply reply) => reply.Json.Items("error", "errors").Select(e => e.Word("reason")).FirstOrDefault(r => r is not null);

    /// <summary>Nothing was sent: what the reason says is known here.</summary>
    public static PlatformReply OwnCount(string reason) =>
        new(ReplyState.Answered, 403, reason, JsonSerializer.SerializeToElement(new { error = new { code = 403, errors = new[] { new { reason } } } }));

    public static Problem Fault(string? field, string key, params object[] args) => new(ProblemKind.Invalid, field, Key(key), args);

    public static string Key(string name) => $"Platforms.YouTube_{name}";

    private static (PublishKind Kind, string Key) KindOf(PlatformReply reply) => reply switch
    {
        { State: ReplyState.NotSent } => (PublishKind.NotSent, "NotSent"),
        { State: ReplyState.Unclear } or { Status: < 400 or 408 or >= 500 } => (PublishKind.Unknown, "Unclear"),
        { Status: 429 } when ReasonOf(reply) is not QuotaExceeded => (PublishKind.RateLimited, "RateLimited"),
        _ when ReasonOf(reply) is { } reason && Known.TryGetValue(reason, out var known) => known,
        { Status: 401 } => (PublishKind.AccountRefused, "TokenRefused"),
        { Status: 403 } => (PublishKind.AccountRefused, "Forbidden"),
        _ => (PublishKind.Rejected, "Refused"),
    };

    private static string Seconds(PlatformReply reply) => Math.Ceiling((reply.RetryAfter ?? DefaultWait).TotalSeconds).ToString(CultureInfo.InvariantCulture);
}
