using System.Globalization;
using System.IO.Compression;
using System.IO.Pipelines;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Spreadsheet;

namespace ContentFactory.Web.Exports;

/// <summary>
/// A workbook of one sheet, written from front to back. The package class of OpenXml wants to seek and so keeps the whole file; the few
/// fixed parts are therefore put into the archive here, and OpenXmlWriter writes the sheet.
/// </summary>
internal static class XlsxExport
{
    // of XlsxParts.Styles
    private const uint Bold = 1;
    private const uint Moment = 2;

    public static async Task WriteAsync(ExportFile file, IAsyncEnumerable<ExportCell[]> rows, PipeWriter output, CancellationToken ct)
    {
        await using var sink = new PipeSink(output);
        await using (var archive = new ZipArchive(sink, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (path, text) in XlsxParts.Of(file.Title))
                await XlsxParts.PutAsync(archive, path, text, ct);
            await using var part = await archive.CreateEntry(XlsxParts.Sheet, CompressionLevel.Fastest).OpenAsync(ct);
            using var sheet = OpenXmlWriter.Create(part);
            Open(sheet, file);
            await FillAsync(sheet, file, rows, sink, ct);
            sheet.WriteEndElement();
            sheet.WriteEndElement();
            sheet.Close();
        }
        await sink.SendAsync(ct, all: true);
    }

    private static void Open(OpenXmlWriter sheet, ExportFile file)
    {
        sheet.WriteStartDocument();
        sheet.WriteStartElement(new Worksheet());
        sheet.WriteElement(new SheetViews(new SheetView(new Pane
        {
            VerticalSplit = 1, TopLeftCell = "A2", ActivePane = PaneValues.BottomLeft, State = PaneStateValues.Frozen,
        }) { WorkbookViewId = 0 }));
        sheet.WriteElement(new Columns(file.Columns.Select((c, i) => new Column { Min = (uint)i + 1, Max = (uint)i + 1, Width = c.Width, CustomWidth = true })));
        sheet.WriteStartElement(new SheetData());
    }

    private static async Task FillAsync(OpenXmlWriter sheet, ExportFile file, IAsyncEnumerable<ExportCell[]> rows, PipeSink sink, CancellationToken ct)
    {
        Row(sheet, () =>
        {
            foreach (var heading in file.Headings)
                Text(sheet, heading, Bold);
        });
        var written = 0;
        await foreach (var row in rows.WithCancellation(ct))
        {
            if (written++ == ListExport.MostRows)
            {
                Row(sheet, () => Text(sheet, file.Cut, Bold));
                return;
            }
            Row(sheet, () =>
            {
                foreach (var cell in row)
                    Write(sheet, cell, file);
            });
            await sink.SendAsync(ct);
        }
    }

    private static void Row(OpenXmlWriter sheet, Action cells)
    {
        sheet.WriteStartElement(new Row());
        cells();
        sheet.WriteEndElement();
    }

    private static void Write(OpenXmlWriter sheet, ExportCell cell, ExportFile file)
    {
        switch (cell)
        {
            case { Kind: ExportKind.Number, Number: { } number }:
                Value(sheet, number.ToString(CultureInfo.InvariantCulture), 0);
                break;
            case { Kind: ExportKind.Moment, Moment: { } moment }:
                Value(sheet, file.Local(moment).ToOADate().ToString("R", CultureInfo.InvariantCulture), Moment);
                break;
            case { Kind: ExportKind.Text, Text.Length: > 0 }:
                Text(sheet, ExportText.ForSheet(cell.Text), 0);
                break;
            default:
                sheet.WriteElement(new Cell());
                break;
        }
    }

    private static void Value(OpenXmlWriter sheet, string value, uint style) => sheet.WriteElement(new Cell(new CellValue(value)) { StyleIndex = style });

    private static void Text(OpenXmlWriter sheet, string text, uint style) =>
        sheet.WriteElement(new Cell(new InlineString(new Text(text) { Space = SpaceProcessingModeValues.Preserve })) { DataType = CellValues.InlineString, StyleIndex = style });
}
