using ContentFactory.Domain.Analytics.Overview;
using ContentFactory.Domain.Printing;
using ContentFactory.Web.Analytics.Overview;
using ContentFactory.Web.Ui;
using Microsoft.Extensions.Localization;

namespace ContentFactory.Web.Analytics.Reports.Paper;

/// <summary>The best and the weakest posts side by side, with small pictures.</summary>
internal sealed class PaperPosts(PrintDocument pages, IStringLocalizer<Texts> texts, IStringLocalizer<Overview.Texts> book)
{
    private const double Gap = 22;
    private const double Wide = (PrintDocument.Width - Gap) / 2;
    private const double Side = 40;
    private const double Tall = Side + 12;

    private static readonly PrintStyle Head = new(11, PrintColour.Ink, Strong: true);
    private static readonly PrintStyle Title = new(8.5, PrintColour.Ink, Strong: true);
    private static readonly PrintStyle Fact = new(7.5, PrintColour.Soft);
    private static readonly PrintStyle Number = new(8, PrintColour.Ink);
    private static readonly PrintStyle Letter = new(14, PrintColour.Faint, Strong: true);

    public void Write(NumbersOverview numbers, IReadOnlyDictionary<Guid, byte[]> pictures)
    {
        if (pages.Rest < Head.Leading + 8 + Math.Max(numbers.Top.Count, numbers.Flop.Count) * Tall)
            pages.Break();
        pages.Text(PrintText.Line(book["Top_Title"], Head, Wide), Head, PrintDocument.Left, pages.Y);
        pages.Text(PrintText.Line(book["Flop_Title"], Head, Wide), Head, PrintDocument.Left + Wide + Gap, pages.Y);
        pages.Down(Head.Leading + 8);
        for (var n = 0; n < Math.Max(numbers.Top.Count, numbers.Flop.Count); n++)
        {
            if (n < numbers.Top.Count)
                Write(numbers.Top[n], numbers.ZoneId, pictures, PrintDocument.Left);
            if (n < numbers.Flop.Count)
                Write(numbers.Flop[n], numbers.ZoneId, pictures, PrintDocument.Left + Wide + Gap);
            pages.Down(Tall);
        }
        if (numbers.Flop.Count == 0)
            pages.Text(PrintText.Line(book["Flop_None"], Fact, Wide), Fact, PrintDocument.Left + Wide + Gap, pages.Y - numbers.Top.Count * Tall);
        pages.Text(PrintText.Line(texts["Paper_PostsNote"], Fact, PrintDocument.Width), Fact, PrintDocument.Left, pages.Y);
        pages.Down(Fact.Leading);
    }

    private void Write(PostNumbers post, string zoneId, IReadOnlyDictionary<Guid, byte[]> pictures, double x)
    {
        if (post.ThumbId is { } thumb && pictures.TryGetValue(thumb, out var picture))
            pages.Picture(picture, x, pages.Y, Side, Side);
        else
        {
            pages.Fill(PrintColour.Sunken, x, pages.Y, Side, Side);
            var first = PrintText.Printable(NetworkName.Of(post.Platform)[..1]);
            pages.Text(first, Letter, x + (Side - Letter.Width(first)) / 2, pages.Y + 10);
        }
        var (left, room) = (x + Side + 9, Wide - Side - 9);
        pages.Text(PrintText.Line(post.Title.Length > 0 ? post.Title : book["Untitled"], Title, room), Title, left, pages.Y);
        var where = $"{post.ChannelName} · {NetworkName.Of(post.Platform)} · {ZonedText.Short(post.PublishedAt, zoneId)}";
        pages.Text(PrintText.Line(post.Removed ? $"{where} · {book["Posts_Removed"].Value}" : where, Fact, room), Fact, left, pages.Y + Title.Leading + 1);
        var said = string.Join(" · ", new[] { Figure.EngagementRate, Figure.Views, Figure.Engagements }
            .Select(f => $"{book.Name(f)}: {(post.Numbers.Value(f) is { } value ? book.Of(f, value) : ReportCell.Dash)}"));
        pages.Text(PrintText.Line(said, Number, room), Number, left, pages.Y + Title.Leading + Fact.Leading + 4);
    }
}
