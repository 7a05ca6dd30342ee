using ContentFactory.Domain;

namespace ContentFactory.Tests.Publishing;

public sealed class PlannedTimeTests
{
    public static TheoryData<string> Zones => [.. TimeZoneInfo.GetSystemTimeZones().Select(z => z.Id)];

    [Theory]
    [MemberData(nameof(Zones))]
    public void Keeps_the_chosen_clock_time_in_every_zone(string id)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(id);
        var random = new Random(id.Length);
        foreach (var local in Enumerable.Range(0, 60).Select(_ => new DateTime(2024, 1, 1).AddMinutes(random.Next(60 * 24 * 365 * 6))).Concat(NearChanges(zone)))
        {
            var planned = PlannedTime.At(DateOnly.FromDateTime(local), TimeOnly.FromDateTime(local), id);
            var meant = Instants(zone, local);
            var (note, instant) = meant.Count switch
            {
                0 => (LocalTimeNote.MovedOutOfGap, planned.Instant),
                1 => (LocalTimeNote.None, meant[0]),
                _ => (LocalTimeNote.FirstOfTwo, meant[0]),
            };
            Assert.Equal((id, local, note, instant), (id, local, planned.Note, planned.Instant));
            if (meant.Count > 0)
                continue;
            var shown = TimeZoneInfo.ConvertTime(planned.Instant, zone).DateTime;
            Assert.Equal((id, local.Date), (id, shown.Date));
            Assert.InRange((shown - local).Duration().TotalHours, 0.01, 24);
        }
    }

    [Theory]
    [MemberData(nameof(Zones))]
    public void Days_follow_each_other_without_gap_or_overlap(string id)
    {
        for (var day = new DateOnly(2025, 12, 25); day < new DateOnly(2027, 1, 5); day = day.AddDays(1))
        {
            var (start, end) = LocalDay.Of(day, id);
            Assert.True(end > start, $"{id} {day:O}");
            Assert.Equal(LocalDay.Start(day.AddDays(1), id), end);
            Assert.Equal(day, LocalDay.At(start, id));
            Assert.Equal(day, LocalDay.At(end.AddTicks(-1), id));
        }
    }

    [Theory]
    [InlineData("Europe/Berlin", "2027-03-28T02:30", "2027-03-28T01:30", LocalTimeNote.MovedOutOfGap)]
    [InlineData("Europe/Berlin", "2027-10-31T02:30", "2027-10-31T00:30", LocalTimeNote.FirstOfTwo)]
    [InlineData("Australia/Lord_Howe", "2027-10-03T02:10", "2027-10-02T15:40", LocalTimeNote.MovedOutOfGap)]
    [InlineData("Europe/Moscow", "2026-11-27T10:00", "2026-11-27T07:00", LocalTimeNote.None)]
    public void Reads_the_changes_of_the_clock(string zone, string local, string utc, LocalTimeNote note)
    {
        var chosen = DateTime.Parse(local, System.Globalization.CultureInfo.InvariantCulture);
        var planned = PlannedTime.At(DateOnly.FromDateTime(chosen), TimeOnly.FromDateTime(chosen), zone);
        Assert.Equal((DateTime.Parse(utc, System.Globalization.CultureInfo.InvariantCulture), note), (planned.Instant.UtcDateTime, planned.Note));
    }

    /// <summary>All instants at which the clock of the zone shows this time, by trying every offset that there is.</summary>
    private static List<DateTimeOffset> Instants(TimeZoneInfo zone, DateTime local) =>
        [.. from quarter in Enumerable.Range(-48, 48 + 57)
            let instant = new DateTimeOffset(local, TimeSpan.Zero).AddMinutes(-15 * quarter)
            where TimeZoneInfo.ConvertTime(instant, zone).DateTime == local
            orderby instant
            select instant];

    /// <summary>Five-minute steps around the changes of one year.</summary>
    private static IEnumerable<DateTime> NearChanges(TimeZoneInfo zone)
    {
        for (var hour = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero); hour.Year == 2026; hour = hour.AddHours(1))
            if (zone.GetUtcOffset(hour) != zone.GetUtcOffset(hour.AddHours(1)))
                foreach (var minute in Enumerable.Range(-30, 90).Select(n => n * 5))
                    yield return TimeZoneInfo.ConvertTime(hour, zone).DateTime.AddMinutes(minute);
    }
}
