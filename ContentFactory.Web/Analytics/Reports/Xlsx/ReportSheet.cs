using System.Globalization;
using ContentFactory.Domain.Analytics.Overview;
using ContentFactory.Web.Exports;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Spreadsheet;

namespace ContentFactory.Web.Analytics.Reports.Xlsx;

/// <summary>Writes one sheet from front to back: what stands over the table, its head that stays in sight, rows, a note.</summary>
internal sealed class ReportSheet(OpenXmlWriter sheet, string zoneId)
{
    private const int Least = 2;

    /// <summary>Two lines: names of figures are longer than their numbers.</summary>
    private const double HeadHeight = 34;

    private readonly TimeZoneInfo zone = TimeZoneInfo.FindSystemTimeZoneById(zoneId);

    /// <param name="head">Lines over the table; with them each row is a figure and its numbers are written as that figure's.</param>
    /// <returns>The range that the filter stands over.</returns>
    public string Write(ReportTable table, IReadOnlyList<string> head)
    {
        var first = head.Count == 0 ? 1 : head.Count + Least;
        var range = $"$A${first}:${Letters(table.Columns.Count)}${first + table.Rows.Count}";
        Open(table, first);
        for (var n = 0; n < head.Count; n++)
            Line(n + 1, head[n], n switch { 0 => ReportStyles.Owner, 1 => ReportStyles.Title, _ => ReportStyles.Fact }, n switch { 0 => 20, 1 => 26, _ => null });
        Row(first, () =>
        {
            foreach (var column in table.Columns)
                Text(column.Title, column.Figure is null && !column.Change && (head.Count == 0 || column == table.Columns[0] || column == table.Columns[^1]) ? ReportStyles.Head : ReportStyles.HeadNumber);
        }, HeadHeight);
        for (var n = 0; n < table.Rows.Count; n++)
            Write(table, table.Rows[n], first + n + 1, head.Count == 0 ? null : ReportComposer.Told[n].Figure);
        if (table.Note is { } note)
            Line(first + table.Rows.Count + Least, note, ReportStyles.Fact);
        Close(table, first, range.Replace("$", "", StringComparison.Ordinal));
        return range;
    }

    private void Open(ReportTable table, int first)
    {
        sheet.WriteStartDocument();
        sheet.WriteStartElement(new Worksheet());
        sheet.WriteElement(new SheetProperties(new PageSetupProperties { FitToPage = true }));
        sheet.WriteElement(new SheetViews(new SheetView(
            new Pane { VerticalSplit = first, TopLeftCell = $"A{first + 1}", ActivePane = PaneValues.BottomLeft, State = PaneStateValues.Frozen }) { WorkbookViewId = 0, ShowGridLines = false }));
        sheet.WriteElement(new Columns(table.Columns.Select((c, i) => new Column { Min = (uint)i + 1, Max = (uint)i + 1, Width = c.Width, CustomWidth = true })));
        sheet.WriteStartElement(new SheetData());
    }

    private void Close(ReportTable table, int first, string range)
    {
        sheet.WriteEndElement();
        sheet.WriteElement(new AutoFilter { Reference = range });
        for (var n = 0; n < table.Columns.Count; n++)
            if (table.Columns[n].Figure is Figure.Views && table.Rows.Count > 1)
                sheet.WriteElement(Bars($"{Letters(n + 1)}{first + 1}:{Letters(n + 1)}{first + table.Rows.Count}", n + 1));
        sheet.WriteElement(new PageMargins { Left = 0.4, Right = 0.4, Top = 0.5, Bottom = 0.5, Header = 0.3, Footer = 0.3 });
        sheet.WriteElement(new PageSetup { PaperSize = 9, Orientation = OrientationValues.Landscape, FitToWidth = 1, FitToHeight = 0 });
        sheet.WriteEndElement();
        sheet.Close();
    }

    private static ConditionalFormatting Bars(string range, int priority) => new(new ConditionalFormattingRule(
        new DataBar(new ConditionalFormatValueObject { Type = ConditionalFormatValueObjectValues.Number, Val = "0" }, new ConditionalFormatValueObject { Type = ConditionalFormatValueObjectValues.Max }, new Color { Rgb = "FFC7D6F5" }))
    { Type = ConditionalFormatValues.DataBar, Priority = priority }) { SequenceOfReferences = new ListValue<StringValue>([new StringValue(range)]) };

    private void Write(ReportTable table, ReportCell[] cells, int number, Figure? ofRow) => Row(number, () =>
    {
        for (var n = 0; n < cells.Length; n++)
            Write(cells[n], table.Columns[n].Change ? null : table.Columns[n].Figure ?? ofRow, table.Columns[n]);
    });

    private void Write(ReportCell cell, Figure? figure, ReportColumn column)
    {
        if (cell.IsNone)
            Text(ReportCell.Dash, ReportStyles.None);
        else if (cell.Text is { } text)
            Text(text, column.Width >= 48 ? ReportStyles.Wrapped : ReportStyles.Plain);
        else if (cell.Day is { } day)
            Value(day.ToDateTime(TimeOnly.MinValue).ToOADate(), ReportStyles.Day);
        else if (cell.Moment is { } moment)
            Value(TimeZoneInfo.ConvertTime(moment, zone).DateTime.ToOADate(), ReportStyles.Moment);
        else if (figure is { } known)
            // a spreadsheet's per cent is a part of one
            Value(FigureBook.Of(known).Unit is FigureUnit.Percent ? cell.Number!.Value / 100 : cell.Number!.Value, ReportStyles.Of(known));
        else
            Value(cell.Number!.Value, ReportStyles.Change);
    }

    private void Line(int number, string text, uint style, double? height = null) => Row(number, () => Text(text, style), height);

    private void Row(int number, Action cells, double? height = null)
    {
        sheet.WriteStartElement(height is { } points ? new Row { RowIndex = (uint)number, Height = points, CustomHeight = true } : new Row { RowIndex = (uint)number });
        cells();
        sheet.WriteEndElement();
    }

    private void Value(double value, uint style) => sheet.WriteElement(new Cell(new CellValue(value.ToString("R", CultureInfo.InvariantCulture))) { StyleIndex = style });

    private void Text(string text, uint style)
    {
        if (text.Length == 0)
            sheet.WriteElement(new Cell());
        else
            sheet.WriteElement(new Cell(new InlineString(new Text(ExportText.ForSheet(text)) { Space = SpaceProcessingModeValues.Preserve })) { DataType = CellValues.InlineString, StyleIndex = style });
    }

    private static string Letters(int column) => column <= 26 ? $"{(char)('A' + column - 1)}" : $"{(char)('A' + (column - 1) / 26 - 1)}{(char)('A' + (column - 1) % 26)}";
}
