using ContentFactory.Domain.Analytics.Days;
using ContentFactory.Domain.Analytics.Overview;

namespace ContentFactory.Web.Analytics.Overview;

/// <summary>Days of a long period taken together by weeks, so that a year is a line and not a comb.</summary>
internal static class ChartSteps
{
    private const int MostDays = 120;

    public static bool AreWeeks(Period period) => period.Days > MostDays;

    /// <param name="firstDay">With which day the reader's weeks begin. The first and the last one may be cut.</param>
    public static NumbersOverview Of(NumbersOverview numbers, DayOfWeek firstDay)
    {
        if (!AreWeeks(numbers.Period))
            return numbers;
        var weeks = Lengths(numbers.Days.Select(d => d.Day), firstDay);
        return numbers with { Days = Taken(numbers.Days, weeks), DaysBefore = Taken(numbers.DaysBefore, weeks) };
    }

    private static List<int> Lengths(IEnumerable<DateOnly> days, DayOfWeek firstDay)
    {
        var lengths = new List<int>();
        foreach (var day in days)
            if (lengths.Count == 0 || day.DayOfWeek == firstDay)
                lengths.Add(1);
            else
                lengths[^1]++;
        return lengths;
    }

    // the period before is cut at the same places, so that both lie on each other
    private static List<DayNumbers> Taken(IReadOnlyList<DayNumbers> days, IEnumerable<int> lengths)
    {
        var (weeks, at) = (new List<DayNumbers>(), 0);
        foreach (var length in lengths)
        {
            var week = days.Skip(at).Take(length).Select(d => d.Numbers).ToList();
            var counted = week.Where(n => n.Followers is not null).Select(n => n.Followers!.Value).ToList();
            weeks.Add(new(days[at].Day, new(DaySums.Of(week.Select(n => n.Sums)), week.Sum(n => n.Posts), counted.Count == 0 ? null : new FollowerSpan(counted[0].Start, counted[^1].End))));
            at += length;
        }
        return weeks;
    }
}
