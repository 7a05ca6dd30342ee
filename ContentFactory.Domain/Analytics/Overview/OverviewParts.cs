using ContentFactory.Domain.Analytics.Days;

namespace ContentFactory.Domain.Analytics.Overview;

/// <summary>Where the numbers of days and of channels come from: sums of channels, or chosen posts.</summary>
internal sealed record OverviewParts(Func<DateOnly, (DaySums Sums, int Posts)> OfDay, FollowerLine? Followers, AiCosts? Costs, DateTimeOffset? AsOf)
{
    public required Func<Guid, bool, (DaySums Sums, int Posts)> OfChannel { get; init; }

    public PeriodNumbers Over(Period period)
    {
        var days = Days(period).Select(OfDay).ToList();
        return new(DaySums.Of(days.Select(d => d.Sums)), days.Sum(d => d.Posts), Followers?.Over(period), Costs?.Over(period));
    }

    public IReadOnlyList<DayNumbers> Line(Period period) =>
        [.. Days(period).Select(day => (day, OfDay(day))).Select(d => new DayNumbers(d.day, new(d.Item2.Sums, d.Item2.Posts, Followers?.Over(new Period(d.day, d.day)), Costs?.Over(new(d.day, d.day)))))];

    public PeriodNumbers Of(Guid channel, Period period, bool now)
    {
        var (sums, posts) = OfChannel(channel, now);
        return new(sums, posts, Followers?.Over(channel, now ? period : period.Before));
    }

    private static IEnumerable<DateOnly> Days(Period period) => Enumerable.Range(0, period.Days).Select(period.First.AddDays);
}
