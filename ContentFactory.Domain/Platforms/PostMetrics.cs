namespace ContentFactory.Domain.Platforms;

/// <summary>Numbers of one post at one moment; null where the network has no such number.</summary>
public sealed record PostMetrics(
    long? Views = null, long? Impressions = null, long? Reach = null, long? Likes = null, long? Comments = null, long? Shares = null,
    long? Saves = null, long? Clicks = null, double? AverageWatchSeconds = null, double? CompletionRate = null, int? Followers = null);

public enum MetricsKind { Read, Removed, NotObtainable, RateLimited, Failed }

/// <param name="Source">Where the numbers came from, e.g. "bot_api" or "public_page".</param>
public sealed record MetricsOutcome(MetricsKind Kind, PostMetrics? Metrics = null, string? Source = null, Problem? Reason = null, TimeSpan? RetryAfter = null);
