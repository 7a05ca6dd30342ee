using System.Globalization;
using ContentFactory.Domain;
using ContentFactory.Domain.Publishing;

namespace ContentFactory.Tests.Publishing.Evergreen;

/// <summary>Slots and cool-downs through the changes of the clocks of several zones.</summary>
public sealed class EvergreenClockTests
{
    private static readonly Guid Channel = Ids.New(TimeProvider.System);

    public static TheoryData<string> Zones => ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "America/Nuuk", "Asia/Kolkata", "Africa/Casablanca", "Pacific/Apia"];

    [Theory]
    [MemberData(nameof(Zones))]
    public void Daily_slot_comes_once_on_each_day_of_a_year(string zone)
    {
        foreach (var time in new[] { "00:00", "00:30", "02:30", "03:00", "23:30" })
        {
            var slot = Daily(TimeOnly.Parse(time, CultureInfo.InvariantCulture));
            var (start, end) = (LocalDay.Start(new(2026, 1, 1), zone), LocalDay.Start(new(2027, 1, 1), zone));

            var planned = slot.Between(start.AddTicks(-1), end.AddTicks(-1), zone).ToList();

            Assert.Equal(365, planned.Count);
            Assert.Equal(Enumerable.Range(0, 365).Select(n => new DateOnly(2026, 1, 1).AddDays(n)), planned.Select(p => p.Date));
            Assert.All(planned, p => Assert.Equal(p.Date, LocalDay.At(p.Instant, zone)));
        }
    }

    [Theory]
    [MemberData(nameof(Zones))]
    public void Windows_that_follow_each_other_lose_and_double_nothing(string zone)
    {
        var slot = Daily(new(2, 30));
        var (start, end) = (new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2026, 4, 15, 0, 0, 0, TimeSpan.Zero));

        var pieces = Enumerable.Range(0, (int)(end - start).TotalHours).SelectMany(h => slot.Between(start.AddHours(h), start.AddHours(h + 1), zone));

        Assert.Equal(slot.Between(start, end, zone), pieces);
    }

    [Theory]
    [MemberData(nameof(Zones))]
    public void Weekly_post_with_a_cool_down_of_a_week_never_misses_one(string zone)
    {
        var slot = Daily(new(2, 30));
        var post = new RotatingPost(Ids.New(TimeProvider.System), DateTimeOffset.UnixEpoch, null, null);
        var rotation = new Rotation(7, [post]);
        var times = slot.Between(new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), new(2027, 1, 1, 0, 0, 0, TimeSpan.Zero), zone).Where(p => p.Date.DayOfWeek is DayOfWeek.Sunday).ToList();

        foreach (var time in times)
        {
            Assert.Same(post, rotation.At(Channel, time).Post);
            rotation.Take(post, Channel, time);
        }

        Assert.Equal(52, times.Count);
    }

    [Fact]
    public void What_went_out_a_day_too_early_still_rests()
    {
        var post = new RotatingPost(Ids.New(TimeProvider.System), DateTimeOffset.UnixEpoch, null, null);
        var rotation = new Rotation(7, [post]);
        rotation.Take(post, Channel, PlannedTime.At(new(2026, 10, 19), new(10, 0), "Europe/Berlin"));

        var sunday = rotation.At(Channel, PlannedTime.At(new(2026, 10, 25), new(10, 0), "Europe/Berlin"));

        Assert.Equal((null, 1, new DateTimeOffset(2026, 10, 26, 9, 0, 0, TimeSpan.Zero)), ((Guid?)sunday.Post?.PostId, sunday.Resting, sunday.FreeAt!.Value.ToUniversalTime()));
    }

    private static EvergreenSlot Daily(TimeOnly time)
    {
        var id = Ids.New(TimeProvider.System);
        return new(id, id, id, Channel, EvergreenRig.EveryDay, time, id, DateTimeOffset.UnixEpoch);
    }
}
