using ContentFactory.Domain.Channels;
using ContentFactory.Domain.Platforms;

namespace ContentFactory.Domain.Publishing;

/// <summary>
/// How a claimed publication goes on: one row of the record statement. With <paramref name="SettlesUnknown"/> the network has said what
/// became of the post, which still counts after the sweep called it unknown.
/// </summary>
internal sealed record Ending(
    Guid TenantId, Guid Id, long Fence, PublicationState FromState, PublicationState ToState, Guid? AttemptId = null, AttemptState AttemptState = AttemptState.Rejected,
    bool Counted = false, double DelaySeconds = 0, double? MetricsSeconds = null, string? ExternalId = null, string? Url = null, string[]? PartIds = null,
    string? Code = null, string? Message = null, string? ReasonKey = null, string[]? ReasonArgs = null, bool ChannelRefused = false, string? Limited = null, bool Waits = false, bool SettlesUnknown = false, string? Handle = null)
{
    /// <summary>The network is still at work on it, and nothing is published.</summary>
    public const string WaitingCode = "waiting";

    /// <summary>The post exists at the network, which is still at work on it.</summary>
    public const string AcceptedCode = "accepted";

    private const double RateLimitSeconds = 60;
    private const double WaitSeconds = 15;
    private const double UnclearSeconds = 600;
    private const double FollowSeconds = 5;

    /// <summary>What the channel keeps as its last error: the reason with its arguments, without which its text cannot be said.</summary>
    public string? ChannelError => ChannelRefused ? ChannelFaults.Of(new(ProblemKind.Unavailable, null, ReasonKey ?? "Publishing.AccountRefused", [.. ReasonArgs ?? []])) : null;

    /// <summary>Nothing was sent and nothing will be: the post changed, a credential does not open, the network is not installed.</summary>
    public static Ending Refused(DuePublication due, string reasonKey, bool channelRefused = false) =>
        new(due.TenantId, due.Id, due.Fence, PublicationState.Leased, PublicationState.Failed, ReasonKey: reasonKey, ChannelRefused: channelRefused);

    /// <summary>The attempt stands but the call was not made, because the lease could have run out.</summary>
    public static Ending NotCalled(DuePublication due, Guid attemptId) =>
        new(due.TenantId, due.Id, due.Fence, PublicationState.Sending, PublicationState.Scheduled, attemptId, Code: "not_called");

    /// <summary>It had been published after all; where something of it is left to do, it is followed.</summary>
    public static Ending Found(DuePublication due, Guid attemptId, LookOutcome look)
    {
        var found = new Ending(due.TenantId, due.Id, due.Fence, PublicationState.Unknown, PublicationState.Published, attemptId, AttemptState.Confirmed, Counted: true, MetricsSeconds: FirstMetrics(due),
            ExternalId: Cut(look.ExternalId, 200), Url: look.Url is { Length: <= 2000 } ? Cut(look.Url, 2000) : null, PartIds: look.PartIds is null ? null : [.. look.PartIds.Select(p => Cut(p, 200)!)], Code: "found",
            ReasonKey: Cut(look.Reason?.TextKey, 100), ReasonArgs: ArgsOf(look.Reason));
        return look.Handle is null ? found : found with { ToState = PublicationState.Accepted, Handle = look.Handle, DelaySeconds = FollowSeconds, ReasonKey = "Publishing.NetworkPrepares" };
    }

    /// <summary>It provably had not, or the network knows the call by its key: it may be sent again.</summary>
    public static Ending Absent(DuePublication due, Guid attemptId) =>
        new(due.TenantId, due.Id, due.Fence, PublicationState.Unknown, PublicationState.Scheduled, attemptId, Counted: true, Code: "absent");

    public static Ending Of(DuePublication due, Guid attemptId, PublishOutcome outcome, PublishingOptions options, double jitter)
    {
        var ending = Said(due, outcome) with { AttemptId = attemptId };
        return outcome.Kind switch
        {
            PublishKind.Published => Out(due, ending) with { AttemptState = AttemptState.Confirmed, SettlesUnknown = true },
            PublishKind.Rejected => ending with { ToState = PublicationState.Failed, AttemptState = AttemptState.Rejected, SettlesUnknown = true },
            PublishKind.AccountRefused => ending with { ToState = PublicationState.Failed, AttemptState = AttemptState.Rejected, ChannelRefused = true, SettlesUnknown = true },
            PublishKind.RateLimited => ending with
            {
                ToState = PublicationState.Scheduled, AttemptState = AttemptState.Rejected, Counted = false,
                DelaySeconds = Math.Clamp(outcome.RetryAfter?.TotalSeconds ?? RateLimitSeconds, 1, 86400), Limited = outcome.AppLimited ? "app" : "account",
            },
            PublishKind.Waiting when outcome.ExternalId is not null => Working(ending, outcome) with { AttemptState = AttemptState.Confirmed, Code = AcceptedCode },
            PublishKind.Waiting => ending with
            {
                ToState = PublicationState.Scheduled, AttemptState = AttemptState.Rejected, Counted = false, Waits = true, Code = WaitingCode,
                DelaySeconds = Math.Clamp(outcome.RetryAfter?.TotalSeconds ?? WaitSeconds, 1, 3600), ReasonKey = ending.ReasonKey ?? "Publishing.NetworkPrepares",
            },
            PublishKind.NotSent => Unsent(ending, due.AttemptsUsed + 1, options, jitter),
            PublishKind.Unknown => ending with { ReasonKey = ending.ReasonKey ?? "Publishing.AnswerLost" },
        };
    }

    /// <summary>What the network says later of a post that it had accepted. Anything unclear leaves it accepted, to be asked about again.</summary>
    /// <param name="tooLong">It has been unclear for long enough.</param>
    public static Ending Followed(DuePublication due, PublishOutcome outcome, bool tooLong)
    {
        var ending = Said(due, outcome) with { FromState = PublicationState.Accepted, Counted = false };
        return outcome.Kind switch
        {
            PublishKind.Published => Out(due, ending),
            PublishKind.Rejected => ending with { ToState = PublicationState.Failed },
            // the post exists: that its account can't be asked any more says nothing of it
            PublishKind.AccountRefused => ending with { ChannelRefused = true, ReasonKey = ending.ReasonKey ?? "Publishing.AnswerLost" },
            PublishKind.Waiting or PublishKind.RateLimited or PublishKind.NotSent or PublishKind.Unknown when tooLong => ending with { ReasonKey = ending.ReasonKey ?? "Publishing.AnswerLost" },
            PublishKind.Waiting or PublishKind.RateLimited or PublishKind.NotSent or PublishKind.Unknown => Working(ending, outcome),
        };
    }

    private static Ending Out(DuePublication due, Ending ending) =>
        ending with { ToState = PublicationState.Published, MetricsSeconds = FirstMetrics(due) };

    private static Ending Working(Ending ending, PublishOutcome outcome) => ending with
    {
        ToState = PublicationState.Accepted, DelaySeconds = Math.Clamp(outcome.RetryAfter?.TotalSeconds ?? UnclearSeconds, 5, 3600), ReasonKey = ending.ReasonKey ?? "Publishing.NetworkPrepares",
    };

    private static Ending Said(DuePublication due, PublishOutcome outcome) =>
        new(due.TenantId, due.Id, due.Fence, PublicationState.Sending, PublicationState.Unknown, AttemptState: AttemptState.Unknown, Counted: true)
        {
            ExternalId = Cut(outcome.ExternalId, 200), Url = outcome.Url is { Length: <= 2000 } ? Cut(outcome.Url, 2000) : null, PartIds = outcome.PartIds is null ? null : [.. outcome.PartIds.Select(p => Cut(p, 200)!)],
            Code = Cut(outcome.Code, 60), Message = Cut(outcome.Message, 1000),
            ReasonKey = Cut(outcome.Reason?.TextKey, 100), ReasonArgs = ArgsOf(outcome.Reason),
        };

    private static string[] ArgsOf(Problem? reason) => [.. (reason?.Args ?? []).Select(a => Cut(Convert.ToString(a, System.Globalization.CultureInfo.InvariantCulture), 500)!)];

    private static double FirstMetrics(DuePublication due) => due.Sandbox ? 60 : 3600;

    private static Ending Unsent(Ending ending, int used, PublishingOptions options, double jitter) =>
        used >= options.Attempts
            ? ending with { ToState = PublicationState.Failed, AttemptState = AttemptState.Rejected, ReasonKey = ending.ExternalId is null ? "Publishing.NotReached" : ending.ReasonKey }
            : ending with { ToState = PublicationState.Scheduled, AttemptState = AttemptState.Rejected, DelaySeconds = options.BackoffSeconds * Math.Pow(2, used - 1) * (0.9 + (0.2 * jitter)) };

    /// <summary>Foreign words must fit the column and carry no NUL, which PostgreSQL refuses: one answer may not spoil a batch.</summary>
    internal static string? Cut(string? text, int length)
    {
        if (text is null)
            return null;
        text = text.Replace("\0", "", StringComparison.Ordinal);
        if (text.Length <= length)
            return text;
        return text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];
    }
}
