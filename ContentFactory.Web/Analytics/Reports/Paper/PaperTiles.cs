using ContentFactory.Domain.Analytics.Overview;
using ContentFactory.Domain.Printing;
using Microsoft.Extensions.Localization;

namespace ContentFactory.Web.Analytics.Reports.Paper;

/// <summary>The figures that are looked at first, each with its change, or with the reason why there is none.</summary>
internal sealed class PaperTiles(PrintDocument pages, IStringLocalizer<Texts> texts)
{
    private const int InRow = 4;
    private const double Gap = 10;
    private const double Height = 62;
    private const double Inside = 9;
    private const double Wide = (PrintDocument.Width - (InRow - 1) * Gap) / InRow;

    private static readonly PrintStyle Name = new(8, PrintColour.Soft);
    private static readonly PrintStyle Value = new(18, PrintColour.Ink, Strong: true);
    private static readonly PrintStyle Beside = new(7.5, PrintColour.Soft);
    private static readonly PrintStyle Why = new(7.5, PrintColour.Faint);

    /// <summary>The same as on the page of numbers, but for costs.</summary>
    public static readonly (Figure Figure, Figure? Beside)[] Shown =
    [
        (Figure.Posts, null), (Figure.Views, null), (Figure.Reach, null), (Figure.Engagements, null),
        (Figure.EngagementRate, null), (Figure.Clicks, Figure.ClickRate), (Figure.Followers, Figure.FollowersGained), (Figure.Likes, null),
    ];

    public void Write(ReportContent content, PrintColour accent)
    {
        for (var n = 0; n < Shown.Length; n++)
        {
            var top = pages.Y + n / InRow * (Height + Gap);
            Write(content, Shown[n].Figure, Shown[n].Beside, PrintDocument.Left + n % InRow * (Wide + Gap), top, accent);
        }
        pages.Down((Shown.Length + InRow - 1) / InRow * (Height + Gap) + 4);
    }

    private void Write(ReportContent content, Figure figure, Figure? second, double x, double top, PrintColour accent)
    {
        var (tile, room) = (content.Of(figure), Wide - 2 * Inside);
        pages.Fill(PrintColour.Sunken, x, top, Wide, Height);
        pages.Fill(accent, x, top, 2.5, Height);
        pages.Text(PrintText.Line(tile.Name, Name, room), Name, x + Inside, top + 6);
        if (tile.Text is null)
        {
            pages.Text(ReportCell.Dash, Value, x + Inside, top + 17);
            var line = top + 17 + Value.Leading - 4;
            foreach (var said in PrintText.Shortened(PrintText.Lines(tile.Why, Why, room), 2, Why, room))
            {
                pages.Text(said, Why, x + Inside, line);
                line += Why.Leading;
            }
            return;
        }
        var value = PrintText.Printable(tile.Text);
        pages.Text(value, Value, x + Inside, top + 17);
        if (tile.Change is { } change)
            pages.Text(ReportComposer.ChangeText(change), new(9, Tone(figure, change), Strong: true), x + Inside + Value.Width(value) + 6, top + 25);
        var below = second is { } other && content.Of(other).Text is { } text ? $"{content.Of(other).Name}: {text}"
            : tile.Change is null ? texts["Tile_NothingBefore"].Value : texts["Tile_Before", content.Numbers.Before.Value(figure) is { } before ? content.Say(figure, before) : ReportCell.Dash].Value;
        pages.Text(PrintText.Line(below, Beside, room), Beside, x + Inside, top + 46);
    }

    private static PrintColour Tone(Figure figure, double change) =>
        change == 0 ? PrintColour.Soft : change > 0 == (FigureBook.Of(figure).Unit is not FigureUnit.Dollars) ? PrintColour.Good : PrintColour.Bad;
}
