using ContentFactory.Domain.Analytics;

namespace ContentFactory.Tests.Analytics;

public sealed class MetricsPlanTests
{
    private static readonly DateTimeOffset Published = new(2026, 11, 20, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Readings_follow_the_plan_to_day_ninety()
    {
        var readings = new List<DateTimeOffset>();
        var at = Published;
        while (MetricsPlan.Next(Published, at, "Europe/Moscow", sandbox: false) is { } next)
            readings.Add(at = next);

        Assert.Equal(Published.AddHours(1), readings[0]);
        Assert.All(readings.Take(56).Zip(readings.Skip(1)), pair => Assert.InRange(pair.Second - pair.First, TimeSpan.FromMinutes(1), TimeSpan.FromHours(24)));
        Assert.All(readings.Take(56).Zip(readings.Skip(1).Take(55)), pair => Assert.Equal(TimeSpan.FromHours(3), pair.Second - pair.First));
        Assert.All(readings.Skip(57), at => Assert.Equal(TimeSpan.FromHours(21), at.TimeOfDay));
        Assert.InRange(readings[^1] - Published, TimeSpan.FromDays(89), TimeSpan.FromDays(90));
    }

    [Fact]
    public void Late_collector_skips_what_it_missed() =>
        Assert.Equal(Published.AddHours(31), MetricsPlan.Next(Published, Published.AddHours(29.5), "Europe/Moscow", sandbox: false));

    [Fact]
    public void Sandbox_is_read_by_minutes_in_its_first_hour()
    {
        Assert.Equal(Published.AddMinutes(31), MetricsPlan.Next(Published, Published.AddMinutes(30), "Europe/Moscow", sandbox: true));
        Assert.Equal(Published.AddHours(4), MetricsPlan.Next(Published, Published.AddMinutes(61), "Europe/Moscow", sandbox: true));
    }
}
