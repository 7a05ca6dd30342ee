using ContentFactory.Domain.Analytics.Days;

namespace ContentFactory.Domain.Analytics.Overview;

/// <summary>Posts by the hour of the week at which they went out.</summary>
internal static class Hours
{
    private const int MostBest = 3;

    public static PostingHours Of(IEnumerable<PublishedPost> posts, string zoneId)
    {
        var cells = posts.GroupBy(p => At(p.PublishedAt, zoneId)).Select(g => new HourNumbers(g.Key.Weekday, g.Key.Hour, new(DaySums.Of(g.Select(p => p.End.Sums())), g.Count())))
            .OrderBy(c => c.Weekday).ThenBy(c => c.Hour).ToList();
        return new(cells, [.. cells.Where(c => c.Numbers.Posts >= PostingHours.LeastPosts && Rate(c) > 0).OrderByDescending(Rate).ThenByDescending(c => c.Numbers.Posts).Take(MostBest)]);
    }

    private static double? Rate(HourNumbers cell) => cell.Numbers.Value(Figure.EngagementRate);

    private static (DayOfWeek Weekday, int Hour) At(DateTimeOffset instant, string zoneId)
    {
        var local = PlannedTime.Of(instant, zoneId);
        return (local.Date.DayOfWeek, local.Time.Hour);
    }
}
