namespace ContentFactory.Web.Exports;

public enum ExportKind { Text, Number, Moment }

/// <summary>One value on its way into a file. Numbers and moments stay what they are; only text can pass for a formula.</summary>
public readonly record struct ExportCell(ExportKind Kind, string? Text = null, decimal? Number = null, DateTimeOffset? Moment = null);

/// <summary>A column of an exported list.</summary>
/// <param name="Width">In characters, for spreadsheets.</param>
public sealed record ExportColumn<TRow>(string Title, ExportKind Kind, int Width, Func<TRow, ExportCell> Cell);

public static class ExportColumn
{
    public static ExportColumn<TRow> Text<TRow>(string title, Func<TRow, string?> value, int width = 20) => new(title, ExportKind.Text, width, r => new(ExportKind.Text, Text: value(r)));

    public static ExportColumn<TRow> Number<TRow>(string title, Func<TRow, decimal?> value, int width = 12) => new(title, ExportKind.Number, width, r => new(ExportKind.Number, Number: value(r)));

    /// <summary>Shown in the tenant's zone, which the heading names.</summary>
    public static ExportColumn<TRow> Moment<TRow>(string title, Func<TRow, DateTimeOffset?> value, int width = 28) => new(title, ExportKind.Moment, width, r => new(ExportKind.Moment, Moment: value(r)));
}
