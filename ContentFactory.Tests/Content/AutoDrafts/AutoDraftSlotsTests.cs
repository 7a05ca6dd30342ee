using ContentFactory.Domain.Content.AutoDrafts;

namespace ContentFactory.Tests.Content.AutoDrafts;

/// <summary>Times by the clock of a zone, without a database.</summary>
public sealed class AutoDraftSlotsTests
{
    private const int EveryDay = 127;

    public static TheoryData<string, string> Changes => new()
    {
        { "Europe/Berlin", "2026-03-20" }, { "Europe/Berlin", "2026-10-20" }, { "America/New_York", "2026-03-05" }, { "America/New_York", "2026-10-28" },
        { "Australia/Lord_Howe", "2026-03-30" }, { "Africa/Casablanca", "2026-02-10" }, { "Asia/Kathmandu", "2026-03-20" },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public void Each_date_has_each_draft_once_over_a_change_of_the_clock(string zone, string from)
    {
        var start = new DateTimeOffset(DateTime.SpecifyKind(DateTime.Parse(from, System.Globalization.CultureInfo.InvariantCulture), DateTimeKind.Utc));
        TimeOnly[] times = [new(0, 0), new(1, 30), new(2, 30), new(3, 0), new(23, 59)];

        // as the duty asks: stretch by stretch, each beginning where the last one ended
        var slots = Enumerable.Range(0, 20 * 24 * 4).SelectMany(i => AutoDraftSlots.Between(times, 5, EveryDay, zone, start.AddMinutes(15 * i), start.AddMinutes(15 * (i + 1)))).ToList();

        Assert.Equal(slots.Count, slots.Select(s => (s.Date, s.Slot)).Distinct().Count());
        var whole = slots.GroupBy(s => s.Date).OrderBy(g => g.Key).Skip(1).SkipLast(1).ToList();
        Assert.True(whole.Count >= 18);
        Assert.All(whole, day => Assert.Equal([0, 1, 2, 3, 4], day.Select(s => s.Slot).Order()));
        Assert.Equal(Enumerable.Range(0, whole.Count).Select(whole[0].Key.AddDays), whole.Select(d => d.Key));
    }

    [Fact]
    public void Days_that_are_not_chosen_have_none()
    {
        var monday = new DateTimeOffset(2026, 11, 16, 0, 0, 0, TimeSpan.Zero);

        var slots = AutoDraftSlots.Between([new(9, 0)], 2, 1 << (int)DayOfWeek.Wednesday, "UTC", monday, monday.AddDays(14)).ToList();

        Assert.Equal([new DateOnly(2026, 11, 18), new(2026, 11, 18), new(2026, 11, 25), new(2026, 11, 25)], slots.Select(s => s.Date));
        Assert.Equal(monday.AddDays(2).AddHours(9), AutoDraftSlots.Next([new(9, 0)], 2, 1 << (int)DayOfWeek.Wednesday, "UTC", monday));
    }
}
