using System.Globalization;
using ContentFactory.Domain.Platforms;

namespace ContentFactory.Domain.Publishing;

/// <summary>How a claimed removal goes on. <paramref name="Wait"/> is until the next call, where there is one.</summary>
internal sealed record RemovalEnding(RemovalState State, TimeSpan Wait, Problem? Reason)
{
    /// <summary>So long an unclear answer is asked again; then a person has to look.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromHours(24);

    /// <summary>A limit that refills by the day is waited for a few times.</summary>
    public static readonly TimeSpan LimitPatience = TimeSpan.FromHours(72);

    private static readonly TimeSpan Usual = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(24);
    private static readonly TimeSpan LongestUnclear = TimeSpan.FromHours(4);

    public string? ReasonKey => Ending.Cut(Reason?.TextKey, 100);

    public string[] ReasonArgs => [.. (Reason?.Args ?? []).Select(a => Ending.Cut(Convert.ToString(a, CultureInfo.InvariantCulture), 500)!)];

    public static RemovalEnding Of(DueRemoval due, DeleteOutcome outcome) => outcome.Kind switch
    {
        DeleteKind.Deleted => new(RemovalState.Done, default, null),
        DeleteKind.RateLimited when due.Age < LimitPatience => new(RemovalState.Waiting, Within(outcome.RetryAfter ?? Usual, TimeSpan.FromSeconds(1), Longest), outcome.Reason),
        // each wait is as long as all before it
        DeleteKind.Unknown when due.Age < Patience => new(RemovalState.Waiting, Within(due.Age, Usual, LongestUnclear), outcome.Reason),
        DeleteKind.Refused or DeleteKind.RateLimited => new(RemovalState.Refused, default, outcome.Reason ?? Problem.Conflict("Publishing.RemovalRefused")),
        DeleteKind.Unknown => new(RemovalState.Refused, default, Problem.Unavailable("Publishing.RemovalUnclear")),
    };

    private static TimeSpan Within(TimeSpan wait, TimeSpan least, TimeSpan most) => wait < least ? least : wait > most ? most : wait;
}
