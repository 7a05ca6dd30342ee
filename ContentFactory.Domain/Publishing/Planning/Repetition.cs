namespace ContentFactory.Domain.Publishing;

/// <summary>
/// A rule by the clock of a zone: every so many days, or each week on some weekdays, at one time of the day. The n-th occurrence is the
/// start plus n steps of the calendar, never "now" plus a step: neither a late run nor a change of the clock shifts what follows.
/// </summary>
/// <param name="Start">The first day that may be one; with weekdays the first of them from here on.</param>
/// <param name="EveryDays">Ignored with <paramref name="On"/>.</param>
/// <param name="On">Empty for every so many days.</param>
/// <param name="Until">The last day that may be one.</param>
/// <param name="Count">How many occurrences the rule has at all, those that were left out included.</param>
public sealed record Repetition(DateOnly Start, TimeOnly Time, string ZoneId, int EveryDays, IReadOnlyList<DayOfWeek> On, DateOnly? Until = null, int? Count = null)
{
    private const int Week = 7;

    /// <summary>Days from the start within one step, in order.</summary>
    private int[] Offsets => On.Count == 0 ? [0] : [.. On.Distinct().Select(d => ((int)d - (int)Start.DayOfWeek + Week) % Week).Order()];

    private int Step => On.Count == 0 ? EveryDays : Week;

    /// <summary>The fewest days between two occurrences.</summary>
    public int LeastDays => Offsets is var days ? days.Zip(days.Skip(1).Append(days[0] + Step), (one, next) => next - one).Min() : 0;

    /// <summary>The day of the n-th occurrence, from 0.</summary>
    public DateOnly DateOf(int n) => DateOf(n, Offsets);

    /// <summary>What comes after an instant, in order; ends with the rule.</summary>
    public IEnumerable<PlannedTime> After(DateTimeOffset instant)
    {
        // a day earlier than that instant's own, because a time that the clock skips may lie on either side of it
        var offsets = Offsets;
        var passed = LocalDay.At(instant, ZoneId).DayNumber - 1 - Start.DayNumber;
        for (var n = Math.Max(passed / Step, 0) * offsets.Length; Count is null || n < Count; n++)
        {
            var date = DateOf(n, offsets);
            if (date > Until)
                yield break;
            if (PlannedTime.At(date, Time, ZoneId) is var planned && planned.Instant > instant)
                yield return planned;
        }
    }

    private DateOnly DateOf(int n, int[] offsets) => Start.AddDays((n / offsets.Length * Step) + offsets[n % offsets.Length]);
}
