namespace ContentFactory.Domain.Printing;

/// <summary>The head of pages in the look of a business: a band with its logo on the first, a strip of its colours on the others.</summary>
internal sealed class BrandHead(PrintDocument pages, PrintFrame frame, PrintBrand brand, IReadOnlyList<string> facts)
{
    private const double Band = 84;
    private const double Stripe = 4;
    private const double Top = 20;
    private const double Plate = 52;
    private const double LogoWidth = 150;

    private static readonly PrintStyle OwnerStyle = new(10, PrintColour.White, Strong: true);
    private static readonly PrintStyle TitleStyle = new(22, PrintColour.White, Strong: true);
    private static readonly PrintStyle FactStyle = new(8, PrintColour.Soft);
    private static readonly PrintStyle RunningStyle = new(8, PrintColour.Soft, Strong: true);

    /// <summary>Down to where the body begins.</summary>
    public static double Height(bool first, int facts) => first ? Band + Stripe + 10 + facts * FactStyle.Leading + 12 : 40;

    public void Write(bool first)
    {
        if (first)
            WriteBand();
        else
            WriteStrip();
    }

    private void WriteBand()
    {
        pages.Fill(brand.Primary, 0, 0, PrintDocument.PaperWidth, Band);
        pages.Fill(brand.Secondary, 0, Band, PrintDocument.PaperWidth, Stripe);
        var (colour, room) = (brand.Primary.Over, PrintDocument.Width);
        if (brand.Logo is { } logo)
        {
            // on white: a logo may be of the very colour of the band
            var wide = LogoWidth;
            pages.Fill(PrintColour.White, PrintDocument.Left + PrintDocument.Width - wide, (Band - Plate) / 2, wide, Plate);
            var inner = wide - 16;
            pages.Picture(logo, PrintDocument.Left + PrintDocument.Width - wide + 8 + (inner - Shown(logo, inner)) / 2, (Band - Plate) / 2 + 6, inner, Plate - 12);
            room -= wide + 20;
        }
        pages.Text(PrintText.Line(frame.Owner, OwnerStyle, room), OwnerStyle with { Colour = colour }, PrintDocument.Left, Top);
        pages.Text(PrintText.Line(frame.Title, TitleStyle, room), TitleStyle with { Colour = colour }, PrintDocument.Left, Top + OwnerStyle.Leading + 4);
        var top = Band + Stripe + 10;
        foreach (var line in facts)
        {
            pages.Text(line, FactStyle, PrintDocument.Left, top);
            top += FactStyle.Leading;
        }
    }

    private void WriteStrip()
    {
        pages.Fill(brand.Primary, 0, 0, PrintDocument.PaperWidth, 8);
        pages.Fill(brand.Secondary, 0, 8, PrintDocument.PaperWidth, 2);
        pages.Text(PrintText.Line($"{frame.Owner} · {frame.Title}", RunningStyle, PrintDocument.Width), RunningStyle, PrintDocument.Left, 18);
    }

    private static double Shown(byte[] logo, double width) => PrintDocument.WidthWithin(logo, width, Plate - 12);
}
