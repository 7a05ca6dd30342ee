using ContentFactory.Domain.Platforms.Meta;

namespace ContentFactory.Domain.Platforms.Threads;

/// <summary>
/// The errors of Threads. Its containers fail with words of their own (Meta, "Troubleshooting" of the Threads API); its calls refuse as those of
/// Instagram do, with the same codes.
/// </summary>
internal static class ThreadsErrors
{
    public static readonly MetaVerdicts Verdicts = new("Threads", RowOf);

    /// <summary>Waited for the window of a day and for the spam protection, of which Threads does not say when they end.</summary>
    public static readonly TimeSpan LongWait = TimeSpan.FromHours(1);

    private const long ActionRestricted = 2207051;

    private static readonly Dictionary<string, string> ByWords = new(StringComparer.Ordinal)
    {
        ["FAILED_PROCESSING_AUDIO"] = "AudioFailed", ["FAILED_PROCESSING_VIDEO"] = "VideoFailed", ["INVALID_ASPEC_RATIO"] = "VideoRatio", ["INVALID_ASPECT_RATIO"] = "VideoRatio",
        ["INVALID_BIT_RATE"] = "VideoBitRate", ["INVALID_DURATION"] = "VideoLength", ["INVALID_FRAME_RATE"] = "VideoFrameRate",
        ["INVALID_AUDIO_CHANNELS"] = "AudioChannels", ["INVALID_AUDIO_CHANNEL_LAYOUT"] = "AudioChannels",
    };

    /// <summary>What a call that did not succeed means for the publication.</summary>
    public static PublishOutcome Outcome(GraphReply reply, MetaStep step) => reply switch
    {
        { State: GraphState.Refused, Error: { } error } when IsUsedUp(error) => Full(reply.Code, reply.Words),
        { State: GraphState.Refused, Error.Subcode: ActionRestricted } => Limited(reply.Code, reply.Words, "ActionRestricted"),
        { State: GraphState.Refused, Error: { } error } when IsNotReady(error) || IsMissing(reply) => Verdicts.Wait(MetaVerdicts.PollWait) with { Code = reply.Code, Message = reply.Words },
        { State: GraphState.Refused } when IsSpoilt(reply) => Unsent(reply),
        _ => Verdicts.Outcome(reply, step),
    };

    public static PublishOutcome Full(string code, string words) => Limited(code, words, "QuotaUsed");

    /// <summary>Nothing was published, and what is missing may be there at the next attempt.</summary>
    public static PublishOutcome Unsent(GraphReply reply) =>
        new(PublishKind.NotSent, Code: reply.Code, Message: reply.Words, Reason: Verdicts.Named(ProblemKind.Unavailable, null, "NoAnswer", reply.Words));

    /// <summary>A container that Threads gave up. What it could not fetch, or names no reason for, another container may mend.</summary>
    public static PublishOutcome Failed(string? words) => words is not null && ByWords.TryGetValue(words, out var key)
        ? Verdicts.Reject(words, Verdicts.Text(ProblemKind.Invalid, "Media", key, words), words)
        : new(PublishKind.NotSent, Code: words ?? "ERROR", Message: words, Reason: Verdicts.Text(ProblemKind.Unavailable, null, "ContainerFailed", words ?? "ERROR"));

    /// <summary>There is no such container or post, or not for this token.</summary>
    public static bool IsMissing(GraphReply reply) =>
        reply is { State: GraphState.Refused, Error: { } error } && (GraphFaults.IsNoSuchNode(error) || error is { Code: 24 } or { Subcode: 2207006 or 2207008 });

    /// <summary>The container can't be published any more: another one is needed.</summary>
    public static bool IsSpoilt(GraphReply reply) => reply is { State: GraphState.Refused, Error.Subcode: 2207020 or 2207032 };

    private static PublishOutcome Limited(string code, string words, string key) =>
        new(PublishKind.RateLimited, Code: code, Message: words, Reason: Verdicts.Text(ProblemKind.Limit, null, key, MetaErrors.Minutes(LongWait)), RetryAfter: LongWait);

    private static bool IsUsedUp(GraphError error) => error is { Code: 9 } or { Subcode: 2207042 };

    private static bool IsNotReady(GraphError error) => error is { Code: 9007 } or { Subcode: 2207027 };

    private static (PublishKind Kind, string Key)? RowOf(GraphError error) => error switch
    {
        { Subcode: 2207050 } or { Code: 25 } => (PublishKind.AccountRefused, "AccountRestricted"),
        { Subcode: 2207001 or 2207003 or 2207053 } or { Code: -2 } => (PublishKind.NotSent, "ContainerFailed"),
        { Subcode: 2207052 } or { Code: 9004 } => (PublishKind.Rejected, "NotFetched"),
        _ => null,
    };
}
