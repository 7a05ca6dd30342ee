using ContentFactory.Web.Publishing.Calendar;

namespace ContentFactory.Tests.Publishing.Calendar;

public sealed class CalendarAddressTests
{
    private static readonly DateOnly Today = new(2026, 11, 30);

    [Theory]
    [InlineData("", CalendarView.Month, "2026-10-26", "2026-12-06")]
    [InlineData("?date=2026-11-30", CalendarView.Month, "2026-10-26", "2026-12-06")]
    [InlineData("?view=week&date=2026-12-03", CalendarView.Week, "2026-11-30", "2026-12-06")]
    [InlineData("?week=2026-12-03", CalendarView.Week, "2026-11-30", "2026-12-06")]
    [InlineData("?view=day&date=2027-02-28", CalendarView.Day, "2027-02-28", "2027-02-28")]
    [InlineData("?view=list&date=2028-02-10", CalendarView.List, "2028-02-01", "2028-02-29")]
    [InlineData("?view=century&date=31.12.2026&colour=loud&status=happy&channel=1", CalendarView.Month, "2026-10-26", "2026-12-06")]
    [InlineData("?view=7&date=9999-12-31", CalendarView.Month, "2026-10-26", "2026-12-06")]
    public void Each_view_covers_its_days_and_nonsense_counts_as_not_said(string query, CalendarView view, string first, string last)
    {
        var at = CalendarAddress.Of("/t/x/calendar" + query, Today);
        Assert.Equal((view, first, last), (at.View, CalendarAddress.Iso(at.First), CalendarAddress.Iso(at.Last)));
        Assert.Equal((CalendarColour.Status, null, null), (at.Colour, at.Status, at.Channel));
    }

    [Fact]
    public void An_address_reads_as_it_was_written()
    {
        var at = new CalendarAddress(CalendarView.Week, new(2027, 1, 31), new Guid(7, 0, 0, new byte[8]), new Guid(9, 0, 0, new byte[8]), "failed", CalendarColour.Network, true);
        Assert.Equal(at, CalendarAddress.Of(at.In("x"), Today));
        Assert.Equal("/t/x/calendar?date=2026-11-30", CalendarAddress.Of("/t/x/calendar", Today).In("x"));
    }

    [Theory]
    [InlineData(CalendarView.Month, "2027-02-01", "2026-12-01")]
    [InlineData(CalendarView.Week, "2027-02-07", "2027-01-24")]
    [InlineData(CalendarView.Day, "2027-02-01", "2027-01-30")]
    public void Steps_lead_to_the_neighbours(CalendarView view, string after, string before)
    {
        var at = CalendarAddress.Of($"/t/x/calendar?view={view}&date=2027-01-31", Today);
        Assert.Equal((after, before), (CalendarAddress.Iso(at.Step(1).Date), CalendarAddress.Iso(at.Step(-1).Date)));
    }
}
