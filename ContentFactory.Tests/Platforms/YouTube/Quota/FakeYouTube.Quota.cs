namespace ContentFactory.Tests.Platforms.YouTube;

internal sealed partial class FakeYouTube
{
    private static readonly TimeZoneInfo California = TimeZoneInfo.FindSystemTimeZoneById("America/Los_Angeles");

    private readonly Dictionary<(DateOnly Day, bool Inserts), int> used = [];

    /// <summary>Of the project, as the page "Quota costs" gives them.</summary>
    public int DailyUnits { get; set; } = 10_000;

    public int DailyInserts { get; set; } = 100;

    /// <summary>The channel's phone number is confirmed.</summary>
    public bool MaySetCovers { get; set; } = true;

    public int UnitsToday => used.GetValueOrDefault((DayOf(Now), false));

    public int InsertsToday => used.GetValueOrDefault((DayOf(Now), true));

    public static DateOnly DayOf(DateTimeOffset at) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, California).DateTime);

    private static int CostOf(string step) => step switch
    {
        "session" => 1,
        "thumbnail" or "videos.delete" or "commentThreads.insert" => 50,
        "videos.list" or "channels.list" or "playlistItems.list" => 1,
        // YouTube Analytics is another API with a quota of its own
        "reports" => 0,
        _ => 100,
    };

    /// <summary>False where the day's quota does not reach.</summary>
    private bool Spend(string step)
    {
        var (counter, cost) = ((DayOf(Now), step == "session"), CostOf(step));
        if (used.GetValueOrDefault(counter) + cost > (step == "session" ? DailyInserts : DailyUnits))
            return false;
        used[counter] = used.GetValueOrDefault(counter) + cost;
        return true;
    }
}
