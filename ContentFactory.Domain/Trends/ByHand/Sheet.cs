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

    // a workbook says a long text once and points at it from many cells: what they say together counts
    private const long MostLetters = 30_000_000;

    // the reader prepares for workbooks of the nineties before it looks at the file
    static Sheet() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <param name="most">Rows, the heading not counted.</param>
    /// <param name="tooMany">Key of the text for a file that has more.</param>
    /// <param name="longest">Letters of one cell, in UTF-16 units; what is beyond them is cut off.</param>
    public static Result<IReadOnlyList<string[]>> Read(byte[] file, int most, string tooMany = "Trends.SheetRows", int longest = LongestCell)
    {
        try
        {
            var (read, letters) = (new List<string[]>(), 0L);
            foreach (var cells in (file is [(byte)'P', (byte)'K', 3, 4, ..] ? Workbook(file, most + 2) : Text(file)).Take(most + 2))
            {
                letters += cells.Sum(c => (long)c.Length);
                if (letters > MostLetters)
                    return Problem.Invalid(Field, "Trends.SheetLetters");
                read.Add([.. cells.Select(c => Cut(c, longest))]);
            }
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
            yield return [.. Enumerable.Range(0, Math.Min(csv.FieldCount, MostColumns)).Select(n => csv.GetString(n))];
    }

    private static IEnumerable<string[]> Workbook(byte[] file, int most)
    {
        // a zip says how large it becomes, and one that lies breaks off by itself
        using (var zip = new ZipArchive(new MemoryStream(file), ZipArchiveMode.Read))
            if (zip.Entries.Count > 1_000 || zip.Entries.Sum(e => e.Length) > MostUnpacked)
                throw new InvalidDataException("Too large unpacked.");
        using var reader = ExcelReaderFactory.CreateReader(new MemoryStream(file));
        // cells that were made one over several rows say the same for each of them
        var joined = Joined(reader.MergeCells ?? [], most);
        var (above, within) = (new string[MostColumns], new int[MostColumns]);
        for (var row = 0; row < most && reader.Read(); row++)
        {
            string[] cells = [.. Enumerable.Range(0, Math.Min(reader.FieldCount, MostColumns)).Select(n => Of(reader.GetValue(n)))];
            for (var n = 0; n < MostColumns; n++)
            {
                within[n] += joined[n, row];
                if (n < cells.Length)
                    cells[n] = above[n] = within[n] > 0 ? above[n] ?? "" : cells[n];
            }
            yield return cells;
        }
    }

    /// <summary>By column and row, how many more ranges of joined cells go on from the row above than end there: summed up, whether a cell says what stands above it.</summary>
    private static int[,] Joined(CellRange[] ranges, int most)
    {
        var turns = new int[MostColumns, most + 1];
        var left = MostColumns * most / 2;
        foreach (var range in ranges.Where(r => r.FromColumn is >= 0 and < MostColumns && r.FromRow >= 0 && r.ToRow > r.FromRow && r.FromRow < most))
        {
            // joined cells do not overlap, so there are no more of them than cells
            if (--left < 0)
                throw new InvalidDataException("More joined cells than cells.");
            turns[range.FromColumn, Math.Min(range.FromRow + 1, most)]++;
            turns[range.FromColumn, Math.Min(range.ToRow + 1, most)]--;
        }
        return turns;
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

    private static string Cut(string cell, int longest) => PlainText.Cut(PlainText.Clean(cell).Trim(), longest);
}
