using ContentFactory.Domain;
using ContentFactory.Domain.Publishing;

namespace ContentFactory.Tests.Publishing.Planning;

/// <summary>Rules by the clock of a zone, without a database.</summary>
public sealed class RepetitionTests
{
    private const int Cases = 1_000_000;
    private const int Run = 6;
    private static readonly DateOnly First = new(2020, 1, 1);
    private static readonly DateOnly Last = new(2035, 12, 20);

    /// <summary>A million occurrences of daily rules in all zones, most of them around changes of the clock.</summary>
    [Fact]
    public void Daily_rule_goes_out_once_each_local_day_in_every_zone()
    {
        var seed = Environment.TickCount;
        var zones = TimeZoneInfo.GetSystemTimeZones().Where(z => z.HasIanaId).ToList();
        var runs = (Cases / zones.Count / Run) + 1;

        var tried = zones.AsParallel().Select((zone, n) => Try(zone, new Random(seed + n), runs)).ToList();

        var (wrong, moved) = (tried.SelectMany(t => t.Faults).ToList(), tried.Sum(t => t.Moved));
        Assert.True(wrong.Count == 0, $"seed {seed}: {wrong.Count} of {runs * Run * zones.Count}, such as {wrong.FirstOrDefault()}");
        Assert.True(runs * Run * zones.Count >= Cases && moved > 1000, $"{zones.Count} zones, {runs} runs each, {moved} times moved by the clock");
    }

    [Theory]
    [InlineData("America/Nuuk", "2027-03-27T23:30", "2027-03-27T22:59")]
    [InlineData("Europe/Berlin", "2027-03-28T02:30", "2027-03-28T03:30")]
    [InlineData("Asia/Beirut", "2027-03-28T00:30", "2027-03-28T01:30")]
    public void Skipped_time_stays_on_its_own_day(string zone, string chosen, string shown)
    {
        var local = DateTime.Parse(chosen, System.Globalization.CultureInfo.InvariantCulture);
        var planned = PlannedTime.At(DateOnly.FromDateTime(local), TimeOnly.FromDateTime(local), zone);
        Assert.Equal((LocalTimeNote.MovedOutOfGap, DateTime.Parse(shown, System.Globalization.CultureInfo.InvariantCulture)),
            (planned.Note, TimeZoneInfo.ConvertTime(planned.Instant, TimeZoneInfo.FindSystemTimeZoneById(zone)).DateTime));
    }

    [Fact]
    public void Nth_occurrence_is_the_start_and_n_steps()
    {
        var rule = new Repetition(new(2026, 11, 20), new(10, 0), "Europe/Moscow", 13, []);

        for (var n = 0; n < 60; n++)
        {
            var late = PlannedTime.At(rule.DateOf(n), new(23, 0), "Europe/Moscow").Instant;
            Assert.Equal(new DateOnly(2026, 11, 20).AddDays(13 * n), rule.DateOf(n));
            Assert.Equal(rule.DateOf(n + 1), rule.After(late).First().Date);
        }
    }

    [Fact]
    public void Weekdays_repeat_each_week_from_the_start()
    {
        // a Friday
        var rule = new Repetition(new(2026, 11, 20), new(10, 0), "Europe/Moscow", 1, [DayOfWeek.Monday, DayOfWeek.Friday, DayOfWeek.Monday]);

        Assert.Equal([20, 23, 27, 30], rule.After(DateTimeOffset.MinValue.AddDays(2)).Take(4).Select(p => p.Date.Day));
        Assert.Equal((3, DayOfWeek.Wednesday), (rule.LeastDays, (rule with { On = [DayOfWeek.Wednesday] }).DateOf(5).DayOfWeek));
    }

    [Fact]
    public void Rule_ends_with_its_last_day_or_number()
    {
        var rule = new Repetition(new(2026, 11, 20), new(10, 0), "Europe/Moscow", 2, []);
        var before = new DateTimeOffset(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);

        Assert.Equal([20, 22, 24], (rule with { Until = new(2026, 11, 25) }).After(before).Select(p => p.Date.Day));
        Assert.Equal([20, 22], (rule with { Count = 2 }).After(before).Select(p => p.Date.Day));
        Assert.Empty((rule with { Count = 2 }).After(before.AddDays(60)));
    }

    private static (List<string> Faults, int Moved) Try(TimeZoneInfo zone, Random random, int runs)
    {
        var (changes, faults, moved) = (ChangesOf(zone), new List<string>(), 0);
        for (var n = 0; n < runs; n++)
        {
            var (start, day, time) = Case(random, changes);
            var rule = new Repetition(start, time, zone.Id, 1, []);
            // from the occurrence before, so that the rule has to find its place in the middle
            var from = PlannedTime.At(day.AddDays(-1), time, zone.Id).Instant;
            faults.AddRange(FaultsOf(zone, day, rule.After(from).Take(Run).ToList(), ref moved).Select(fault => $"{zone.Id} {day:O} {time:O}: {fault}"));
        }
        return (faults, moved);
    }

    private static (DateOnly Start, DateOnly Day, TimeOnly Time) Case(Random random, List<(DateOnly Day, TimeOnly Time)> changes)
    {
        var (day, minute) = (First.AddDays(random.Next(40, Last.DayNumber - First.DayNumber)), random.Next(1440));
        if (changes.Count > 0 && random.Next(5) > 0)
        {
            var change = changes[random.Next(changes.Count)];
            day = change.Day.AddDays(-random.Next(Run));
            if (random.Next(3) > 0)
                minute = (int)(change.Time.ToTimeSpan().TotalMinutes + random.Next(-130, 130) + 1440) % 1440;
        }
        return (day.AddDays(-random.Next(1, 2000)), day, new TimeOnly(minute / 60, minute % 60));
    }

    private static IEnumerable<string> FaultsOf(TimeZoneInfo zone, DateOnly day, List<PlannedTime> run, ref int moved)
    {
        var faults = new List<string>();
        for (var i = 0; i < run.Count; i++)
        {
            var planned = run[i];
            var shown = TimeZoneInfo.ConvertTime(planned.Instant, zone).DateTime;
            if (planned.Date != day.AddDays(i) || DateOnly.FromDateTime(shown) != planned.Date)
                faults.Add($"{i}. is for {planned.Date:O} and falls on {shown:O}");
            if (i > 0 && planned.Instant <= run[i - 1].Instant)
                faults.Add($"{i}. is not after the one before");
            if (shown == planned.ToDateTime())
                continue;
            moved++;
            if (Shows(zone, planned.ToDateTime()))
                faults.Add($"{i}. is at {shown:O} although the clock shows its time");
        }
        if (run.Count != Run)
            faults.Add($"{run.Count} occurrences");
        return faults;
    }

    /// <summary>Whether the clock of the zone shows this time at all, by trying every offset that there is.</summary>
    private static bool Shows(TimeZoneInfo zone, DateTime local) => Enumerable.Range(-48, 48 + 57)
        .Any(quarter => new DateTimeOffset(local, TimeSpan.Zero).AddMinutes(-15 * quarter) is var instant && TimeZoneInfo.ConvertTime(instant, zone).DateTime == local);

    /// <summary>The days on which the clock changes, and what it showed an instant before.</summary>
    private static List<(DateOnly Day, TimeOnly Time)> ChangesOf(TimeZoneInfo zone)
    {
        var found = new List<(DateOnly, TimeOnly)>();
        var last = new DateTimeOffset(Last.ToDateTime(default), TimeSpan.Zero);
        var before = zone.GetUtcOffset(new DateTimeOffset(First.AddDays(40).ToDateTime(default), TimeSpan.Zero));
        for (var week = new DateTimeOffset(First.AddDays(40).ToDateTime(default), TimeSpan.Zero); week < last; week = week.AddDays(7))
        {
            var after = zone.GetUtcOffset(week.AddDays(7));
            if (after == before)
                continue;
            var day = Enumerable.Range(0, 7).Select(d => week.AddDays(d)).First(d => zone.GetUtcOffset(d.AddDays(1)) != before);
            var minute = Enumerable.Range(0, 1441).First(m => zone.GetUtcOffset(day.AddMinutes(m)) != before);
            var shown = day.AddMinutes(minute - 1).ToOffset(before).DateTime;
            found.Add((DateOnly.FromDateTime(shown), TimeOnly.FromDateTime(shown)));
            before = after;
        }
        return found;
    }
}
