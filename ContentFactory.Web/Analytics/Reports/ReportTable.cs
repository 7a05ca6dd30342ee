using ContentFactory.Domain.Analytics.Overview;

namespace ContentFactory.Web.Analytics.Reports;

/// <summary>One value of a report. Without text, number, day or moment it is a number that does not exist: a dash, never a zero.</summary>
internal readonly record struct ReportCell(string? Text = null, double? Number = null, DateOnly? Day = null, DateTimeOffset? Moment = null)
{
    public const string Dash = "–";

    public bool IsNone => Text is null && Number is null && Day is null && Moment is null;

    public static implicit operator ReportCell(string text) => new(Text: text);

    public static ReportCell Of(double? number) => new(Number: number);
}

/// <param name="Figure">What its numbers are; null for words and days.</param>
/// <param name="Change">Its numbers are parts of the figure before: 0.12 is 12 % more.</param>
/// <param name="Width">In characters, for spreadsheets.</param>
internal sealed record ReportColumn(string Title, int Width, Figure? Figure = null, bool Change = false);

/// <param name="Note">What is to be known of it: why columns are empty, where rows were left out.</param>
internal sealed record ReportTable(string Title, IReadOnlyList<ReportColumn> Columns, IReadOnlyList<ReportCell[]> Rows, string? Note = null);
