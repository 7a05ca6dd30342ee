using System.Globalization;
using ContentFactory.Domain.Analytics.Overview;
using ContentFactory.Domain.Printing;
using ContentFactory.Web.Analytics.Overview;
using ContentFactory.Web.Ui;
using Microsoft.Extensions.Localization;

namespace ContentFactory.Web.Analytics.Reports.Paper;

/// <summary>The tables of a report on paper: as many figures as a page is wide; the spreadsheet has all.</summary>
internal sealed class PaperTables(PrintDocument pages, IStringLocalizer<Texts> texts, IStringLocalizer<Overview.Texts> book)
{
    private const int Most = 8;

    private static readonly PrintStyle Note = new(7.5, PrintColour.Soft);

    private static readonly Figure[] OfDays =
        [Figure.Posts, Figure.Views, Figure.Reach, Figure.Engagements, Figure.EngagementRate, Figure.Clicks, Figure.ClickRate, Figure.Followers, Figure.Impressions, Figure.Likes, Figure.Comments];

    private static readonly Figure[] OfChannels =
        [Figure.Posts, Figure.Views, Figure.Reach, Figure.Engagements, Figure.EngagementRate, Figure.Clicks, Figure.ClickRate, Figure.Followers, Figure.FollowersGained, Figure.Impressions];

    private static readonly Figure[] OfPosts =
        [Figure.Posts, Figure.Views, Figure.Reach, Figure.Engagements, Figure.EngagementRate, Figure.Clicks, Figure.ClickRate, Figure.AverageWatch, Figure.Completion, Figure.Impressions];

    public void WriteDays(NumbersOverview steps, bool weeks)
    {
        pages.Heading(texts[weeks ? "Paper_Weeks" : "Paper_Days"]);
        // above the table: a month fills the page to its last line
        pages.Text(PrintText.Line(texts["Paper_Dash"], Note, PrintDocument.Width), Note, PrintDocument.Left, pages.Y - 6);
        pages.Down(Note.Leading);
        var shown = Shown(OfDays, steps.Days.Select(d => d.Numbers));
        Table(texts[weeks ? "Column_Week" : "Column_Day"], 1.3, shown, [new(null, null, [.. steps.Days.Select(d => Row(Day(d.Day), shown, d.Numbers))])]);
    }

    public void WriteChannels(NumbersOverview numbers)
    {
        var slices = numbers.Slices;
        pages.Heading(texts["Table_Channels"]);
        var shown = Shown(OfChannels, slices.Channels.Select(c => c.Now));
        Table(texts["Column_Name"], 2.2, shown,
        [
            new(texts["Paper_Channels"], null, [.. slices.Channels.Select(c => Row(c.Sandbox ? texts["Sandboxed", c.Name] : c.Name, shown, c.Now, c.Before))]),
            .. slices.Networks.Count > 1 ? [new(texts["Paper_Networks"], null, [.. slices.Networks.Select(n => Row(NetworkName.Of(n.Key), shown, n.Now, n.Before))])] : Array.Empty<PrintGroup>(),
            .. slices.Companies.Count > 1 ? [new(texts["Paper_Companies"], null, [.. slices.Companies.Select(c => Row(c.Name, shown, c.Now, c.Before))])] : Array.Empty<PrintGroup>(),
        ]);
        Say(texts["Paper_DashNote"]);
        pages.Down(10);
    }

    public void WriteKinds(NumbersOverview numbers)
    {
        var slices = numbers.Slices;
        if (slices.Types.Count == 0)
            return;
        if (pages.Rest < 110)
            pages.Break();
        pages.Heading(texts["Table_Kinds"]);
        var shown = Shown(OfPosts, slices.Types.Select(t => t.Now));
        Table(texts["Column_Name"], 2.2, shown,
        [
            new(texts["Paper_Types"], null, [.. slices.Types.Select(t => Row(book[$"Type_{t.Key}"], shown, t.Now))]),
            .. slices.Topics.Count > 0 ? [new(texts["Paper_Topics"], null, [.. slices.Topics.Select(t => Row(t.Key is null ? book["Topic_None"] : t.Name, shown, t.Now))])] : Array.Empty<PrintGroup>(),
        ]);
        Say(slices.Topics.Count > 0 ? texts["Topics_Note"].Value : null);
        pages.Down(10);
    }

    public static PrintCell Number(IStringLocalizer<Overview.Texts> book, PeriodNumbers numbers, Figure figure) =>
        numbers.Value(figure) is { } value ? book.Of(figure, value) : new PrintCell(ReportCell.Dash, PrintColour.Faint);

    private void Table(string first, double share, IReadOnlyList<Figure> shown, IReadOnlyList<PrintGroup> groups) =>
        new PrintTable(pages, [new(first, share), .. shown.Select(f => new PrintColumn(book.Name(f), 1, AtEnd: true))]).Write(groups);

    /// <param name="before">Said as a change of views beside them.</param>
    private PrintRow Row(string name, IReadOnlyList<Figure> shown, PeriodNumbers now, PeriodNumbers? before = null) =>
        new([new(name, Strong: true), .. shown.Select(f => Compared(f, now, before))]);

    private PrintCell Compared(Figure figure, PeriodNumbers now, PeriodNumbers? before)
    {
        var cell = Number(book, now, figure);
        return figure is Figure.Views && before is not null && FigureBook.Change(figure, now, before) is { } change ? cell with { Text = $"{cell.Text} ({ReportComposer.ChangeText(change)})" } : cell;
    }

    private static List<Figure> Shown(Figure[] from, IEnumerable<PeriodNumbers> rows)
    {
        var all = rows.ToList();
        return [.. from.Where(f => f is Figure.Posts or Figure.Views || all.Any(n => n.Value(f) is not null)).Take(Most)];
    }

    private void Say(string? note)
    {
        if (note is null)
            return;
        pages.Down(4);
        foreach (var line in PrintText.Lines(note, Note, PrintDocument.Width))
        {
            if (pages.Rest < Note.Leading)
                pages.Break();
            pages.Text(line, Note, PrintDocument.Left, pages.Y);
            pages.Down(Note.Leading);
        }
    }

    private static string Day(DateOnly day) => day.ToString("ddd d MMM yyyy", CultureInfo.CurrentCulture);
}
