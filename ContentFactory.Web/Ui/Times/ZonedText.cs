using System.Globalization;
using Microsoft.Extensions.Localization;

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

    /// <summary>"Europe/Moscow, UTC+3": the zone with its offset at that instant.</summary>
    public static string Zone(DateTimeOffset instant, string zoneId)
    {
        var offset = TimeZoneInfo.FindSystemTimeZoneById(zoneId).GetUtcOffset(instant);
        var minutes = offset.Minutes == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $":{Math.Abs(offset.Minutes):00}");
        return string.Create(CultureInfo.InvariantCulture, $"{zoneId}, UTC{(offset < TimeSpan.Zero ? '−' : '+')}{Math.Abs(offset.Hours)}{minutes}");
    }

    /// <summary>"5 minutes ago", "in 2 hours"; the moment itself when it is more than a week away.</summary>
    public static string Ago(DateTimeOffset instant, DateTimeOffset now, string zoneId, IStringLocalizer<Texts> texts)
    {
        var distance = (now - instant).Duration();
        if (distance > TimeSpan.FromDays(7))
            return Moment(instant, zoneId);
        if (distance < TimeSpan.FromMinutes(1))
            return texts["When_Now"];
        var (unit, count) = distance.TotalHours < 1 ? ("Minutes", distance.TotalMinutes) : distance.TotalDays < 1 ? ("Hours", distance.TotalHours) : ("Days", distance.TotalDays);
        return texts.Plural($"When_{unit}{(instant > now ? "Ahead" : "Ago")}", (long)count);
    }

    private static DateTime In(DateTimeOffset instant, string zoneId) => TimeZoneInfo.ConvertTime(instant, TimeZoneInfo.FindSystemTimeZoneById(zoneId)).DateTime;
}
