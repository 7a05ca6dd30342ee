using System.Globalization;
using System.Text.RegularExpressions;
using ContentFactory.Domain;
using ContentFactory.Web.Exports;
using CsvHelper;

namespace ContentFactory.Web.Ui;

/// <summary>The numbers of a chart as a file for programs: commas and decimal points whatever the reader's language, no signs of units.</summary>
internal static partial class ChartFile
{
    private const int LongestName = 80;

    /// <summary>Letters and digits of the title; every system takes them.</summary>
    public static string NameOf(string title) =>
        PlainText.Cut(Others().Replace(title, "-").Trim('-'), LongestName).TrimEnd('-') is { Length: > 0 } name ? name : "chart";

    public static async Task<byte[]> CsvAsync(ChartTable table)
    {
        using var file = new MemoryStream();
        await using (var csv = CsvWriter.Create(file, new CsvWriterOptions { Separator = ',', NewLine = "\r\n", WriteByteOrderMark = true, HasHeader = false }, true))
        {
            csv.WriteRecord(["", .. table.Columns.Select(column => ExportText.Escaped(column.Words.Heading(column.Name)))]);
            for (var row = 0; row < table.Labels.Count; row++)
                csv.WriteRecord([ExportText.Escaped(table.Labels[row]), .. table.Columns.Select(column => column.Words.Plain(column.Values[row])?.ToString(CultureInfo.InvariantCulture) ?? "")]);
        }
        return file.ToArray();
    }

    [GeneratedRegex(@"[^\p{L}\p{M}\p{N}]+")]
    private static partial Regex Others();
}
