using System.Globalization;
using ContentFactory.Domain.Printing;
using ContentFactory.Web.Publishing.Calendar;
using ContentFactory.Web.Ui;
using Microsoft.Extensions.Localization;

namespace ContentFactory.Web.Publishing.Printing;

/// <summary>
/// The weeks of a range upon one page. Titles take as many lines as all of the page allows; what still does not fit is counted in its day, and
/// the day is one of those that a list has to show in full.
/// </summary>
internal sealed class DayGrid(PrintDocument pages, IStringLocalizer<Texts> texts)
{
    private const int DaysOfWeek = 7;
    private const double CellWidth = PrintDocument.Width / DaysOfWeek;
    private const double Padding = 4;
    private const double LeastRow = 26;

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
        var most = LinesOfTitles.FirstOrDefault(lines => weeks.Sum(w => Need(w, lines)) <= pages.Rest, 1);
        var heights = Heights([.. weeks.Select(w => Need(w, most))], pages.Rest);
        foreach (var (week, height) in weeks.Zip(heights))
            WriteWeek(week, height, most);
        return days.Where(d => d.IsCut).Select(d => d.Date).ToHashSet();
    }

    /// <summary>Rows of one height where that is enough for each; else full ones take from those that need less.</summary>
    internal static double[] Heights(double[] needs, double room)
    {
        var heights = new double[needs.Length];
        var fit = needs.Sum() <= room;
        var open = needs.Length;
        foreach (var n in Enumerable.Range(0, needs.Length).OrderBy(n => fit ? -needs[n] : needs[n]))
        {
            var fair = room / open--;
            heights[n] = fit ? Math.Max(needs[n], fair) : Math.Min(needs[n], fair);
            room -= heights[n];
        }
        return heights;
    }

    private static double Need(GridDay[] week, int lines) => Math.Max(LeastRow, week.Max(d => NumberHeight + d.Items.Sum(i => i.Height(lines))) + Padding);

    private static string Label(CalendarAddress at, DateOnly day) =>
        at.View is CalendarView.Week || day.Day == 1 || !at.Holds(day) ? day.ToString("d MMM", CultureInfo.CurrentCulture) : day.Day.ToString(CultureInfo.CurrentCulture);

    private void WriteHeads(GridDay[] week)
    {
        for (var n = 0; n < week.Length; n++)
            pages.Text(CalendarWords.Capital(week[n].Date.ToString("dddd", CultureInfo.CurrentCulture)), Weekday, PrintDocument.Left + n * CellWidth + Padding, pages.Y);
        pages.Down(Weekday.Leading + 3);
    }

    private void WriteWeek(GridDay[] week, double height, int lines)
    {
        for (var n = 0; n < week.Length; n++)
        {
            var x = PrintDocument.Left + n * CellWidth;
            if (week[n].IsBeyond)
                pages.Fill(PrintColour.Sunken, x, pages.Y, CellWidth, height);
            WriteDay(week[n], x + Padding, height, lines);
            if (n > 0)
                pages.Fill(PrintColour.Line, x, pages.Y, 0.6, height);
        }
        pages.Rule(PrintColour.Line, PrintDocument.Left, pages.Y, PrintDocument.Width);
        pages.Down(height);
    }

    private void WriteDay(GridDay day, double x, double height, int lines)
    {
        pages.Text(PrintText.Printable(day.Label), day.IsBeyond ? Number with { Colour = PrintColour.Faint } : Number, x, pages.Y + 3);
        var (top, foot) = (pages.Y + NumberHeight, pages.Y + height - Padding / 2);
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
        if (items.Sum(i => i.Height(lines)) <= room + 0.01)
            return items.Count;
        var (shown, rest) = (0, room - More.Leading);
        while (shown < items.Count && (rest -= items[shown].Height(lines)) >= 0)
            shown++;
        return shown;
    }

    private sealed record GridDay(DateOnly Date, string Label, bool IsBeyond, IReadOnlyList<GridItem> Items)
    {
        public bool IsCut { get; set; }
    }
}
