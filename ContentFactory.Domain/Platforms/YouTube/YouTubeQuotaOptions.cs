namespace ContentFactory.Domain.Platforms.YouTube;

/// <summary>Section <c>Platforms:YouTube</c>: what Google gives a project for a day, as its own page "Quotas" says.</summary>
public sealed class YouTubeQuotaOptions
{
    public const string Section = "Platforms:YouTube";

    /// <summary>For all calls but uploads.</summary>
    public int DailyUnits { get; set; } = 10_000;

    /// <summary>Uploads (videos.insert), which have a counter of their own.</summary>
    public int DailyInserts { get; set; } = 100;

    internal IEnumerable<string> Faults()
    {
        if (DailyUnits < 1)
            yield return $"{Section}:{nameof(DailyUnits)} must be a number above 0, such as 10000.";
        if (DailyInserts < 1)
            yield return $"{Section}:{nameof(DailyInserts)} must be a number above 0, such as 100.";
    }
}
