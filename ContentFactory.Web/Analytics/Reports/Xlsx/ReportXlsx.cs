using System.Globalization;
using ContentFactory.Domain.Analytics.Overview;
using ContentFactory.Web.Exports;
using ContentFactory.Web.Ui;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Microsoft.Extensions.Localization;

namespace ContentFactory.Web.Analytics.Reports.Xlsx;

/// <summary>A report as a workbook: a summary and a sheet for each table, with numbers, parts and days as what they are.</summary>
internal sealed class ReportXlsx(IStringLocalizer<Texts> texts, IStringLocalizer<Ui.Texts> words)
{
    public byte[] Write(ReportContent content, CancellationToken ct)
    {
        using var stream = new MemoryStream();
        using (var file = SpreadsheetDocument.Create(stream, SpreadsheetDocumentType.Workbook))
        {
            (file.PackageProperties.Title, file.PackageProperties.Creator) = ($"{content.Title} · {content.Days}", content.Brand.Name);
            var book = file.AddWorkbookPart();
            book.AddNewPart<WorkbookStylesPart>().Stylesheet = ReportStyles.Of(content.Brand.Primary, ReportStyles.DayFormat(CultureInfo.CurrentCulture));
            var sheets = new Sheets();
            var names = new DefinedNames();
            foreach (var (table, head) in Tables(content))
            {
                ct.ThrowIfCancellationRequested();
                var part = book.AddNewPart<WorksheetPart>();
                var name = XlsxParts.SheetName(table.Title);
                sheets.Append(new DocumentFormat.OpenXml.Spreadsheet.Sheet { Name = name, SheetId = (uint)sheets.Count() + 1, Id = book.GetIdOfPart(part) });
                using var sheet = OpenXmlWriter.Create(part);
                var range = new ReportSheet(sheet, content.Numbers.ZoneId).Write(table, head);
                names.Append(new DefinedName($"'{name}'!{range}") { Name = "_xlnm._FilterDatabase", LocalSheetId = (uint)sheets.Count() - 1, Hidden = true });
            }
            book.Workbook = new Workbook(sheets, names);
        }
        return stream.ToArray();
    }

    private IEnumerable<(ReportTable Table, IReadOnlyList<string> Head)> Tables(ReportContent content)
    {
        yield return (Summary(content), Head(content));
        foreach (var table in new[] { content.ByDay, content.Channels, content.Posts, content.Kinds, content.Hours, content.Definitions })
            yield return (table, []);
    }

    private string[] Head(ReportContent content) =>
    [
        content.Brand.Name, $"{content.Title} · {content.Days}", .. content.Facts,
        words["Print_Made", $"{ZonedText.Moment(content.MadeAt, content.Numbers.ZoneId)} ({ZonedText.Zone(content.MadeAt, content.Numbers.ZoneId)})"],
    ];

    private ReportTable Summary(ReportContent content) => new(
        texts["Table_Summary"],
        [new(texts["Column_Figure"], 28), new(texts["Column_Now", content.Days], 26), new(texts["Column_Before", content.DaysBefore], 26), new(texts["Column_Change"], 12, Change: true), new(texts["Column_Why"], 60)],
        [.. content.Figures.Select(f => new ReportCell[] { f.Name, ReportCell.Of(f.Value), ReportCell.Of(f.Before), ReportCell.Of(f.Change), f.Why ?? Unit(f.Figure) })]);

    private string Unit(Figure figure) => FigureBook.Of(figure).Unit switch
    {
        FigureUnit.Seconds => texts["Unit_InSeconds"],
        FigureUnit.Hours => texts["Unit_InHours"],
        FigureUnit.Dollars => texts["Unit_InDollars"],
        FigureUnit.Count or FigureUnit.Change or FigureUnit.Percent => "",
    };
}
