using ContentFactory.Domain.Data;
using ContentFactory.Domain.Platforms;

namespace ContentFactory.Domain.Publishing;

public enum RecurrenceState { Active, Paused, Ended }

/// <summary>
/// A post that goes out on a channel again and again. One occurrence at a time stands as a <see cref="Publication"/>; the next is added by
/// the very transaction that takes this one (<see cref="NextOccurrence"/>), from the days and instants that were worked out ahead.
/// </summary>
public sealed partial class Recurrence : ITenantOwned
{
    /// <summary>How far ahead occurrences are worked out, and how few of them may be left.</summary>
    internal const int Ahead = 40;
    internal const int Few = 10;

    private Recurrence() { }

    public Recurrence(Guid tenantId, Guid id, Guid postId, Guid channelId, Repetition rule, int coolDownHours, PublishChoices choices, Guid createdBy, DateTimeOffset now)
    {
        (TenantId, Id, PostId, ChannelId, CreatedBy, CreatedAt) = (tenantId, id, postId, channelId, createdBy, now);
        (StartDate, LocalTime, ZoneId, EveryDays) = (rule.Start, rule.Time, rule.ZoneId, rule.EveryDays);
        (Weekdays, Until, Count, CoolDownHours) = (rule.On.Aggregate(0, (mask, day) => mask | 1 << (int)day), rule.Until, rule.Count, coolDownHours);
        (Kind, Options) = (choices.Kind ?? PublicationKind.Feed, choices.Json);
        LookAhead(now);
    }

    public Guid TenantId { get; private set; }
    public Guid Id { get; private set; }
    public Guid PostId { get; private set; }
    public Guid ChannelId { get; private set; }

    /// <summary>What each occurrence becomes at the network, and the network's own choices; see <see cref="PublishChoices"/>.</summary>
    public PublicationKind Kind { get; private set; }

    public string Options { get; private set; } = "{}";
    public DateOnly StartDate { get; private set; }
    public TimeOnly LocalTime { get; private set; }
    public string ZoneId { get; private set; } = "";
    public int EveryDays { get; private set; }

    /// <summary>One bit per <see cref="DayOfWeek"/>; 0 for every so many days.</summary>
    public int Weekdays { get; private set; }

    public DateOnly? Until { get; private set; }
    public int? Count { get; private set; }

    /// <summary>An occurrence that comes sooner after the one before really went out is left out.</summary>
    public int CoolDownHours { get; private set; }

    public RecurrenceState State { get; private set; }

    /// <summary>The days of the next occurrences, and beside each its instant.</summary>
    public DateOnly[] UpcomingDates { get; private set; } = [];

    public DateTimeOffset[] UpcomingAt { get; private set; } = [];
    public Guid CreatedBy { get; private set; }
    public DateTimeOffset CreatedAt { get; private set; }
    public DateTimeOffset? EndedAt { get; private set; }

    public Repetition Rule => new(StartDate, LocalTime, ZoneId, EveryDays, DaysOf(Weekdays), Until, Count);

    public Result Pause() => MoveFrom(RecurrenceState.Active, RecurrenceState.Paused);

    /// <summary>Goes on with what comes next; what passed meanwhile is left out.</summary>
    public Result Resume(DateTimeOffset now)
    {
        LookAhead(now);
        return MoveFrom(RecurrenceState.Paused, RecurrenceState.Active);
    }

    public Result End(DateTimeOffset now)
    {
        if (State is RecurrenceState.Ended)
            return Problem.Conflict("Publishing.RepetitionEnded");
        (State, EndedAt) = (RecurrenceState.Ended, now);
        return Result.Done;
    }

    internal static DayOfWeek[] DaysOf(int mask) => [.. Enum.GetValues<DayOfWeek>().Where(d => (mask & 1 << (int)d) != 0)];

    private void LookAhead(DateTimeOffset now)
    {
        var next = Rule.After(now.AddMinutes(-1)).Take(Ahead).ToList();
        (UpcomingDates, UpcomingAt) = ([.. next.Select(n => n.Date)], [.. next.Select(n => n.Instant)]);
    }

    private Result MoveFrom(RecurrenceState from, RecurrenceState to)
    {
        if (State != from)
            return Problem.Conflict("Publishing.RepetitionChanged");
        State = to;
        return Result.Done;
    }
}
