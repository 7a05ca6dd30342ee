using ContentFactory.Domain;
using ContentFactory.Domain.Analytics.Days;
using ContentFactory.Domain.Analytics.Overview;
using ContentFactory.Domain.Content;

namespace ContentFactory.Tests.Analytics.Overview;

public sealed class HoursTests
{
    // a Sunday evening in UTC
    private static readonly DateTimeOffset Sunday = new(2026, 11, 15, 22, 10, 0, TimeSpan.Zero);

    [Fact]
    public void The_best_hours_are_the_tenants_and_have_enough_posts()
    {
        List<PublishedPost> posts =
        [
            .. Posts(Sunday, 3, 5), .. Posts(Sunday.AddHours(2), 3, 10), .. Posts(Sunday.AddHours(4), PostingHours.LeastPosts - 1, 50), .. Posts(Sunday.AddHours(6), 4, 0),
        ];

        var hours = Hours.Of(posts, "Europe/Moscow");

        Assert.Equal([(DayOfWeek.Monday, 1, 3), (DayOfWeek.Monday, 3, 3), (DayOfWeek.Monday, 5, 2), (DayOfWeek.Monday, 7, 4)], hours.Cells.Select(c => (c.Weekday, c.Hour, c.Numbers.Posts)));
        Assert.Equal([3, 1], hours.Best.Select(c => c.Hour));
        Assert.Equal(10, hours.Best[0].Numbers.Value(Figure.EngagementRate));
    }

    private static IEnumerable<PublishedPost> Posts(DateTimeOffset at, int count, int rate) => Enumerable.Range(0, count).Select(n => new PublishedPost(
        Ids.New(at), Guid.Empty, Guid.Empty, PostType.TextPost, at.AddMinutes(n), true, new DayTotals(Views: 100, Likes: rate), DayTotals.None));
}
