namespace ContentFactory.Domain.Platforms.TikTok;

/// <summary>Answers of TikTok that are no success (TikTok for Developers, "API v2 Error Handling", "Direct Post", "Get Post Status"), in plain words.</summary>
internal static class TikTokErrors
{
    public const string TokenInvalid = "access_token_invalid";
    public const string ScopeMissing = "scope_not_authorized";
    public const string InternalError = "internal_error";
    public const string UnknownPublishId = "invalid_publish_id";

    /// <summary>Waited when TikTok names no time.</summary>
    public static readonly TimeSpan DefaultWait = TimeSpan.FromMinutes(1);

    /// <summary>The caps of posts, drafts and people are counted over the last 24 hours: room may come at any time.</summary>
    public static readonly TimeSpan CapWait = TimeSpan.FromHours(1);

    // a post that waits for a day is too late to go out by itself
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(12);

    private const string RateLimit = "rate_limit_exceeded";

    private static readonly Dictionary<string, (PublishKind Kind, string Key)> Known = new(StringComparer.Ordinal)
    {
        [TokenInvalid] = (PublishKind.AccountRefused, "TokenRefused"),
        [ScopeMissing] = (PublishKind.AccountRefused, "ScopeMissing"),
        ["spam_risk_user_banned_from_posting"] = (PublishKind.AccountRefused, "Banned"),
        ["spam_risk_too_many_posts"] = (PublishKind.RateLimited, "TooManyPosts"),
        ["spam_risk_too_many_pending_share"] = (PublishKind.RateLimited, "TooManyDrafts"),
        ["reached_active_user_cap"] = (PublishKind.RateLimited, "UserCap"),
        [RateLimit] = (PublishKind.RateLimited, "RateLimited"),
        ["unaudited_client_can_only_post_to_private_accounts"] = (PublishKind.Rejected, "Unaudited"),
        ["url_ownership_unverified"] = (PublishKind.Rejected, "AddressUnverified"),
        ["privacy_level_option_mismatch"] = (PublishKind.Rejected, "PrivacyNotOffered"),
        ["invalid_param"] = (PublishKind.Rejected, "Refused"),
        ["invalid_params"] = (PublishKind.Rejected, "Refused"),
        [UnknownPublishId] = (PublishKind.Rejected, "PublishIdUnknown"),
        ["token_not_authorized_for_specified_publish_id"] = (PublishKind.Rejected, "PublishIdUnknown"),
        ["app_version_check_failed"] = (PublishKind.Rejected, "Refused"),
        ["spam_risk_text"] = (PublishKind.Rejected, "SpamText"),
        ["spam_risk"] = (PublishKind.Rejected, "Spam"),
    };

    public static bool IsKnown(string code) => Known.ContainsKey(code);

    /// <summary>What a call that did not succeed means for the publication.</summary>
    public static PublishOutcome Outcome(TikTokReply reply)
    {
        if (reply.Fault is { } fault)
            return new(PublishKind.NotSent, Code: reply.Code, Reason: fault);
        var (kind, key) = KindOf(reply);
        return kind is PublishKind.RateLimited ? Limited(reply, key) : new(kind, Code: reply.Code, Message: reply.Words, Reason: new(ProblemKindOf(kind), null, Key(key), reply.Words));
    }

    /// <summary>The same of a step that publishes nothing: an unclear answer there is one that may be asked for again.</summary>
    public static PublishOutcome HarmlessOutcome(TikTokReply reply)
    {
        var outcome = Outcome(reply);
        return outcome.Kind is PublishKind.Unknown ? outcome with { Kind = PublishKind.NotSent, Reason = Problem.Unavailable(Key("Unavailable"), reply.Words) } : outcome;
    }

    /// <summary>Why a call that only reads failed.</summary>
    public static Problem ProblemOf(TikTokReply reply) => HarmlessOutcome(reply).Reason!;

    public static bool IsLimit(TikTokReply reply) => KindOf(reply).Kind is PublishKind.RateLimited;

    public static PublishOutcome Reject(Problem reason, string code = "local") => new(PublishKind.Rejected, Code: code, Reason: reason);

    public static PublishOutcome Unknown(string code) => new(PublishKind.Unknown, Code: code, Reason: Problem.Unavailable(Key("Unclear"), code));

    public static Problem Fault(string? field, string key, params object[] args) => new(ProblemKind.Invalid, field, Key(key), args);

    public static string Key(string name) => $"Platforms.TikTok_{name}";

    private static (PublishKind Kind, string Key) KindOf(TikTokReply reply) => reply switch
    {
        { State: TikTokState.NotSent } => (PublishKind.NotSent, "NotSent"),
        { State: TikTokState.Unclear or TikTokState.Done } => (PublishKind.Unknown, "Unclear"),
        _ when Known.TryGetValue(reply.Code, out var known) => known,
        { Status: 429 } => Known[RateLimit],
        { Status: 401 } => Known[TokenInvalid],
        _ => (PublishKind.Rejected, "Refused"),
    };

    private static PublishOutcome Limited(TikTokReply reply, string key)
    {
        var wait = reply.RetryAfter ?? (key is "RateLimited" ? DefaultWait : CapWait);
        // the cap of people is the app's, and still lets those through who are within it
        return new(PublishKind.RateLimited, Code: reply.Code, Message: reply.Words, Reason: Problem.Limit(Key(key), reply.Words), RetryAfter: wait < LongestWait ? wait : LongestWait);
    }

    private static ProblemKind ProblemKindOf(PublishKind kind) => kind is PublishKind.NotSent or PublishKind.Unknown ? ProblemKind.Unavailable : ProblemKind.Invalid;
}
