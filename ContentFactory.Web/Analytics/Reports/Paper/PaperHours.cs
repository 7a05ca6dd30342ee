using System.Globalization;
using ContentFactory.Domain.Analytics.Overview;
using ContentFactory.Domain.Printing;
using ContentFactory.Web.Analytics.Overview;
using Microsoft.Extensions.Localization;

namespace ContentFactory.Web.Analytics.Reports.Paper;

/// <summary>The week by its hours: the darker, the more of those who saw posts did something. Each cell says how many posts stand behind it.</summary>
internal sealed class PaperHours(PrintDocument pages, IStringLocalizer<Texts> texts, IStringLocalizer<Overview.Texts> book)
{
    private const double Names = 74;
    private const double Tall = 19;
    private const double Cell = (PrintDocument.Width - Names) / 24;

    private static readonly PrintStyle Head = new(7, PrintColour.Soft);
    private static readonly PrintStyle Day = new(8, PrintColour.Ink);
    private static readonly PrintStyle Count = new(7, PrintColour.Ink, Strong: true);

    public void Write(NumbersOverview numbers, PrintColour colour)
    {
        if (pages.Rest < 8 * Tall + 70)
            pages.Break();
        pages.Heading(texts["Paper_Hours", numbers.ZoneId]);
        for (var hour = 0; hour < 24; hour++)
        {
            var said = hour.ToString("00", CultureInfo.InvariantCulture);
            pages.Text(said, Head, PrintDocument.Left + Names + hour * Cell + (Cell - Head.Width(said)) / 2, pages.Y);
        }
        pages.Down(Head.Leading + 2);
        var (cells, most) = (numbers.Hours.Cells.ToDictionary(c => (c.Weekday, c.Hour)), numbers.Hours.Cells.Max(c => c.Numbers.Value(Figure.EngagementRate)) ?? 0);
        var first = (int)CultureInfo.CurrentCulture.DateTimeFormat.FirstDayOfWeek;
        for (var n = 0; n < 7; n++)
        {
            var day = (DayOfWeek)((first + n) % 7);
            pages.Text(PrintText.Line(ReportTables.Weekday(day), Day, Names - 6), Day, PrintDocument.Left, pages.Y + 4);
            for (var hour = 0; hour < 24; hour++)
                WriteCell(cells.GetValueOrDefault((day, hour))?.Numbers, hour, most, colour);
            pages.Down(Tall);
        }
        pages.Down(6);
        WriteBest(numbers);
        pages.Down(10);
    }

    private void WriteCell(PeriodNumbers? numbers, int hour, double most, PrintColour colour)
    {
        var x = PrintDocument.Left + Names + hour * Cell;
        var rate = numbers?.Value(Figure.EngagementRate);
        var fill = numbers is null ? PrintColour.Sunken : colour.Tint(rate is { } known && most > 0 ? 0.18 + 0.82 * known / most : 0.1);
        pages.Fill(fill, x, pages.Y, Cell - 1.2, Tall - 1.2);
        if (numbers is null)
            return;
        var said = PrintText.Printable(numbers.Posts.ToString(CultureInfo.CurrentCulture));
        pages.Text(said, Count with { Colour = fill.Over }, x + (Cell - 1.2 - Count.Width(said)) / 2, pages.Y + 4.5);
    }

    private void WriteBest(NumbersOverview numbers)
    {
        var best = numbers.Hours.Best.Select(c => texts["Paper_BestHour", ReportTables.Weekday(c.Weekday), c.Hour.ToString("00", CultureInfo.InvariantCulture), book.Of(Figure.EngagementRate, c.Numbers.Value(Figure.EngagementRate)!.Value)].Value).ToList();
        var said = $"{texts["Paper_HoursNote"].Value} {(best.Count == 0 ? texts["Paper_NoBest", PostingHours.LeastPosts].Value : texts["Paper_Best", string.Join("; ", best)].Value)}";
        foreach (var line in PrintText.Lines(said, Head, PrintDocument.Width))
        {
            pages.Text(line, Head, PrintDocument.Left, pages.Y);
            pages.Down(Head.Leading);
        }
    }
}
