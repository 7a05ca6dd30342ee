using System.Globalization;

namespace ContentFactory.Web.Ui;

/// <summary>Instants as people of a zone read them, in the reader's language.</summary>
public static class ZonedText
{
    /// <summary>"21 Nov 2026, 10:05".</summary>
    public static string Moment(DateTimeOffset instant, string zoneId)
    {
        var local = In(instant, zoneId);
        return string.Create(CultureInfo.CurrentCulture, $"{local:d MMM yyyy}, {local:HH:mm}");
    }

    /// <summary>"21 Nov, 10:05", for lists of recent things.</summary>
    public static string Short(DateTimeOffset instant, string zoneId)
    {
        var local = In(instant, zoneId);
        return string.Create(CultureInfo.CurrentCulture, $"{local:d MMM}, {local:HH:mm}");
    }

    public static string Time(DateTimeOffset instant, string zoneId) => In(instant, zoneId).ToString("HH:mm", CultureInfo.CurrentCulture);

    public static string Day(DateOnly day) => day.ToString("dddd, d MMMM", CultureInfo.CurrentCulture);

    public static DateOnly Today(TimeProvider clock, string zoneId) => DateOnly.FromDateTime(In(clock.GetUtcNow(), zoneId));

    private static DateTime In(DateTimeOffset instant, string zoneId) => TimeZoneInfo.ConvertTime(instant, TimeZoneInfo.FindSystemTimeZoneById(zoneId)).DateTime;
}
