using ContentFactory.Domain.Analytics.Days;

namespace ContentFactory.Domain.Analytics.Overview;

/// <summary>Where the numbers of days and of channels come from: sums of channels, or chosen posts.</summary>
internal sealed record OverviewParts(Func<DateOnly, DaySums> OfDay, PostCounts Posts, FollowerLine? Followers, AiCosts? Costs, DateTimeOffset? AsOf)
{
    public required Func<Guid, bool, DaySums> OfChannel { get; init; }

    public PeriodNumbers Over(Period period) =>
        new(DaySums.Of(Days(period).Select(OfDay)), Days(period).Sum(Posts.Of), Followers?.Over(period), Costs?.Over(period));

    public IReadOnlyList<DayNumbers> Line(Period period) => [.. Days(period).Select(day => new DayNumbers(day, Over(new Period(day, day))))];

    public PeriodNumbers Of(Guid channel, Period period, bool now)
    {
        var days = now ? period : period.Before;
        return new(OfChannel(channel, now), Posts.Of(channel, days), Followers?.Over(channel, days));
    }

    private static IEnumerable<DateOnly> Days(Period period) => Enumerable.Range(0, period.Days).Select(period.First.AddDays);
}
