using System.Globalization;
using ContentFactory.Domain.Printing;
using ContentFactory.Web.Publishing.Calendar;
using ContentFactory.Web.Ui;
using Microsoft.Extensions.Localization;

namespace ContentFactory.Web.Publishing.Printing;

/// <summary>
/// The weeks of a range upon one page. Titles take as many lines as their day allows; what still does not fit is counted in its day, and the
/// day is one of those that a list has to show in full.
/// </summary>
internal sealed class DayGrid(PrintDocument pages, IStringLocalizer<Texts> texts)
{
    private const int DaysOfWeek = 7;
    private const double CellWidth = PrintDocument.Width / DaysOfWeek;
    private const double Padding = 4;
    private const double LeastRow = 26;
    private const double Rounding = 0.01;

    private static readonly int[] LinesOfTitles = [6, 4, 3, 2, 1];
    private static readonly PrintStyle Weekday = new(7.5, PrintColour.Soft, Strong: true);
    private static readonly PrintStyle Number = new(8, PrintColour.Ink, Strong: true);
    private static readonly PrintStyle More = new(6.5, PrintColour.Soft, Strong: true);

    private static double NumberHeight => Number.Leading + 4;

    /// <summary>Fills the rest of the page.</summary>
    /// <returns>The days that are not shown in full.</returns>
    public IReadOnlySet<DateOnly> Write(CalendarAddress at, ILookup<DateOnly, PrintedPublication> printed)
    {
        var days = Enumerable.Range(0, at.Last.DayNumber - at.First.DayNumber + 1).Select(at.First.AddDays)
            .Select(day => new GridDay(day, Label(at, day), !at.Holds(day), [.. printed[day].Select(p => GridItem.Of(p, CellWidth - 2 * Padding))])).ToList();
        var weeks = days.Chunk(DaysOfWeek).ToList();
        WriteHeads(weeks[0]);
        var heights = Heights([.. weeks.Select(w => Need(w, LinesOfTitles[^1]))], [.. weeks.Select(w => Need(w, LinesOfTitles[0]))], pages.Rest);
        foreach (var (week, height) in weeks.Zip(heights))
            WriteWeek(week, height);
        pages.Rule(PrintColour.Line, PrintDocument.Left, pages.Y, PrintDocument.Width);
        return days.Where(d => d.IsCut).Select(d => d.Date).ToHashSet();
    }

    /// <summary>
    /// Rows of one height where each finds room in that. Else what they need at least and a share of what is left; where not even that fits, those
    /// that wish for little have it and the others share the rest.
    /// </summary>
    internal static double[] Heights(double[] least, double[] wished, double room) =>
        wished.Sum() <= room ? Dealt(wished, room, spare: true)
        : least.Sum() <= room ? [.. least.Zip(Dealt([.. wished.Zip(least, (w, l) => w - l)], room - least.Sum(), spare: false), (l, more) => l + more)]
        : Dealt(wished, room, spare: false);

    /// <param name="spare">There is more than what is wished for.</param>
    private static double[] Dealt(double[] wished, double room, bool spare)
    {
        var dealt = new double[wished.Length];
        var open = wished.Length;
        foreach (var n in Enumerable.Range(0, wished.Length).OrderBy(n => spare ? -wished[n] : wished[n]))
        {
            var fair = room / open--;
            dealt[n] = spare ? Math.Max(wished[n], fair) : Math.Min(wished[n], fair);
            room -= dealt[n];
        }
        return dealt;
    }

    private static double Need(GridDay[] week, int lines) => Math.Max(LeastRow, week.Max(d => NumberHeight + d.Height(lines)) + Padding);

    private static string Label(CalendarAddress at, DateOnly day) =>
        at.View is CalendarView.Week || day.Day == 1 || !at.Holds(day) ? day.ToString("d MMM", CultureInfo.CurrentCulture) : day.Day.ToString(CultureInfo.CurrentCulture);

    private void WriteHeads(GridDay[] week)
    {
        for (var n = 0; n < week.Length; n++)
            pages.Text(CalendarWords.Capital(week[n].Date.ToString("dddd", CultureInfo.CurrentCulture)), Weekday, PrintDocument.Left + n * CellWidth + Padding, pages.Y);
        pages.Down(Weekday.Leading + 3);
    }

    private void WriteWeek(GridDay[] week, double height)
    {
        for (var n = 0; n < week.Length; n++)
        {
            var x = PrintDocument.Left + n * CellWidth;
            if (week[n].IsBeyond)
                pages.Fill(PrintColour.Sunken, x, pages.Y, CellWidth, height);
            WriteDay(week[n], x + Padding, height);
            if (n > 0)
                pages.Fill(PrintColour.Line, x, pages.Y, 0.6, height);
        }
        pages.Rule(PrintColour.Line, PrintDocument.Left, pages.Y, PrintDocument.Width);
        pages.Down(height);
    }

    private void WriteDay(GridDay day, double x, double height)
    {
        pages.Text(PrintText.Printable(day.Label), day.IsBeyond ? Number with { Colour = PrintColour.Faint } : Number, x, pages.Y + 3);
        var (top, foot) = (pages.Y + NumberHeight, pages.Y + height - Padding / 2);
        var lines = LinesOfTitles.FirstOrDefault(n => day.Height(n) <= foot - top + Rounding, LinesOfTitles[^1]);
        var shown = Shown(day.Items, foot - top, lines);
        foreach (var item in day.Items.Take(shown))
        {
            item.Write(pages, x, top, lines);
            top += item.Height(lines);
        }
        if (day.Items.Count - shown is > 0 and var hidden)
            pages.Text(PrintText.Line(texts.Plural("Print_InList", hidden), More, CellWidth - 2 * Padding), More, x, top);
        day.IsCut = shown < day.Items.Count || day.Items.Any(i => i.IsCut(lines));
    }

    /// <summary>How many stand in a cell, with a line to spare for the number of those that do not.</summary>
    private static int Shown(IReadOnlyList<GridItem> items, double room, int lines)
    {
        if (items.Sum(i => i.Height(lines)) <= room + Rounding)
            return items.Count;
        var (shown, rest) = (0, room - More.Leading);
        while (shown < items.Count && (rest -= items[shown].Height(lines)) >= 0)
            shown++;
        return shown;
    }

    private sealed record GridDay(DateOnly Date, string Label, bool IsBeyond, IReadOnlyList<GridItem> Items)
    {
        public bool IsCut { get; set; }

        public double Height(int lines) => Items.Sum(i => i.Height(lines));
    }
}
