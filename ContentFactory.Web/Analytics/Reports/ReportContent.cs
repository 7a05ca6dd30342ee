using ContentFactory.Domain.Analytics.Overview;
using ContentFactory.Domain.Analytics.Reports.Making;

namespace ContentFactory.Web.Analytics.Reports;

/// <summary>A figure of the summary beside that of the period before.</summary>
/// <param name="Text">As readers write it; null where there is none, and then <paramref name="Why"/> says why.</param>
/// <param name="Change">As a part of what was before.</param>
internal sealed record ReportFigure(Figure Figure, string Name, double? Value, double? Before, string? Text, double? Change, string? Why);

/// <summary>Everything that stands in a report, in the words of its language, out of one reading of the numbers. Spreadsheet, PDF and letter say this and nothing else.</summary>
/// <param name="Facts">Zone, age, filters, sandbox: what the head says under the title.</param>
internal sealed record ReportContent(ReportBrand Brand, NumbersOverview Numbers, DateTimeOffset MadeAt, string Title, string Days, string DaysBefore, IReadOnlyList<string> Facts)
{
    /// <summary>All figures of the book.</summary>
    public required IReadOnlyList<ReportFigure> Figures { get; init; }

    public required ReportTable ByDay { get; init; }
    public required ReportTable Channels { get; init; }
    public required ReportTable Posts { get; init; }
    public required ReportTable Kinds { get; init; }
    public required ReportTable Hours { get; init; }
    public required ReportTable Definitions { get; init; }

    /// <summary>A number of a figure as readers write it.</summary>
    public required Func<Figure, double, string> Say { get; init; }

    public ReportFigure Of(Figure figure) => Figures.Single(f => f.Figure == figure);
}
