namespace ContentFactory.Domain.Platforms.YouTube;

/// <summary>Which of a project's daily counters a call takes from.</summary>
internal enum QuotaCounter
{
    /// <summary>10,000 units a day for everything that has no counter of its own.</summary>
    Units,
    /// <summary>100 calls of videos.insert a day.</summary>
    Inserts,
    /// <summary>100 calls of search.list a day.</summary>
    Searches,
}

/// <param name="Method">As the Data API names it.</param>
/// <param name="Units">How much one call takes from its counter.</param>
internal sealed record QuotaCost(string Method, int Units, QuotaCounter Counter = QuotaCounter.Units);

/// <summary>
/// What calls cost a Google project (YouTube Data API, "Quota costs", page of 11 September 2026). A project that Google granted more has its
/// own figures in the Google Cloud console; older pages count an insert as 1,600 of 10,000 units.
/// </summary>
internal static class YouTubeQuota
{
    public const int UnitsPerDay = 10_000;
    public const int InsertsPerDay = 100;
    public const int SearchesPerDay = 100;

    public static readonly IReadOnlyList<QuotaCost> Costs =
    [
        new("videos.insert", 1, QuotaCounter.Inserts),
        new("search.list", 1, QuotaCounter.Searches),
        new("videos.list", 1),
        new("channels.list", 1),
        new("playlistItems.list", 1),
        new("videos.update", 50),
        new("videos.delete", 50),
        new("thumbnails.set", 50),
        new("commentThreads.insert", 50),
        new("comments.insert", 50),
        new("captions.insert", 400),
    ];

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
