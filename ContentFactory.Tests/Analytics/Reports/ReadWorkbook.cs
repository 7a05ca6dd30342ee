using System.Globalization;
using ContentFactory.Web.Analytics.Reports.Xlsx;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;

namespace ContentFactory.Tests.Analytics.Reports;

/// <param name="Number">Null for words.</param>
internal sealed record ReadCell(string Text, double? Number, uint Style)
{
    public bool IsDash => Number is null && Text == "–";

    public DateOnly Day() => DateOnly.FromDateTime(DateTime.FromOADate(Number!.Value));
}

/// <summary>A workbook read back.</summary>
internal sealed class ReadWorkbook
{
    public ReadWorkbook(byte[] bytes)
    {
        using var file = SpreadsheetDocument.Open(new MemoryStream(bytes), false);
        Faults = [.. new OpenXmlValidator().Validate(file).Select(e => $"{e.Path?.XPath}: {e.Description}")];
        var book = file.WorkbookPart!;
        foreach (var sheet in book.Workbook.Sheets!.Elements<Sheet>())
        {
            var part = (WorksheetPart)book.GetPartById(sheet.Id!);
            Names.Add(sheet.Name!);
            Formulas += part.Worksheet.Descendants<CellFormula>().Count();
            FrozenAt[sheet.Name!] = (int)part.Worksheet.Descendants<Pane>().Single().VerticalSplit!.Value;
            Filters[sheet.Name!] = part.Worksheet.Descendants<AutoFilter>().Single().Reference!;
            Sheets[sheet.Name!] = [.. part.Worksheet.Descendants<Row>().Select(r => r.Elements<Cell>().Select(Read).ToArray())];
        }
    }

    public IReadOnlyList<string> Faults { get; }
    public List<string> Names { get; } = [];
    public Dictionary<string, List<ReadCell[]>> Sheets { get; } = [];
    public Dictionary<string, int> FrozenAt { get; } = [];
    public Dictionary<string, string> Filters { get; } = [];
    public int Formulas { get; }

    public IEnumerable<string> Words => Sheets.Values.SelectMany(rows => rows).SelectMany(cells => cells).Where(c => c.Number is null).Select(c => c.Text);

    /// <summary>The rows of a table below its head, by the titles of the columns.</summary>
    public List<Dictionary<string, ReadCell>> Table(string sheet, string firstColumn)
    {
        var rows = Sheets[sheet];
        var head = rows.FindIndex(r => r.Length > 1 && r[0].Text == firstColumn);
        Assert.True(head >= 0, $"{sheet} has no head that begins with {firstColumn}");
        return [.. rows.Skip(head + 1).Where(r => r.Length == rows[head].Length).Select(r => rows[head].Zip(r).ToDictionary(p => p.First.Text, p => p.Second))];
    }

    private static ReadCell Read(Cell cell) => cell.DataType?.Value == CellValues.InlineString
        ? new(cell.InlineString!.InnerText, null, cell.StyleIndex?.Value ?? ReportStyles.Plain)
        : new("", cell.CellValue is { } value ? double.Parse(value.Text, CultureInfo.InvariantCulture) : null, cell.StyleIndex?.Value ?? ReportStyles.Plain);
}
