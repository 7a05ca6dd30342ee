using ContentFactory.Domain.Access;
using ContentFactory.Domain.Analytics.Overview;
using ContentFactory.Domain.Analytics.Reports.Making;
using ContentFactory.Web.Analytics.Overview;
using Microsoft.Extensions.Localization;

namespace ContentFactory.Web.Analytics.Reports;

/// <summary>The letter of a week: key figures with their changes, the best post, and where the files lie. The link opens after signing in only.</summary>
internal sealed class ReportLetterWords(IStringLocalizer<Texts> texts, IStringLocalizer<Overview.Texts> book, PublicAddress address)
{
    private static readonly Figure[] Key = [Figure.Posts, Figure.Views, Figure.Reach, Figure.Engagements, Figure.EngagementRate, Figure.Clicks, Figure.Followers];

    public ReportLetterText Of(ReportContent content, ReportToMake report)
    {
        var parts = new List<string> { texts["Letter_Intro", OneLine(content.Brand.Name), content.Days, content.DaysBefore], string.Join('\n', Key.Select(f => Line(content, f))) };
        if (content.Numbers.Top is [var best, ..])
            parts.Add(texts["Letter_Best", OneLine(best.Title.Length > 0 ? best.Title : book["Untitled"].Value), OneLine(best.ChannelName), Rate(best)]);
        if (content.Numbers.IsSandbox)
            parts.Add(texts["Fact_Sandbox"]);
        parts.Add(texts[report is { Xlsx: true, Pdf: true } ? "Letter_FilesBoth" : report.Pdf ? "Letter_FilesPdf" : "Letter_FilesXlsx"]);
        parts.Add(address.Link($"/t/{Uri.EscapeDataString(report.Slug)}/analytics/reports?report={report.Id}"));
        parts.Add(texts["Letter_Why"]);
        return new(texts["Letter_Subject", OneLine(content.Brand.Name), content.Days], string.Join("\n\n", parts), texts["Letter_Button"]);
    }

    private string Line(ReportContent content, Figure figure)
    {
        var known = content.Of(figure);
        if (known.Text is null)
            return texts["Letter_NoFigure", known.Name, known.Why ?? ""];
        return known.Change is { } change ? texts["Letter_FigureChanged", known.Name, known.Text, ReportComposer.ChangeText(change)] : texts["Letter_Figure", known.Name, known.Text];
    }

    private string Rate(PostNumbers post) =>
        post.Numbers.Value(Figure.EngagementRate) is { } rate ? $"{book.Name(Figure.EngagementRate)} {book.Of(Figure.EngagementRate, rate)}"
        : post.Numbers.Value(Figure.Views) is { } views ? $"{book.Name(Figure.Views)} {book.Of(Figure.Views, views)}" : ReportCell.Dash;

    // what people typed begins no line of its own, so it never becomes the letter's button
    private static string OneLine(string text) => Domain.PlainText.Cut(Domain.PlainText.Line(text), 120);
}
