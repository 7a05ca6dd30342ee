using System.IO.Compression;
using System.Security;
using System.Text;

namespace ContentFactory.Tests.Trends.ByHand;

/// <summary>A workbook of one sheet, as small as a reader takes it.</summary>
internal static class SmallWorkbook
{
    public static byte[] Of(params string[][] rows) => Zip(Rows(rows));

    /// <summary>With cells made one.</summary>
    public static byte[] Joined(string range, params string[][] rows) => Joined([range], rows);

    public static byte[] Joined(IReadOnlyCollection<string> ranges, params string[][] rows) =>
        Zip(Rows(rows), $"<mergeCells count=\"{ranges.Count}\">{string.Concat(ranges.Select(r => $"<mergeCell ref=\"{r}\"/>"))}</mergeCells>");

    /// <summary>One text that stands in the file once and in so many rows below the heading.</summary>
    public static byte[] Shared(string heading, string text, int rows) => Zip(
        Rows([[heading]]) + string.Concat(Enumerable.Range(2, rows).Select(r => $"<row r=\"{r}\"><c r=\"A{r}\" t=\"s\"><v>0</v></c></row>")),
        shared: $"<sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><si><t>{SecurityElement.Escape(text)}</t></si></sst>");

    /// <summary>A hundred megabytes in a hundred kilobytes.</summary>
    public static byte[] Bomb() => Zip(new string(' ', 100_000_000));

    private static string Rows(string[][] rows) => string.Concat(rows.Select((cells, r) =>
        $"<row r=\"{r + 1}\">{string.Concat(cells.Select((c, n) => $"<c r=\"{(char)('A' + n)}{r + 1}\" t=\"inlineStr\"><is><t>{SecurityElement.Escape(c)}</t></is></c>"))}</row>"));

    private static byte[] Zip(string rows, string after = "", string? shared = null)
    {
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(zip, "[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/><Override PartName=\"/xl/worksheets/sheet1.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/></Types>");
            Add(zip, "_rels/.rels", "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>");
            Add(zip, "xl/workbook.xml", "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets><sheet name=\"Ideas\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>");
            Add(zip, "xl/_rels/workbook.xml.rels", "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet1.xml\"/>" + (shared is null ? "" : "<Relationship Id=\"r2\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings\" Target=\"sharedStrings.xml\"/>") + "</Relationships>");
            if (shared is not null)
                Add(zip, "xl/sharedStrings.xml", shared);
            Add(zip, "xl/worksheets/sheet1.xml", $"<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>{rows}</sheetData>{after}</worksheet>");
        }
        return file.ToArray();
    }

    private static void Add(ZipArchive zip, string name, string text)
    {
        using var part = zip.CreateEntry(name, CompressionLevel.Fastest).Open();
        part.Write(Encoding.UTF8.GetBytes(text));
    }
}
