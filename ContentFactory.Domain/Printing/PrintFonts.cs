using System.Text;
using ContentFactory.Domain.Media.Making;
using PdfSharp.Drawing;
using PdfSharp.Fonts;

namespace ContentFactory.Domain.Printing;

/// <summary>
/// Inter in two weights, out of this assembly: paper looks the same on every machine, with or without fonts of its own. Each file carries only
/// the letters that it uses.
/// </summary>
internal static class PrintFonts
{
    private const string Family = "Inter";
    private const string Regular = "print-regular.ttf";
    private const string Strong = "print-strong.ttf";

    private static readonly FontFace RegularFace = FontFace.Of(Bytes(Regular));
    private static readonly FontFace StrongFace = FontFace.Of(Bytes(Strong));

    static PrintFonts() => GlobalFontSettings.FontResolver = new Resolver();

    /// <summary>What the letters measure.</summary>
    public static FontFace Face(bool strong) => strong ? StrongFace : RegularFace;

    public static bool Draws(Rune character) => RegularFace.Draws(character) && StrongFace.Draws(character);

    public static XFont Font(PrintStyle style) => new(Family, style.Size, style.Strong ? XFontStyleEx.Bold : XFontStyleEx.Regular);

    private static byte[] Bytes(string name)
    {
        using var stream = typeof(PrintFonts).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"The assembly has no font {name}.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    private sealed class Resolver : IFontResolver
    {
        public byte[]? GetFont(string faceName) => Bytes(faceName);

        public FontResolverInfo? ResolveTypeface(string familyName, bool isBold, bool isItalic) => familyName == Family ? new(isBold ? Strong : Regular) : null;
    }
}
