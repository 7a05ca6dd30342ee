namespace ContentFactory.Domain;

/// <summary>A day of a zone as instants: 23, 24 or 25 hours.</summary>
public static class LocalDay
{
    public static (DateTimeOffset Start, DateTimeOffset End) Of(DateOnly day, string zoneId) => (Start(day, zoneId), Start(day.AddDays(1), zoneId));

    public static DateTimeOffset Start(DateOnly day, string zoneId) => PlannedTime.At(day, TimeOnly.MinValue, zoneId).Instant;

    public static DateOnly At(DateTimeOffset instant, string zoneId) => PlannedTime.Of(instant, zoneId).Date;
}
