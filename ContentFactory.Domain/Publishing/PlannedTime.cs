namespace ContentFactory.Domain.Publishing;

/// <summary>How a local time met the clock of its zone.</summary>
public enum LocalTimeNote { None, MovedOutOfGap, FirstOfTwo }

/// <summary>A time that a person chose in a zone, and the instant that it means.</summary>
/// <remarks>A time that does not exist (spring change) moves forward by the gap; one that occurs twice takes the first occurrence.</remarks>
public sealed record PlannedTime(DateOnly Date, TimeOnly Time, string ZoneId, DateTimeOffset Instant, LocalTimeNote Note)
{
    public static PlannedTime At(DateOnly date, TimeOnly time, string zoneId)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(zoneId);
        var local = date.ToDateTime(time);
        var note = LocalTimeNote.None;
        if (zone.IsInvalidTime(local))
        {
            local += GapAt(zone, local);
            note = LocalTimeNote.MovedOutOfGap;
        }
        var offset = zone.GetUtcOffset(local);
        if (zone.IsAmbiguousTime(local))
        {
            offset = zone.GetAmbiguousTimeOffsets(local).Max();
            note = LocalTimeNote.FirstOfTwo;
        }
        return new(date, time, zoneId, new DateTimeOffset(local, offset).ToUniversalTime(), note);
    }

    public static PlannedTime Of(DateTimeOffset instant, string zoneId)
    {
        var local = TimeZoneInfo.ConvertTime(instant, TimeZoneInfo.FindSystemTimeZoneById(zoneId));
        return new(DateOnly.FromDateTime(local.DateTime), TimeOnly.FromDateTime(local.DateTime), zoneId, instant.ToUniversalTime(), LocalTimeNote.None);
    }

    private static TimeSpan GapAt(TimeZoneInfo zone, DateTime local)
    {
        var before = zone.GetUtcOffset(local.AddDays(-1));
        var after = zone.GetUtcOffset(local.AddDays(1));
        return after > before ? after - before : TimeSpan.FromHours(1);
    }
}
