using System.Globalization;
using ContentFactory.Domain.Analytics.Overview;
using ContentFactory.Domain.Printing;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Spreadsheet;

namespace ContentFactory.Web.Analytics.Reports.Xlsx;

/// <summary>How cells look. The numbers are places in the list of formats.</summary>
internal static class ReportStyles
{
    public const uint Plain = 0;
    public const uint Head = 1;
    public const uint HeadNumber = 2;
    public const uint Owner = 3;
    public const uint Title = 4;
    public const uint Fact = 5;
    public const uint None = 6;
    public const uint Day = 7;
    public const uint Moment = 8;
    public const uint Count = 9;
    public const uint Gain = 10;
    public const uint Percent = 11;
    public const uint Decimal = 12;
    public const uint Dollars = 13;
    public const uint Change = 14;
    public const uint Wrapped = 15;

    private const uint Custom = 164;
    private const string Neutral = "3d4150";

    public static uint Of(Figure figure) => FigureBook.Of(figure).Unit switch
    {
        FigureUnit.Count => Count,
        FigureUnit.Change => Gain,
        FigureUnit.Percent => Percent,
        FigureUnit.Seconds or FigureUnit.Hours => Decimal,
        FigureUnit.Dollars => Dollars,
    };

    /// <summary>Days as the language writes them, whatever the program that opens the file speaks.</summary>
    public static string DayFormat(CultureInfo culture) => culture.TwoLetterISOLanguageName == "ru" ? @"dd\.mm\.yyyy" : @"yyyy\-mm\-dd";

    public static Stylesheet Of(string? brand, string day)
    {
        var colour = PrintColour.OfHex(brand ?? Neutral);
        // a light colour carries dark letters and makes none itself
        var owner = colour.Over == PrintColour.White ? colour.Hex : "1b1c22";
        return new Stylesheet(
            new NumberingFormats(
                Format(0, day), Format(1, $@"{day}\ hh:mm"), Format(2, "#,##0"), Format(3, "+#,##0;-#,##0;0"), Format(4, "0.00%"), Format(5, "#,##0.0"), Format(6, @"""$""#,##0.00##"), Format(7, "+0%;-0%;0%")),
            new Fonts(
                Font(11, null), Font(11, colour.Over.Hex, bold: true), Font(11, owner, bold: true), Font(16, "1b1c22", bold: true), Font(10, "595c69"), Font(11, "696c79")),
            new Fills(new Fill(new PatternFill { PatternType = PatternValues.None }), new Fill(new PatternFill { PatternType = PatternValues.Gray125 }),
                new Fill(new PatternFill(new ForegroundColor { Rgb = $"FF{colour.Hex}" }) { PatternType = PatternValues.Solid })),
            new Borders(new Border()),
            new CellStyleFormats(new CellFormat()),
            new CellFormats(
                new CellFormat { ApplyAlignment = true, Alignment = Placed(HorizontalAlignmentValues.Left, indent: true) },
                new CellFormat { FontId = 1, FillId = 2, ApplyFont = true, ApplyFill = true, ApplyAlignment = true, Alignment = Placed(HorizontalAlignmentValues.Left, wrap: true, indent: true) },
                new CellFormat { FontId = 1, FillId = 2, ApplyFont = true, ApplyFill = true, ApplyAlignment = true, Alignment = Placed(HorizontalAlignmentValues.Right, wrap: true) },
                Lettered(2), Lettered(3), Lettered(4),
                new CellFormat { FontId = 5, ApplyFont = true, ApplyAlignment = true, Alignment = Placed(HorizontalAlignmentValues.Right) },
                Numbered(0, HorizontalAlignmentValues.Left), Numbered(1, HorizontalAlignmentValues.Left), Numbered(2), Numbered(3), Numbered(4), Numbered(5), Numbered(6), Numbered(7),
                new CellFormat { ApplyAlignment = true, Alignment = Placed(HorizontalAlignmentValues.Left, wrap: true, indent: true) }));
    }

    private static NumberingFormat Format(uint place, string code) => new() { NumberFormatId = Custom + place, FormatCode = code };

    private static Font Font(double size, string? colour, bool bold = false)
    {
        var font = new Font();
        if (bold)
            font.Append(new Bold());
        font.Append(new FontSize { Val = size });
        if (colour is not null)
            font.Append(new Color { Rgb = $"FF{colour}" });
        font.Append(new FontName { Val = "Calibri" });
        return font;
    }

    private static CellFormat Lettered(uint font) => new() { FontId = font, ApplyFont = true };

    private static CellFormat Numbered(uint place, HorizontalAlignmentValues? at = null) =>
        new() { NumberFormatId = Custom + place, ApplyNumberFormat = true, ApplyAlignment = true, Alignment = Placed(at) };

    private static Alignment Placed(HorizontalAlignmentValues? at = null, bool wrap = false, bool indent = false)
    {
        var alignment = new Alignment { Vertical = VerticalAlignmentValues.Top };
        if (at is { } side)
            alignment.Horizontal = side;
        if (wrap)
            alignment.WrapText = true;
        if (indent)
            alignment.Indent = 1;
        return alignment;
    }
}
