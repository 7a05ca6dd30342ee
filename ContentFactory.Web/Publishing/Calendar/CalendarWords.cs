using System.Globalization;
using ContentFactory.Domain;
using ContentFactory.Web.Ui;
using Microsoft.Extensions.Localization;

namespace ContentFactory.Web.Publishing.Calendar;

/// <summary>How the calendar names days, times and colours.</summary>
internal static class CalendarWords
{
    /// <summary>"November 2026", "23–29 Nov 2026", "Monday, 30 November".</summary>
    public static string Title(CalendarAddress at) => at.View switch
    {
        CalendarView.Month or CalendarView.List => Capital(at.Date.ToString("MMMM yyyy", CultureInfo.CurrentCulture)),
        CalendarView.Week => DayRangeText.Of(at.First, at.Last),
        CalendarView.Day => Capital(ZonedText.Day(at.Date)),
    };

    public static string Colour(IStringLocalizer<Texts> texts, CalendarColour colour) => colour switch
    {
        CalendarColour.Status => texts["Calendar_ByStatus"],
        CalendarColour.Company => texts["Calendar_ByCompany"],
        CalendarColour.Network => texts["Calendar_ByNetwork"],
    };

    public static string Clock(TimeOnly time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);

    /// <summary>What the clock of the zone does to a time; null where it does nothing.</summary>
    public static string? Note(IStringLocalizer<Texts> texts, PlannedTime planned) => planned.Note switch
    {
        LocalTimeNote.MovedOutOfGap => texts["Panel_Moved", ZonedText.Moment(planned.Instant, planned.ZoneId)].Value,
        LocalTimeNote.FirstOfTwo => texts["Panel_FirstOfTwo", ZonedText.Moment(planned.Instant, planned.ZoneId)].Value,
        LocalTimeNote.None => null,
    };

    public static string Capital(string text) => text.Length == 0 ? text : char.ToUpper(text[0], CultureInfo.CurrentCulture) + text[1..];
}
