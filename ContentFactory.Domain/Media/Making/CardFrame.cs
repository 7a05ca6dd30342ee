using ContentFactory.Domain.Media.Logos;

namespace ContentFactory.Domain.Media.Making;

/// <summary>What all layouts share: margins, whose card it is above, where to find them below.</summary>
internal sealed class CardFrame
{
    private readonly CardType type;

    public CardFrame(CardSheet sheet, CardSize size, CardType type)
    {
        this.type = type;
        (Sheet, Size) = (sheet, size);
        Unit = Math.Min(sheet.Width, sheet.Height * 1.3) / 1080;
        Margin = 84 * Unit;
        // networks lay their own buttons over both ends of a story
        (Above, Below) = size is CardSize.Story ? (250 * Unit, 330 * Unit) : (Margin * 0.9, Margin * 0.9);
    }

    public CardSheet Sheet { get; }
    public CardSize Size { get; }
    public double Unit { get; }
    public double Margin { get; }
    public double Above { get; }
    public double Below { get; }
    public CardType Type => type;
    public CardColours Colours => Sheet.Colours;
    public double Left => Margin;
    public double Width => Sheet.Width - 2 * Margin;

    /// <summary>Between the head and the foot.</summary>
    public double Top => Above + 64 * Unit + 60 * Unit;

    public double Bottom => Sheet.Height - Below - 30 * Unit - 52 * Unit;

    public double Height => Bottom - Top;

    public void Head(string company, LogoPicture? logo)
    {
        var side = 64 * Unit;
        Mark(company, logo, Above, side, 30 * Unit, 8 * Unit);
        var name = TextFit.Of(company, type.Plain, new(Width - side - 24 * Unit, side, 30 * Unit, 22 * Unit, MostLines: 1));
        Sheet.Write(name, Left + side + 24 * Unit, Above + (side - name.Height) / 2, Colours.Text);
    }

    /// <summary>The sign of a company at the left margin: its logo whole, or its initials.</summary>
    public void Mark(string company, LogoPicture? logo, double top, double side, double most, double least)
    {
        var radius = side * 0.28;
        if (logo is not null)
        {
            var inset = side * 0.12;
            // whatever can be seen through it is seen in every scheme
            Sheet.Box(Left, top, side, side, radius, logo.IsPale ? Ink.Black : Ink.White);
            Sheet.Picture(logo.Png, Left + inset, top + inset, side - 2 * inset, side - 2 * inset);
            return;
        }
        Sheet.Box(Left, top, side, side, radius, Colours.Accent);
        var sign = TextFit.Of(Initials(company), type.Strong, new(side * 0.74, side * 0.6, most, least, MostLines: 1));
        Sheet.Write(sign, Left + (side - sign.Width) / 2, top + (side - sign.Height) / 2, Colours.OnAccent, [Colours.Accent]);
    }

    public void Foot(string? handle)
    {
        if (string.IsNullOrEmpty(handle))
            return;
        var text = TextFit.Of(handle, type.Plain, new(Width, 40 * Unit, 28 * Unit, 20 * Unit, MostLines: 1));
        Sheet.Write(text, Left, Sheet.Height - Below - text.Height, Colours.Soft);
    }

    /// <summary>Sets text in a box of the frame's units.</summary>
    public FittedText Set(string text, CardFont font, double width, double height, double most, double least, double leading, int lines = 99) =>
        TextFit.Of(text, font, new(width, Math.Max(height, least * Unit), most * Unit, least * Unit, leading, lines));

    public static string Initials(string company)
    {
        var words = company.Split([' ', '\u00a0', '-', '«', '»', '"', '.'], StringSplitOptions.RemoveEmptyEntries).Where(w => char.IsLetterOrDigit(w[0])).ToList();
        return words.Count switch { 0 => "•", 1 => words[0][..1].ToUpperInvariant(), _ => string.Concat(words[0][..1], words[^1][..1]).ToUpperInvariant() };
    }
}
