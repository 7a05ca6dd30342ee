using System.Globalization;
using ContentFactory.Domain.Platforms;

namespace ContentFactory.Domain.Publishing;

/// <summary>How a claimed comment goes on. <paramref name="Wait"/> is until the next call or look; null where nothing goes on by itself.</summary>
/// <param name="Tells">People have to see to it.</param>
internal sealed record CommentEnding(FirstCommentState State, TimeSpan? Wait, Problem? Reason, string? ExternalId = null, string? Url = null, bool Tells = false)
{
    /// <summary>So long what was proved unsent is sent again.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromHours(6);

    /// <summary>A limit that refills by the day is waited for a few times.</summary>
    public static readonly TimeSpan LimitPatience = TimeSpan.FromHours(72);

    private static readonly TimeSpan Usual = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestUnsent = TimeSpan.FromHours(1);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(24);

    /// <summary>The waits between looks for a lost answer; after the last one a person decides.</summary>
    private static readonly TimeSpan[] LookWaits = [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30)];

    private static readonly TimeSpan FirstLook = TimeSpan.FromSeconds(10);

    public string? ReasonKey => Ending.Cut(Reason?.TextKey, 100);

    public string[] ReasonArgs => [.. (Reason?.Args ?? []).Select(a => Ending.Cut(Convert.ToString(a, CultureInfo.InvariantCulture), 500)!)];

    public static CommentEnding Refused(Problem reason) => new(FirstCommentState.Refused, null, reason, Tells: true);

    /// <summary>Nothing left this machine, and it goes in a moment.</summary>
    public static CommentEnding NotCalled(TimeSpan wait, Problem? reason = null) => new(FirstCommentState.Waiting, wait, reason);

    public static CommentEnding Of(DueComment due, CommentOutcome outcome, bool reads) => outcome.Kind switch
    {
        CommentKind.Sent => Sent(outcome.ExternalId, outcome.Url),
        CommentKind.RateLimited when due.Age < LimitPatience => new(FirstCommentState.Waiting, Within(outcome.RetryAfter ?? Usual, TimeSpan.FromSeconds(1), Longest), outcome.Reason),
        // each wait is as long as all before it
        CommentKind.NotSent when due.Age < Patience => new(FirstCommentState.Waiting, Within(due.Age, Usual, LongestUnsent), outcome.Reason),
        CommentKind.NotSent => Refused(outcome.Reason ?? Problem.Unavailable("Publishing.NotReached")),
        CommentKind.Refused or CommentKind.RateLimited => Refused(outcome.Reason ?? Problem.Conflict("Publishing.CommentRefused")),
        CommentKind.Unknown => new(FirstCommentState.Unknown, reads ? FirstLook : null, outcome.Reason ?? Problem.Unavailable("Publishing.CommentLost"), Tells: !reads),
    };

    public static CommentEnding Of(DueComment due, CommentLook look) => look.Kind switch
    {
        CommentLookKind.Found => Sent(look.ExternalId, look.Url),
        _ when due.Looks <= LookWaits.Length => new(FirstCommentState.Unknown, look.RetryAfter is { } wait && wait > LookWaits[due.Looks - 1] ? Within(wait, Usual, Longest) : LookWaits[due.Looks - 1], look.Reason),
        _ => Left(look.Reason),
    };

    /// <summary>Nothing more can be found out: a person decides.</summary>
    public static CommentEnding Left(Problem? reason) => new(FirstCommentState.Unknown, null, reason, Tells: true);

    private static CommentEnding Sent(string? id, string? url) => new(FirstCommentState.Sent, null, null, Ending.Cut(id, 200), url is { Length: <= 2000 } ? Ending.Cut(url, 2000) : null);

    private static TimeSpan Within(TimeSpan wait, TimeSpan least, TimeSpan most) => wait < least ? least : wait > most ? most : wait;
}
