namespace ContentFactory.Domain.Analytics.Days;

/// <summary>One publication's readings in order of time, as its totals at the end of each day that has a reading.</summary>
internal static class DayFold
{
    public static List<(DateOnly Day, DateTimeOffset TakenAt, DayTotals Totals)> Of(IEnumerable<(DateTimeOffset TakenAt, DayTotals Totals)> readings, DateTimeOffset publishedAt, string zoneId, DayTotals before)
    {
        var days = new List<(DateOnly Day, DateTimeOffset TakenAt, DayTotals Totals)>();
        var totals = before;
        foreach (var reading in readings)
        {
            totals = reading.Totals.Over(totals);
            var day = ReadingDay.Of(reading.TakenAt, publishedAt, zoneId);
            if (days.Count > 0 && days[^1].Day == day)
                days[^1] = (day, reading.TakenAt, totals);
            else
                days.Add((day, reading.TakenAt, totals));
        }
        return days;
    }

    /// <summary>What each of those days gained.</summary>
    public static IEnumerable<(DateOnly Day, DaySums Gain)> Gains(IEnumerable<(DateOnly Day, DayTotals Totals)> days, DayTotals before)
    {
        var sums = before.Sums();
        foreach (var (day, totals) in days)
        {
            var now = totals.Sums();
            yield return (day, now.Since(sums));
            sums = now;
        }
    }
}
