using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml;
using ContentFactory.Domain.Trends.Feeds;
using CsvHelper;
using ExcelDataReader;
using ExcelDataReader.Exceptions;

namespace ContentFactory.Domain.Trends.ByHand;

/// <summary>The cells of a CSV file or of the first sheet of a workbook, as text. What the bytes are counts, not what the file is called.</summary>
internal static class Sheet
{
    private const long MostUnpacked = 60_000_000;
    private const int MostColumns = 50;
    private const int LongestCell = 32_000;

    // the reader prepares for workbooks of the nineties before it looks at the file
    static Sheet() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <param name="most">Rows, the heading not counted.</param>
    /// <param name="tooMany">Key of the text for a file that has more.</param>
    public static Result<IReadOnlyList<string[]>> Read(byte[] file, int most, string tooMany = "Trends.SheetRows")
    {
        try
        {
            var rows = file is [(byte)'P', (byte)'K', 3, 4, ..] ? Workbook(file) : Text(file);
            var read = rows.Take(most + 2).ToList();
            return read.Count > most + 1 ? Problem.Invalid(Field, tooMany, most) : read;
        }
        // a workbook that is none shows in many ways, all of them while it is read
        catch (Exception e) when (e is CsvFormatException or HeaderException or ExcelReaderException or InvalidDataException or XmlException or IOException or FormatException or OverflowException or ArgumentException or NullReferenceException or IndexOutOfRangeException or KeyNotFoundException)
        {
            return Problem.Invalid(Field, "Trends.SheetBroken");
        }
    }

    internal const string Field = "File";

    private static IEnumerable<string[]> Text(byte[] file)
    {
        if (Array.IndexOf(file, (byte)0) >= 0 && file is not ([0xFF, 0xFE, ..] or [0xFE, 0xFF, ..]))
            throw new InvalidDataException("Neither a workbook nor text.");
        using var text = new StringReader(FeedEncoding.Decode(file, null));
        using var csv = CsvReader.Create(text, new CsvReaderOptions { HasHeader = false, MaxRecordSize = 1_000_000 });
        while (csv.Read())
            yield return [.. Enumerable.Range(0, Math.Min(csv.FieldCount, MostColumns)).Select(n => Cut(csv.GetString(n)))];
    }

    private static IEnumerable<string[]> Workbook(byte[] file)
    {
        // a zip says how large it becomes, and one that lies breaks off by itself
        using (var zip = new ZipArchive(new MemoryStream(file), ZipArchiveMode.Read))
            if (zip.Entries.Count > 1_000 || zip.Entries.Sum(e => e.Length) > MostUnpacked)
                throw new InvalidDataException("Too large unpacked.");
        using var reader = ExcelReaderFactory.CreateReader(new MemoryStream(file));
        // cells that were made one over several rows say the same for each of them
        var joined = (reader.MergeCells ?? []).Where(m => m.ToRow > m.FromRow).ToLookup(m => m.FromColumn);
        var above = new string[MostColumns];
        for (var row = 0; reader.Read(); row++)
        {
            string[] cells = [.. Enumerable.Range(0, Math.Min(reader.FieldCount, MostColumns)).Select(n => Cut(Of(reader.GetValue(n))))];
            for (var n = 0; n < cells.Length; n++)
                cells[n] = above[n] = joined[n].Any(m => row > m.FromRow && row <= m.ToRow) ? above[n] : cells[n];
            yield return cells;
        }
    }

    private static string Of(object? value) => value switch
    {
        null => "",
        // a time of day alone stands on the day before the first
        DateTime { Year: < 1900 } time => time.ToString("HH:mm", CultureInfo.InvariantCulture),
        DateTime day => day.ToString(day.TimeOfDay == default ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
        TimeSpan time => time.ToString(@"hh\:mm", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };

    private static string Cut(string cell) => PlainText.Cut(PlainText.Clean(cell).Trim(), LongestCell);
}
