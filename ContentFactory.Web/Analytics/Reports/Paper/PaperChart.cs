using System.Globalization;
using ContentFactory.Domain.Analytics.Overview;
using ContentFactory.Domain.Printing;
using Microsoft.Extensions.Localization;

namespace ContentFactory.Web.Analytics.Reports.Paper;

/// <summary>Views by day as a line, posts as bars below it on a scale of their own. A day without a number breaks the line: it is not zero.</summary>
internal sealed class PaperChart(PrintDocument pages, IStringLocalizer<Texts> texts)
{
    private const double Axis = 44;
    private const int Steps = 4;
    private const double Foot = 16;
    private const int MostLabels = 10;

    /// <summary>Bars take so much of the height at the most: the line stays in sight.</summary>
    private const double OfBars = 0.45;

    private static readonly PrintStyle Label = new(7, PrintColour.Soft);

    public void Write(NumbersOverview numbers, string views, string posts, PrintColour line, bool weeks)
    {
        pages.Heading(texts[weeks ? "Paper_ChartWeeks" : "Paper_Chart"]);
        var bars = PrintColour.Tints[1].Tint(0.55);
        pages.Legend([(views, line), (posts, bars)]);
        var (top, bottom) = (pages.Y, pages.Y + pages.Rest - Foot);
        var days = numbers.Days;
        var (mostViews, mostPosts) = (Nice(days.Max(d => d.Numbers.Value(Figure.Views)) ?? 0), Nice(days.Max(d => d.Numbers.Posts)));
        WriteGrid(top, bottom, mostViews, mostPosts);
        var step = (PrintDocument.Width - 2 * Axis) / days.Count;
        for (var n = 0; n < days.Count; n++)
            if (days[n].Numbers.Posts > 0)
            {
                var tall = days[n].Numbers.Posts / mostPosts * (bottom - top) * OfBars;
                pages.Fill(bars, X(n, step) - step * 0.3, bottom - tall, step * 0.6, tall);
            }
        WriteLine(days, line, step, top, bottom, mostViews);
        var every = (int)Math.Ceiling(days.Count / (double)MostLabels);
        for (var n = 0; n < days.Count; n += every)
        {
            var said = days[n].Day.ToString("d MMM", CultureInfo.CurrentCulture);
            pages.Text(PrintText.Printable(said), Label, X(n, step) - Label.Width(PrintText.Printable(said)) / 2, bottom + 4);
        }
        pages.Down(pages.Rest);
    }

    private void WriteLine(IReadOnlyList<DayNumbers> days, PrintColour colour, double step, double top, double bottom, double most)
    {
        var part = new List<(double X, double Y)>();
        for (var n = 0; n <= days.Count; n++)
        {
            if (n < days.Count && days[n].Numbers.Value(Figure.Views) is { } value)
            {
                part.Add((X(n, step), bottom - Math.Max(0, value) / most * (bottom - top)));
                continue;
            }
            pages.Line(colour, 1.6, part);
            if (part is [var alone])
                pages.Fill(colour, alone.X - 1.5, alone.Y - 1.5, 3, 3);
            part = [];
        }
    }

    private void WriteGrid(double top, double bottom, double mostViews, double mostPosts)
    {
        for (var n = 0; n <= Steps; n++)
        {
            var y = bottom - (bottom - top) * n / Steps;
            pages.Rule(n == 0 ? PrintColour.Line : PrintColour.Sunken, PrintDocument.Left + Axis, y, PrintDocument.Width - 2 * Axis);
            pages.TextTo(PrintText.Printable((mostViews * n / Steps).ToString("#,##0.#", CultureInfo.CurrentCulture)), Label, PrintDocument.Left + Axis - 5, y - 5);
        }
        // their scale ends where the bars may
        foreach (var part in new[] { 0d, 1 })
            pages.Text(PrintText.Printable((mostPosts * part).ToString("#,##0.#", CultureInfo.CurrentCulture)), Label, PrintDocument.Left + PrintDocument.Width - Axis + 5, bottom - (bottom - top) * OfBars * part - 5);
    }

    private static double X(int n, double step) => PrintDocument.Left + Axis + (n + 0.5) * step;

    /// <summary>A round number that is not below.</summary>
    private static double Nice(double most)
    {
        if (most <= Steps)
            return Steps;
        var power = Math.Pow(10, Math.Floor(Math.Log10(most)));
        return new[] { 1, 1.2, 1.6, 2, 2.4, 3.2, 4, 6, 8, 10 }.Select(f => f * power).First(v => v >= most);
    }
}
