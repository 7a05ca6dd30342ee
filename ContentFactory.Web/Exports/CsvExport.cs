using System.Globalization;
using System.IO.Pipelines;
using CsvHelper;

namespace ContentFactory.Web.Exports;

/// <summary>
/// CSV as Excel opens it by a double click: UTF-8 with its mark, and separator and decimal sign of the reader's language, because a Russian
/// Excel reads 1.5 as the first of May and puts a comma-separated line into one cell.
/// </summary>
internal static class CsvExport
{
    public static async Task WriteAsync(ExportFile file, IAsyncEnumerable<ExportCell[]> rows, PipeWriter output, CancellationToken ct)
    {
        var culture = CultureInfo.CurrentCulture;
        var separator = culture.NumberFormat.NumberDecimalSeparator == "," ? ';' : ',';
        await using var sink = new PipeSink(output);
        await using (var csv = CsvWriter.Create(sink, new CsvWriterOptions { Separator = separator, NewLine = "\r\n", WriteByteOrderMark = true, HasHeader = false }, true))
        {
            foreach (var heading in file.Headings)
                csv.WriteField(heading);
            csv.EndRecord();
            var written = 0;
            await foreach (var row in rows.WithCancellation(ct))
            {
                if (written++ == ListExport.MostRows)
                {
                    csv.WriteRecord([file.Cut, .. Enumerable.Repeat("", row.Length - 1)]);
                    break;
                }
                foreach (var cell in row)
                    csv.WriteField(TextOf(cell, file, culture));
                csv.EndRecord();
                await sink.SendAsync(ct);
            }
        }
        await sink.SendAsync(ct, all: true);
    }

    private static string TextOf(ExportCell cell, ExportFile file, CultureInfo culture) => cell.Kind switch
    {
        ExportKind.Text => ExportText.Escaped(cell.Text),
        ExportKind.Number => cell.Number?.ToString(culture) ?? "",
        ExportKind.Moment => cell.Moment is { } moment ? file.Local(moment).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) : "",
    };
}
