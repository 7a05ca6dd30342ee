using System.Globalization;
using ContentFactory.Domain.Publishing;
using ContentFactory.Web.Ui.Lists;

namespace ContentFactory.Web.Publishing.Calendar;

public enum CalendarView { Month, Week, Day, List }

/// <summary>What the colour of a card says.</summary>
public enum CalendarColour { Status, Company, Network }

/// <summary>
/// What the address of the calendar asks for: which days, as what, narrowed to what. Addresses are typed and kept for years: what makes no
/// sense counts as not said.
/// </summary>
/// <param name="HidesFree">Empty slots are not shown.</param>
public sealed record CalendarAddress(CalendarView View, DateOnly Date, Guid? Company, Guid? Channel, string? Status, CalendarColour Colour, bool HidesFree)
{
    private const string HideFree = "hide";
    private const int DaysOfWeek = 7;

    public static CalendarAddress Of(string uri, DateOnly today)
    {
        var said = ListState.Of(uri);
        var day = DateOnly.TryParseExact(said.Filter("date") ?? said.Filter("week"), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var wanted) && wanted.Year is > 1900 and < 2200 ? wanted : today;
        var status = PublicationWords.StatesOf(said.Filter(PublicationFilters.Status)).Length > 0 ? said.Filter(PublicationFilters.Status) : null;
        return new(
            said.Filter<CalendarView>("view") ?? (said.Filter("week") is null ? CalendarView.Month : CalendarView.Week), day, said.Company,
            Guid.TryParse(said.Filter(PublicationFilters.Channel), out var channel) ? channel : null, status, said.Filter<CalendarColour>("colour") ?? CalendarColour.Status, said.Filter("free") == HideFree);
    }

    public DateOnly First => View switch
    {
        CalendarView.Month => Monday(FirstOfMonth),
        CalendarView.Week => Monday(Date),
        CalendarView.Day => Date,
        CalendarView.List => FirstOfMonth,
    };

    public DateOnly Last => View switch
    {
        CalendarView.Month => Monday(LastOfMonth).AddDays(DaysOfWeek - 1),
        CalendarView.Week => First.AddDays(DaysOfWeek - 1),
        CalendarView.Day => Date,
        CalendarView.List => LastOfMonth,
    };

    public DateOnly Middle => First.AddDays((Last.DayNumber - First.DayNumber) / 2);

    /// <summary>A month shows few of each day, and more of the chosen one: on a phone that day's list stands below.</summary>
    public CalendarRange Range => View switch
    {
        CalendarView.Month => new(First, Last, 4, Date, 20),
        CalendarView.Week => new(First, Last, 40),
        CalendarView.Day => new(First, Last, CalendarQueries.MostOfDay),
        CalendarView.List => new(First, Last, 12),
    };

    public CalendarFilter Filter => new(Company, Channel, PublicationWords.StatesOf(Status));

    public bool IsFiltered => Company is not null || Channel is not null || Status is not null;

    public bool Holds(DateOnly day) => View is CalendarView.Month or CalendarView.List ? day >= FirstOfMonth && day <= LastOfMonth : day >= First && day <= Last;

    /// <summary>The same view before or after this one.</summary>
    public CalendarAddress Step(int by) => this with
    {
        Date = View switch
        {
            CalendarView.Month or CalendarView.List => FirstOfMonth.AddMonths(by),
            CalendarView.Week => Date.AddDays(DaysOfWeek * by),
            CalendarView.Day => Date.AddDays(by),
        },
    };

    public string In(string tenant) => $"/t/{Uri.EscapeDataString(tenant)}/calendar{Query()}";

    /// <summary>What is usual is left out, so that addresses stay short.</summary>
    public string Query() => Written(
        ("view", View is CalendarView.Month ? null : View.ToString().ToLowerInvariant()), ("date", Iso(Date)), ("colour", Colour is CalendarColour.Status ? null : Colour.ToString().ToLowerInvariant()),
        ("free", HidesFree ? HideFree : null));

    /// <summary>The same days and filters, asked of a file.</summary>
    public string FileQuery(string? format) => Written((PublicationFilters.From, Iso(First)), (PublicationFilters.Until, Iso(Last)), ("format", format));

    public static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private DateOnly FirstOfMonth => new(Date.Year, Date.Month, 1);

    private DateOnly LastOfMonth => FirstOfMonth.AddMonths(1).AddDays(-1);

    private string Written(params IEnumerable<(string Name, string? Value)> own)
    {
        (string Name, string? Value)[] all = [.. own, ("company", Company?.ToString()), (PublicationFilters.Channel, Channel?.ToString()), (PublicationFilters.Status, Status)];
        return string.Concat(all.Where(p => p.Value is not null).Select((p, i) => $"{(i == 0 ? '?' : '&')}{p.Name}={p.Value}"));
    }

    private static DateOnly Monday(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % DaysOfWeek));
}
