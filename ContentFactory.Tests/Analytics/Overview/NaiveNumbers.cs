using ContentFactory.Domain.Analytics.Overview;
using ContentFactory.Domain.Platforms;

namespace ContentFactory.Tests.Analytics.Overview;

/// <summary>The figures once more, straight from the readings and with nothing of the application's arithmetic.</summary>
internal sealed class NaiveNumbers(IReadOnlyList<PastPost> posts, IReadOnlyList<PastReading> readings, IReadOnlyList<Guid> channels, string zoneId, bool ofPosts)
{
    private readonly TimeZoneInfo zone = TimeZoneInfo.FindSystemTimeZoneById(zoneId);

    public double? Of(Figure figure, DateOnly first, DateOnly last)
    {
        var (start, end) = (Midnight(first), Midnight(last.AddDays(1)));
        var next = last.AddDays(1);
        double? Gain(Func<PostMetrics, double?> number)
        {
            // a post whose numbers nobody read in these days says nothing of them, which is not zero
            var ends = posts.Where(p => readings.Any(r => r.Post.Id == p.Id && Closes(r) >= first && Closes(r) < next)).Select(p => (Before: number(At(p, first)), After: number(At(p, next)))).ToList();
            return ends.All(e => e.Before is null && e.After is null) ? null : ends.Sum(e => (e.After ?? 0) - (e.Before ?? 0));
        }
        double? Ratio(Func<PostMetrics, double?> part, Func<PostMetrics, double?> whole, double times) => Gain(whole) is > 0 and var base_ ? Gain(part) / base_ * times : null;
        return figure switch
        {
            Figure.Posts => posts.Count(p => p.PublishedAt >= start && p.PublishedAt < end),
            Figure.Views => Gain(m => m.Views),
            Figure.Impressions => Gain(m => m.Impressions),
            Figure.Reach => Gain(m => m.Reach),
            Figure.Likes => Gain(m => m.Likes),
            Figure.Comments => Gain(m => m.Comments),
            Figure.Shares => Gain(m => m.Shares),
            Figure.Saves => Gain(m => m.Saves),
            Figure.Clicks => Gain(m => m.Clicks),
            Figure.Engagements => Gain(Engaged),
            Figure.EngagementRate => Ratio(m => Seen(m) is null ? null : Engaged(m), m => Engaged(m) is null ? null : Seen(m), 100),
            Figure.ClickRate => Ratio(m => m.Views is null ? null : m.Clicks, m => m.Clicks is null ? null : m.Views, 100),
            Figure.WatchHours => Gain(Watched) / 3600,
            Figure.AverageWatch => Ratio(Watched, m => m.AverageWatchSeconds is null ? null : m.Views, 1),
            Figure.Completion => Ratio(m => m.CompletionRate * m.Views, m => m.CompletionRate is null ? null : m.Views, 100),
            Figure.Followers => ofPosts ? null : Followers(first, next, start: false),
            Figure.FollowersGained => ofPosts ? null : Followers(first, next, start: false) - Followers(first, next, start: true),
            Figure.AiCost or Figure.CostPerPost or Figure.CostPerThousandViews => null,
        };
    }

    private static double? Engaged(PostMetrics m) => m.Likes is null && m.Comments is null && m.Shares is null && m.Saves is null ? null : (m.Likes ?? 0) + (m.Comments ?? 0) + (m.Shares ?? 0) + (m.Saves ?? 0);

    private static double? Seen(PostMetrics m) => m.Impressions ?? m.Reach ?? m.Views;

    private static double? Watched(PostMetrics m) => m.AverageWatchSeconds * m.Views;

    /// <summary>The day of which a reading tells: within an hour of midnight the one before, but none on which the post was not out.</summary>
    private DateOnly Closes(PastReading reading) => Closes(reading.At) is var day && DayOf(reading.Post.PublishedAt) is var published && day < published ? published : day;

    private DateOnly Closes(DateTimeOffset at) => DayOf(at.AddMinutes(-60));

    private DateOnly DayOf(DateTimeOffset at) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime);

    /// <summary>Each number as it was said last before a day.</summary>
    private PostMetrics At(PastPost post, DateOnly day)
    {
        var known = new PostMetrics();
        foreach (var m in readings.Where(r => r.Post.Id == post.Id && Closes(r) < day).OrderBy(r => r.At).Select(r => r.Metrics))
            known = new(
                m.Views ?? known.Views, m.Impressions ?? known.Impressions, m.Reach ?? known.Reach, m.Likes ?? known.Likes, m.Comments ?? known.Comments, m.Shares ?? known.Shares,
                m.Saves ?? known.Saves, m.Clicks ?? known.Clicks, m.AverageWatchSeconds ?? known.AverageWatchSeconds, m.CompletionRate ?? known.CompletionRate);
        return known;
    }

    private double? Followers(DateOnly from, DateOnly to, bool start)
    {
        double? sum = null;
        foreach (var channel in channels)
        {
            var said = readings.Where(r => r.Post.Channel == channel && r.Metrics.Followers is not null && Closes(r.At) < to).OrderBy(r => r.At).ToList();
            if (said.Count == 0)
                continue;
            var one = start ? said.LastOrDefault(r => Closes(r.At) < from) ?? said[0] : said[^1];
            sum = (sum ?? 0) + one.Metrics.Followers!.Value;
        }
        return sum;
    }

    private DateTimeOffset Midnight(DateOnly day) => new(TimeZoneInfo.ConvertTimeToUtc(day.ToDateTime(TimeOnly.MinValue), zone));
}
