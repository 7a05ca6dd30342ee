namespace ContentFactory.Domain.Platforms.YouTube;

/// <summary>The days in which Google counts a project's calls (YouTube Data API, "Quota costs", page of 11 September 2026).</summary>
internal static class YouTubeQuota
{
    private static readonly TimeZoneInfo Pacific = TimeZoneInfo.FindSystemTimeZoneById("America/Los_Angeles");

    /// <summary>The day in whose counters a call at this moment is counted; days of YouTube Analytics are the same.</summary>
    public static DateOnly DayOf(DateTimeOffset at) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, Pacific).DateTime);

    /// <summary>Until midnight Pacific time, when all counters start anew.</summary>
    public static TimeSpan UntilReset(DateTimeOffset now)
    {
        var midnight = DayOf(now).AddDays(1).ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(midnight, Pacific.GetUtcOffset(midnight)) - now;
    }
}
