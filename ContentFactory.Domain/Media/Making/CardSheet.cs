using System.Globalization;
using System.Xml.Linq;

namespace ContentFactory.Domain.Media.Making;

/// <summary>A line of text as it stands on a card, for whoever checks that it fits and can be read.</summary>
internal sealed record DrawnLine(string Text, double Left, double Top, double Width, double Height, Ink Ink, IReadOnlyList<Ink> Behind);

/// <summary>A drawing under way. Everything is put in as XML, never as text, so that no word of a post becomes markup.</summary>
internal sealed class CardSheet
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    private readonly List<DrawnLine> lines = [];
    private readonly XElement root;

    public CardSheet(int width, int height, CardColours colours)
    {
        (Width, Height, Colours) = (width, height, colours);
        root = new XElement(Svg + "svg", At("width", width), At("height", height), new XAttribute("viewBox", string.Create(CultureInfo.InvariantCulture, $"0 0 {width} {height}")));
    }

    public int Width { get; }
    public int Height { get; }
    public CardColours Colours { get; }
    public IReadOnlyList<DrawnLine> Lines => lines;

    public override string ToString() => root.ToString(SaveOptions.DisableFormatting);

    /// <summary>A picture of the templates, in this card's colours, over a part of the sheet.</summary>
    public void Decor(string template, double left = 0, double top = 0, double? width = null, double? height = null)
    {
        var decor = Templates.Read(template, Colours);
        decor.SetAttributeValue("x", Number(left));
        decor.SetAttributeValue("y", Number(top));
        decor.SetAttributeValue("width", Number(width ?? Width));
        decor.SetAttributeValue("height", Number(height ?? Height));
        root.Add(decor);
    }

    public void Box(double left, double top, double width, double height, double radius, Ink ink, double opacity = 1) => root.Add(new XElement(
        Svg + "rect", At("x", left), At("y", top), At("width", width), At("height", height), At("rx", radius), new XAttribute("fill", ink.Hex), opacity < 1 ? At("fill-opacity", opacity) : null));

    /// <summary>A picture kept whole inside a place. It lies in the sheet itself: a drawing fetches nothing.</summary>
    public void Picture(byte[] png, double left, double top, double width, double height) => root.Add(new XElement(
        Svg + "image", At("x", left), At("y", top), At("width", width), At("height", height), new XAttribute("preserveAspectRatio", "xMidYMid meet"),
        new XAttribute("href", "data:image/png;base64," + Convert.ToBase64String(png))));

    public void Ring(double x, double y, double radius, Ink ink) => root.Add(new XElement(Svg + "circle", At("cx", x), At("cy", y), At("r", radius), new XAttribute("fill", ink.Hex)));

    /// <summary>A sign that is part of the picture: it may leave the sheet and is read by nobody.</summary>
    public void Sign(string sign, CardFont font, double size, double left, double baseline, Ink ink) => root.Add(Line(sign, font, size, left, baseline, ink));

    /// <summary>Text with its top at a height.</summary>
    /// <returns>Where it ends.</returns>
    public double Write(FittedText text, double left, double top, Ink ink, IReadOnlyList<Ink>? behind = null)
    {
        var baseline = top + text.Size * FittedText.Cap;
        foreach (var line in text.Lines)
        {
            root.Add(Line(line, text.Font, text.Size, left, baseline, ink));
            lines.Add(new(line, left, baseline - text.Size * FittedText.Cap, text.Font.Face.Width(line, text.Size), text.Size * (FittedText.Cap + 0.22), ink, behind ?? Colours.Surfaces));
            baseline += text.Size * text.Leading;
        }
        return top + text.Height;
    }

    private static XElement Line(string text, CardFont font, double size, double left, double baseline, Ink ink) => new(
        Svg + "text", At("x", left), At("y", baseline), new XAttribute("font-family", $"{font.Family}, sans-serif"), At("font-weight", font.Weight), At("font-size", size), new XAttribute("fill", ink.Hex),
        // a blank at either end would be folded away, and with it the place that was measured
        text.Trim(' '));

    private static XAttribute At(string name, double value) => new(name, Number(value));

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    private static class Templates
    {
        public static XElement Read(string name, CardColours colours)
        {
            using var file = typeof(CardSheet).Assembly.GetManifestResourceStream($"card-{name}.svg") ?? throw new FileNotFoundException("A template of cards is missing from the build.", name);
            var picture = XElement.Load(file);
            foreach (var attribute in picture.DescendantsAndSelf().Attributes().Where(a => a.Value is ['{', ..]))
                attribute.Value = (attribute.Value switch { "{ground}" => colours.Ground, "{deep}" => colours.Deep, "{lift}" => colours.Lift, _ => colours.Accent }).Hex;
            return picture;
        }
    }
}
