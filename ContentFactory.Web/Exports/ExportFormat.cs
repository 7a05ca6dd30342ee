using System.IO.Pipelines;

namespace ContentFactory.Web.Exports;

/// <summary>What a file holds beside its rows.</summary>
/// <param name="ZoneId">The zone that moments are shown in.</param>
/// <param name="Cut">The last line of a file that does not hold everything.</param>
internal sealed record ExportFile(string Title, IReadOnlyList<(string Title, ExportKind Kind, int Width)> Columns, string ZoneId, string Cut)
{
    private readonly TimeZoneInfo zone = TimeZoneInfo.FindSystemTimeZoneById(ZoneId);

    public IEnumerable<string> Headings => Columns.Select(c => ExportText.ForSheet(c.Kind is ExportKind.Moment ? $"{c.Title} ({ZoneId})" : c.Title));

    public DateTime Local(DateTimeOffset moment) => TimeZoneInfo.ConvertTime(moment, zone).DateTime;
}

/// <summary>A kind of file that a list is written as.</summary>
internal sealed record ExportFormat(string Extension, string ContentType, Func<ExportFile, IAsyncEnumerable<ExportCell[]>, PipeWriter, CancellationToken, Task> WriteAsync)
{
    public static ExportFormat Csv { get; } = new("csv", "text/csv; charset=utf-8", CsvExport.WriteAsync);

    public static ExportFormat Xlsx { get; } = new("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", XlsxExport.WriteAsync);

    public static ExportFormat? Of(string? name) => name switch
    {
        null or "" or "csv" => Csv,
        "xlsx" => Xlsx,
        _ => null,
    };
}
