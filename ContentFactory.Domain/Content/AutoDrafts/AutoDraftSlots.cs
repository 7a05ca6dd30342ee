namespace ContentFactory.Domain.Content.AutoDrafts;

/// <summary>The n-th draft of a local date, and the instant of its time.</summary>
internal sealed record AutoDraftSlot(DateOnly Date, int Slot, DateTimeOffset At);

/// <summary>When the drafts of a plan are due by the clock of a zone: each once a date, whatever the clock does that day.</summary>
internal static class AutoDraftSlots
{
    private const int DaysAhead = 8;

    /// <summary>After an instant, up to another one, in order.</summary>
    public static IEnumerable<AutoDraftSlot> Between(TimeOnly[] times, int perDay, int weekdays, string zoneId, DateTimeOffset after, DateTimeOffset until)
    {
        // a day more on both sides: a time that the clock skips may lie on either side of it
        var (first, last) = (LocalDay.At(after, zoneId).AddDays(-1), LocalDay.At(until, zoneId).AddDays(1));
        for (var day = first; day <= last; day = day.AddDays(1))
        {
            if ((weekdays & 1 << (int)day.DayOfWeek) == 0)
                continue;
            for (var slot = 0; slot < perDay; slot++)
                if (PlannedTime.At(day, times[Math.Min(slot, times.Length - 1)], zoneId).Instant is var at && at > after && at <= until)
                    yield return new(day, slot, at);
        }
    }

    /// <summary>Null where none comes in the next days.</summary>
    public static DateTimeOffset? Next(TimeOnly[] times, int perDay, int weekdays, string zoneId, DateTimeOffset after) =>
        Between(times, perDay, weekdays, zoneId, after, after.AddDays(DaysAhead)).FirstOrDefault()?.At;
}
