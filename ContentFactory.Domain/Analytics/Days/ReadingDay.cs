namespace ContentFactory.Domain.Analytics.Days;

/// <summary>
/// The day that a reading closes. The daily readings are made at midnight and tell what came before it, so the first hour of a day still
/// belongs to the one that ended; a post's numbers never stand before the day on which it went out.
/// </summary>
internal static class ReadingDay
{
    private static readonly TimeSpan Closing = TimeSpan.FromHours(1);

    public static DateOnly Of(DateTimeOffset takenAt, DateTimeOffset publishedAt, string zoneId)
    {
        var (day, published) = (Of(takenAt, zoneId), LocalDay.At(publishedAt, zoneId));
        return day < published ? published : day;
    }

    /// <summary>Of what is read of a channel.</summary>
    public static DateOnly Of(DateTimeOffset takenAt, string zoneId) => LocalDay.At(takenAt - Closing, zoneId);

    /// <summary>Between which instants readings of a channel close a day; the end belongs to the next one.</summary>
    public static (DateTimeOffset Start, DateTimeOffset End) Bounds(DateOnly day, string zoneId)
    {
        var (start, end) = LocalDay.Of(day, zoneId);
        return (start + Closing, end + Closing);
    }
}
