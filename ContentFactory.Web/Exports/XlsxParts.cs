using System.IO.Compression;
using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Spreadsheet;

namespace ContentFactory.Web.Exports;

/// <summary>The parts of a workbook that are the same in every file.</summary>
internal static class XlsxParts
{
    public const string Sheet = "xl/worksheets/sheet1.xml";

    private const int LongestSheetName = 31;
    private const uint MomentFormat = 164;
    private const string Declaration = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>""";
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Package = "http://schemas.openxmlformats.org/package/2006";
    private const string SheetMl = "application/vnd.openxmlformats-officedocument.spreadsheetml";

    public static IEnumerable<(string Path, string Text)> Of(string title) =>
    [
        ("[Content_Types].xml", $"""
            {Declaration}<Types xmlns="{Package}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="{SheetMl}.sheet.main+xml"/><Override PartName="/{Sheet}" ContentType="{SheetMl}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="{SheetMl}.styles+xml"/></Types>
            """),
        ("_rels/.rels", $"""
            {Declaration}<Relationships xmlns="{Package}/relationships"><Relationship Id="rId1" Type="{Relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>
            """),
        ("xl/_rels/workbook.xml.rels", $"""
            {Declaration}<Relationships xmlns="{Package}/relationships"><Relationship Id="rId1" Type="{Relations}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="{Relations}/styles" Target="styles.xml"/></Relationships>
            """),
        ("xl/workbook.xml", Declaration + new Workbook(new Sheets(new Sheet { Name = SheetName(title), SheetId = 1, Id = "rId1" })).OuterXml),
        ("xl/styles.xml", Declaration + Styles().OuterXml),
    ];

    public static async Task PutAsync(ZipArchive archive, string path, string text, CancellationToken ct)
    {
        await using var part = await archive.CreateEntry(path, CompressionLevel.Fastest).OpenAsync(ct);
        await part.WriteAsync(Encoding.UTF8.GetBytes(text), ct);
    }

    /// <summary>Cell formats: 0 as it comes, 1 bold, 2 a moment.</summary>
    private static Stylesheet Styles() => new(
        new NumberingFormats(new NumberingFormat { NumberFormatId = MomentFormat, FormatCode = "yyyy\\-mm\\-dd\\ hh:mm" }),
        new Fonts(new Font(), new Font(new Bold())),
        new Fills(new Fill(new PatternFill { PatternType = PatternValues.None }), new Fill(new PatternFill { PatternType = PatternValues.Gray125 })),
        new Borders(new Border()),
        new CellStyleFormats(new CellFormat()),
        new CellFormats(new CellFormat(), new CellFormat { FontId = 1, ApplyFont = true }, new CellFormat { NumberFormatId = MomentFormat, ApplyNumberFormat = true }));

    /// <summary>The title as far as a sheet may be named so.</summary>
    public static string SheetName(string title)
    {
        var name = string.Concat(title.Where(c => !@"[]:*?/\'".Contains(c, StringComparison.Ordinal)));
        return Domain.PlainText.Cut(name.Length == 0 ? "1" : name, LongestSheetName);
    }
}
