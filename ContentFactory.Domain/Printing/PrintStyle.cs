using System.Globalization;

namespace ContentFactory.Domain.Printing;

/// <summary>A colour on paper: the light theme of the pages, whatever theme the reader has chosen.</summary>
public readonly record struct PrintColour(byte Red, byte Green, byte Blue)
{
    public static PrintColour Ink { get; } = Of("1b1c22");

    public static PrintColour Soft { get; } = Of("595c69");

    public static PrintColour Faint { get; } = Of("696c79");

    public static PrintColour Line { get; } = Of("d5d7e0");

    public static PrintColour Sunken { get; } = Of("f4f5f8");

    public static PrintColour Good { get; } = Of("157035");

    public static PrintColour Info { get; } = Of("1c53c7");

    public static PrintColour Warn { get; } = Of("9a4a07");

    public static PrintColour Bad { get; } = Of("b4231f");

    /// <summary>For kinds that have no state of their own: networks, companies, lines of a chart.</summary>
    public static IReadOnlyList<PrintColour> Tints { get; } =
        [Of("4f7fe0"), Of("e08a1e"), Of("1aa38a"), Of("c95c9e"), Of("8a6fe8"), Of("b8a21a"), Of("d6533f"), Of("7a8090"), Of("9a6b4f")];

    /// <summary>"1b1c22", as style sheets write it.</summary>
    public string Hex => Convert.ToHexStringLower([Red, Green, Blue]);

    /// <summary>White over dark colours and ink over light ones.</summary>
    public PrintColour Over => 0.2126 * Linear(Red) + 0.7152 * Linear(Green) + 0.0722 * Linear(Blue) > 0.36 ? Ink : White;

    public static PrintColour White { get; } = Of("ffffff");

    /// <param name="hex">"1b1c22", with or without the sign before it.</param>
    public static PrintColour OfHex(string hex) => Of(hex.TrimStart('#'));

    /// <summary>A part of this colour upon white paper.</summary>
    /// <param name="part">From 0 for white to 1 for the colour itself.</param>
    public PrintColour Tint(double part) => new(Mixed(Red, part), Mixed(Green, part), Mixed(Blue, part));

    private static byte Mixed(byte value, double part) => (byte)Math.Round(255 - (255 - value) * Math.Clamp(part, 0, 1));

    private static double Linear(byte value) => Math.Pow(value / 255d, 2.2);

    private static PrintColour Of(string hex) => new(Part(hex, 0), Part(hex, 2), Part(hex, 4));

    private static byte Part(string hex, int at) => byte.Parse(hex.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}

/// <summary>How a text stands on paper.</summary>
/// <param name="Size">In points, a 72nd of an inch.</param>
/// <param name="Strong">Half bold, for heads and for what is looked for.</param>
public readonly record struct PrintStyle(double Size, PrintColour Colour, bool Strong = false)
{
    /// <summary>From line to line, in points.</summary>
    public double Leading => Size * 1.32;

    /// <summary>From the top of a line down to where its letters stand.</summary>
    public double Rise => Size * 0.98;

    /// <summary>How much of a width, in points, the text takes. Ask with what <see cref="PrintText.Printable"/> gave.</summary>
    public double Width(string text) => PrintFonts.Face(Strong).Width(text, Size);
}
