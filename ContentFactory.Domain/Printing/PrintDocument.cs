using PdfSharp.Drawing;
using PdfSharp.Pdf;

namespace ContentFactory.Domain.Printing;

/// <summary>
/// Pages of A4 across with a head and a foot, filled from top to bottom; knows nothing of what is printed. All measures are points from the top
/// left corner. The whole document stays in memory until <see cref="Save"/>, about 20 KB a page: callers bound what they print.
/// </summary>
/// <param name="ct">Asked at each page.</param>
public sealed class PrintDocument(PrintFrame frame, CancellationToken ct) : IDisposable
{
    internal const double PaperWidth = PageWidth;

    /// <summary>Where the body of a page begins on the left, and how wide it is.</summary>
    public const double Left = 28;

    public const double Width = PageWidth - 2 * Left;

    private const double PageWidth = 842;
    private const double PageHeight = 595;
    private const double Edge = 28;
    private const double Foot = PageHeight - 22;

    private static readonly PrintStyle OwnerStyle = new(8, PrintColour.Soft, Strong: true);
    private static readonly PrintStyle TitleStyle = new(16, PrintColour.Ink, Strong: true);
    private static readonly PrintStyle FactStyle = new(8, PrintColour.Soft);
    private static readonly PrintStyle HeadingStyle = new(11, PrintColour.Ink, Strong: true);
    private static readonly PrintStyle SayStyle = new(11, PrintColour.Soft);
    private static readonly PrintStyle FootStyle = new(7, PrintColour.Faint);

    private readonly PdfDocument file = Begun(frame);
    private readonly Dictionary<PrintStyle, (XFont Font, XBrush Brush)> styles = [];
    private readonly IReadOnlyList<string> facts = PrintText.Lines(string.Join(" · ", frame.Facts), FactStyle, Width);
    private XGraphics? page;

    /// <summary>Down to where the page is filled.</summary>
    public double Y { get; private set; }

    /// <summary>What is left of the page below <see cref="Y"/>.</summary>
    public double Rest => Foot - 18 - Y;

    /// <summary>What a page holds that nothing is on yet.</summary>
    public double Room => Foot - 18 - BodyTop;

    private double BodyTop => frame.Brand is not null ? BrandHead.Height(file.PageCount <= 1, facts.Count) : Edge + OwnerStyle.Leading + TitleStyle.Leading + facts.Count * FactStyle.Leading + 14;

    /// <summary>Goes on upon a new page. The first page comes the same way.</summary>
    /// <exception cref="OperationCanceledException">Nobody waits for the file any more.</exception>
    public void Break()
    {
        ct.ThrowIfCancellationRequested();
        page?.Dispose();
        var sheet = file.AddPage();
        (sheet.Width, sheet.Height) = (XUnit.FromPoint(PageWidth), XUnit.FromPoint(PageHeight));
        page = XGraphics.FromPdfPage(sheet);
        WriteHead();
        Y = BodyTop;
    }

    public void Down(double by) => Y += by;

    /// <summary>One line of text as it is: measured and made printable by the caller.</summary>
    /// <param name="top">The top of the line, not where its letters stand.</param>
    public void Text(string text, PrintStyle style, double x, double top)
    {
        if (text.Length == 0)
            return;
        if (!styles.TryGetValue(style, out var known))
            styles[style] = known = (PrintFonts.Font(style), new XSolidBrush(Colour(style.Colour)));
        page!.DrawString(text, known.Font, known.Brush, x, top + style.Rise);
    }

    /// <summary>The same, ending at <paramref name="right"/>.</summary>
    public void TextTo(string text, PrintStyle style, double right, double top) => Text(text, style, right - style.Width(text), top);

    public void Fill(PrintColour colour, double x, double top, double width, double height) => page!.DrawRectangle(new XSolidBrush(Colour(colour)), x, top, width, height);

    public void Rule(PrintColour colour, double x, double top, double width) => Fill(colour, x, top, width, 0.6);

    /// <summary>A line through points, with round corners.</summary>
    public void Line(PrintColour colour, double thick, IReadOnlyList<(double X, double Y)> points)
    {
        var pen = new XPen(Colour(colour), thick) { LineJoin = XLineJoin.Round, LineCap = XLineCap.Round };
        if (points.Count > 1)
            page!.DrawLines(pen, [.. points.Select(p => new XPoint(p.X, p.Y))]);
    }

    /// <summary>A picture within a box, not larger than it and as it is shaped.</summary>
    /// <param name="picture">PNG or JPEG.</param>
    public void Picture(byte[] picture, double x, double top, double width, double height)
    {
        using var stream = new MemoryStream(picture, 0, picture.Length, writable: false, publiclyVisible: true);
        using var image = XImage.FromStream(stream);
        var scale = Math.Min(width / image.PixelWidth, height / image.PixelHeight);
        var (w, h) = (image.PixelWidth * scale, image.PixelHeight * scale);
        page!.DrawImage(image, x, top + (height - h) / 2, w, h);
    }

    /// <summary>How wide a picture comes out in a box.</summary>
    internal static double WidthWithin(byte[] picture, double width, double height)
    {
        using var stream = new MemoryStream(picture, 0, picture.Length, writable: false, publiclyVisible: true);
        using var image = XImage.FromStream(stream);
        return image.PixelWidth * Math.Min(width / image.PixelWidth, height / image.PixelHeight);
    }

    /// <summary>A head within the body.</summary>
    public void Heading(string text)
    {
        Text(PrintText.Line(text, HeadingStyle, Width), HeadingStyle, Left, Y);
        Y += HeadingStyle.Leading + 8;
    }

    /// <summary>A sentence in place of a body that would be empty.</summary>
    public void Say(string text)
    {
        Y += Room / 3;
        foreach (var line in PrintText.Lines(text, SayStyle, Width))
        {
            Text(line, SayStyle, Left + (Width - SayStyle.Width(line)) / 2, Y);
            Y += SayStyle.Leading;
        }
    }

    /// <summary>What colours stand for, in as many lines as it takes.</summary>
    public void Legend(IReadOnlyList<(string Name, PrintColour Colour)> entries)
    {
        const double Swatch = 7, Gap = 4, Between = 14;
        var x = Left;
        foreach (var (name, colour) in entries)
        {
            var text = PrintText.Line(name, FactStyle, Width - Swatch - Gap);
            var wide = Swatch + Gap + FactStyle.Width(text);
            if (x > Left && x + wide > Left + Width)
                (x, Y) = (Left, Y + FactStyle.Leading + 2);
            Fill(colour, x, Y + 2, Swatch, Swatch);
            Text(text, FactStyle, x + Swatch + Gap, Y);
            x += wide + Between;
        }
        Y += FactStyle.Leading + 8;
    }

    /// <summary>The finished file; a document is saved once.</summary>
    public byte[] Save()
    {
        if (page is null)
            Break();
        page!.Dispose();
        for (var n = 0; n < file.PageCount; n++)
        {
            page = XGraphics.FromPdfPage(file.Pages[n], XGraphicsPdfPageOptions.Append);
            WriteFoot(PrintText.Printable(frame.PageOf(n + 1, file.PageCount)));
            page.Dispose();
        }
        page = null;
        using var stream = new MemoryStream();
        file.Save(stream, closeStream: false);
        return stream.ToArray();
    }

    public void Dispose()
    {
        page?.Dispose();
        file.Dispose();
    }

    private static PdfDocument Begun(PrintFrame frame)
    {
        var file = new PdfDocument { Language = frame.Language };
        (file.Info.Title, file.Info.Author, file.Info.Creator, file.Info.CreationDate) = (frame.Title, frame.Owner, "ContentFactory", frame.MadeAt.UtcDateTime);
        file.ViewerPreferences.DisplayDocTitle = true;
        return file;
    }

    private void WriteHead()
    {
        if (frame.Brand is { } brand)
        {
            new BrandHead(this, frame, brand, facts).Write(file.PageCount == 1);
            return;
        }
        var top = Edge;
        Text(PrintText.Line(frame.Owner, OwnerStyle, Width), OwnerStyle, Left, top);
        top += OwnerStyle.Leading;
        Text(PrintText.Line(frame.Title, TitleStyle, Width), TitleStyle, Left, top);
        top += TitleStyle.Leading;
        foreach (var line in facts)
        {
            Text(line, FactStyle, Left, top);
            top += FactStyle.Leading;
        }
        Rule(PrintColour.Line, Left, top + 5, Width);
    }

    private void WriteFoot(string number)
    {
        var top = Foot - FootStyle.Leading;
        Text(PrintText.Printable(frame.Made), FootStyle, Left, top);
        TextTo(number, FootStyle, Left + Width, top);
    }

    private static XColor Colour(PrintColour colour) => XColor.FromArgb(colour.Red, colour.Green, colour.Blue);
}
