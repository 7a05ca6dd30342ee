using ContentFactory.Domain.Analytics.Days;
using ContentFactory.Domain.Analytics.Overview;

namespace ContentFactory.Tests.Analytics.Days;

public sealed class DayTotalsTests
{
    [Fact]
    public void Rates_are_kept_in_thousandths_of_each_view()
    {
        var sums = new DayTotals(Views: 30, AverageWatchSeconds: 20 / 3d, CompletionRate: 2 / 3d).Sums();

        Assert.Equal((30 * 6667, 30, 30 * 667, 30), (sums.WatchMs, sums.WatchedViews, sums.CompletionMillis, sums.CompletionViews));
        var numbers = new PeriodNumbers(sums, 1);
        Assert.Equal((6.667, 66.7), (Math.Round(numbers.Value(Figure.AverageWatch)!.Value, 6), Math.Round(numbers.Value(Figure.Completion)!.Value, 6)));
    }

    [Fact]
    public void A_rate_without_views_weighs_nothing()
    {
        var sums = new DayTotals(AverageWatchSeconds: 5, CompletionRate: 0.5).Sums();

        Assert.Equal((null, null, null, null), (sums.WatchMs, sums.WatchedViews, sums.CompletionMillis, sums.CompletionViews));
    }
}
