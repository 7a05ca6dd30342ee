using System.Collections.Frozen;
using static ContentFactory.Domain.Publishing.PublicationState;

namespace ContentFactory.Domain.Publishing;

public enum PublicationState { Scheduled, Leased, Sending, Accepted, Published, Failed, Unknown, Cancelled, Held, Deleted, RemovedByPlatform }

public enum HeldReason { Billing, KillSwitch, Overdue, Channel }

public enum Priority { High, Normal, Low }

/// <summary>Prepared and sending are open; confirmed, rejected and unknown are how an attempt ends. Rejected is one that published nothing, for whatever reason.</summary>
public enum AttemptState { Prepared, Sending, Confirmed, Rejected, Unknown }

/// <summary>
/// Which state may follow which. The database refuses every other move by a trigger whose table is generated from here
/// (<see cref="ToSql"/>); a test tries all pairs against both.
/// </summary>
public static class PublicationTransitions
{
    private static readonly FrozenDictionary<PublicationState, PublicationState[]> Next = new Dictionary<PublicationState, PublicationState[]>
    {
        [Scheduled] = [Leased, Held, Cancelled],
        [Leased] = [Sending, Scheduled, Held, Failed],
        [Sending] = [Accepted, Published, Failed, Unknown, Scheduled],
        [Accepted] = [Published, Failed, Unknown],
        [Unknown] = [Published, Failed, Scheduled, Cancelled, Accepted],
        [Failed] = [Scheduled, Cancelled],
        [Held] = [Scheduled, Cancelled],
        [Published] = [Deleted, RemovedByPlatform],
        [Cancelled] = [],
        [Deleted] = [],
        [RemovedByPlatform] = [],
    }.ToFrozenDictionary();

    public static bool Allows(PublicationState from, PublicationState to) => from == to || Next[from].Contains(to);

    /// <summary>Rows of a values list: ('scheduled', 'leased'), ...</summary>
    public static string ToSql() => string.Join(",\n", from pair in Next
                                                       orderby pair.Key
                                                       from to in pair.Value
                                                       select $"('{Data.SnakeCase.Of(pair.Key.ToString())}', '{Data.SnakeCase.Of(to.ToString())}')");
}
