namespace ContentFactory.Domain;

/// <summary>How a local time met the clock of its zone.</summary>
public enum LocalTimeNote { None, MovedOutOfGap, FirstOfTwo }

/// <summary>A time that a person chose in a zone, and the instant that it means.</summary>
/// <remarks>
/// A time that does not exist (spring change) moves forward by the gap, or, where that would be the next day, back to the last minute before it:
/// it stays on its day. One that occurs twice takes the first occurrence.
/// </remarks>
public sealed record PlannedTime(DateOnly Date, TimeOnly Time, string ZoneId, DateTimeOffset Instant, LocalTimeNote Note)
{
    private static readonly TimeSpan FurthestEast = TimeSpan.FromHours(15);
    private static readonly TimeSpan FurthestWest = TimeSpan.FromHours(13);

    public static PlannedTime At(DateOnly date, TimeOnly time, string zoneId)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(zoneId);
        var local = date.ToDateTime(time, DateTimeKind.Utc);
        // IsInvalidTime and IsAmbiguousTime are wrong in zones whose winter time counts as the saving one (Dublin, Casablanca),
        // so only the direction from instant to clock is asked
        var before = zone.GetUtcOffset(new DateTimeOffset(local) - FurthestEast);
        var after = zone.GetUtcOffset(new DateTimeOffset(local) + FurthestWest);
        var (first, second) = before >= after ? (before, after) : (after, before);
        var fits = Fits(zone, local, first);
        var note = (fits, first != second && Fits(zone, local, second)) switch
        {
            (true, true) => LocalTimeNote.FirstOfTwo,
            (false, false) => LocalTimeNote.MovedOutOfGap,
            _ => LocalTimeNote.None,
        };
        var offset = note is LocalTimeNote.MovedOutOfGap ? before : fits ? first : second;
        var instant = new DateTimeOffset(local) - offset;
        if (note is LocalTimeNote.MovedOutOfGap && DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, zone).DateTime) != date)
            instant = ChangeOf(zone, new DateTimeOffset(local) - FurthestEast, instant, before).AddMinutes(-1);
        return new(date, time, zoneId, instant, note);
    }

    public static PlannedTime Of(DateTimeOffset instant, string zoneId)
    {
        var local = TimeZoneInfo.ConvertTime(instant, TimeZoneInfo.FindSystemTimeZoneById(zoneId));
        return new(DateOnly.FromDateTime(local.DateTime), TimeOnly.FromDateTime(local.DateTime), zoneId, instant.ToUniversalTime(), LocalTimeNote.None);
    }

    /// <summary>What the clock of the zone shows.</summary>
    public DateTime ToDateTime() => Date.ToDateTime(Time);

    /// <summary>The minute between two instants at which the clock changes.</summary>
    private static DateTimeOffset ChangeOf(TimeZoneInfo zone, DateTimeOffset from, DateTimeOffset until, TimeSpan before)
    {
        var (low, high) = (0, (int)(until - from).TotalMinutes);
        while (high - low > 1)
            if (zone.GetUtcOffset(from.AddMinutes((low + high) / 2)) == before)
                low = (low + high) / 2;
            else
                high = (low + high) / 2;
        return from.AddMinutes(high);
    }

    private static bool Fits(TimeZoneInfo zone, DateTime local, TimeSpan offset) => zone.GetUtcOffset(new DateTimeOffset(local) - offset) == offset;
}
