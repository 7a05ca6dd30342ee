using System.Globalization;
using System.Text.Json;
using ContentFactory.Domain.Platforms.Http;

namespace ContentFactory.Domain.Platforms.YouTube;

/// <summary>Numbers of a video. The Data API's are of this moment; those of YouTube Analytics are days late and never worth a failure.</summary>
internal sealed class YouTubeMetrics(YouTubeVideos videos, YouTubeApi api, TimeProvider clock)
{
    public async Task<MetricsOutcome> ReadAsync(PlatformAccount account, string id, CancellationToken ct)
    {
        var read = await videos.ReadAsync(account, id, "snippet,statistics", QuotaCost.Spare, ct);
        if (read.IsGone)
            return new(MetricsKind.Removed, Source: YouTubeVideos.Source);
        var now = clock.GetUtcNow();
        if (read.Video is not { } video)
        {
            var refusal = YouTubeErrors.JudgeHarmless(read.Reply, account, now);
            return new(refusal.Kind is PublishKind.RateLimited ? MetricsKind.RateLimited : MetricsKind.Failed, Reason: refusal.Reason, RetryAfter: refusal.RetryAfter);
        }
        var (shares, watched) = await AnalyticsAsync(account, id, VideoProcessing.PublishedAt(video) ?? now, now, ct);
        return new(MetricsKind.Read, new(
            Views: video.WholeOrText("statistics", "viewCount"), Likes: video.WholeOrText("statistics", "likeCount"), Comments: video.WholeOrText("statistics", "commentCount"), Shares: shares, AverageWatchSeconds: watched), YouTubeVideos.Source);
    }

    private async Task<(long? Shares, double? AverageWatchSeconds)> AnalyticsAsync(PlatformAccount account, string id, DateTimeOffset from, DateTimeOffset to, CancellationToken ct)
    {
        var reply = await api.GetAsync(account, YouTubeApi.AnalyticsHost, "/v2/reports",
        [
            ("ids", "channel==MINE"), ("startDate", Day(from)), ("endDate", Day(to)), ("metrics", "views,averageViewDuration,shares"), ("dimensions", "day"), ("filters", $"video=={id}"),
        ], QuotaCost.Free, ct);
        return reply.IsSuccess ? Sum(reply.Json) : (null, null);
    }

    /// <summary>Days are added up; a day's average counts by its views.</summary>
    private static (long? Shares, double? AverageWatchSeconds) Sum(JsonElement report)
    {
        var columns = report.Items("columnHeaders").Select(c => c.Word("name")).ToList();
        var rows = report.Items("rows").Where(r => r.ValueKind is JsonValueKind.Array && r.GetArrayLength() == columns.Count).ToList();
        if (rows.Count == 0)
            return (null, null);
        double Cell(JsonElement row, string name) => columns.IndexOf(name) is >= 0 and var at && row[at].ValueKind is JsonValueKind.Number ? row[at].GetDouble() : 0;
        var views = rows.Sum(r => Cell(r, "views"));
        long? shares = columns.Contains("shares") ? (long)rows.Sum(r => Cell(r, "shares")) : null;
        return (shares, views > 0 && columns.Contains("averageViewDuration") ? rows.Sum(r => Cell(r, "views") * Cell(r, "averageViewDuration")) / views : null);
    }

    private static string Day(DateTimeOffset at) => YouTubeQuota.DayOf(at).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
