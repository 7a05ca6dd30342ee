using System.Globalization;

namespace ContentFactory.Domain.Media.Making;

/// <summary>A colour, and how it reads on others.</summary>
internal readonly record struct Ink(byte R, byte G, byte B)
{
    /// <summary>What the guidelines for readable pages ask of text.</summary>
    public const double Readable = 4.5;

    public static readonly Ink White = new(255, 255, 255);
    public static readonly Ink Black = new(11, 13, 18);

    public static Ink Of(string hex) => new(Part(hex, 1), Part(hex, 3), Part(hex, 5));

    public string Hex => string.Create(CultureInfo.InvariantCulture, $"#{R:x2}{G:x2}{B:x2}");

    /// <summary>From 1 for the same to 21 for black on white.</summary>
    public static double Contrast(Ink one, Ink other)
    {
        var (a, b) = (one.Luminance, other.Luminance);
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    /// <param name="share">0 is this one, 1 the other.</param>
    public Ink Toward(Ink other, double share) => new(Mix(R, other.R, share), Mix(G, other.G, share), Mix(B, other.B, share));

    /// <summary>As near to this colour as can be read on all of those.</summary>
    public Ink ReadableOn(params IReadOnlyList<Ink> surfaces)
    {
        var end = Worst(White, surfaces) >= Worst(Black, surfaces) ? White : Black;
        for (var share = 0.0; share < 1; share += 0.04)
            if (Toward(end, share) is var ink && Worst(ink, surfaces) >= Readable)
                return ink;
        return end;
    }

    public static double Worst(Ink ink, IReadOnlyList<Ink> surfaces) => surfaces.Min(s => Contrast(ink, s));

    /// <summary>No lighter, or no darker, than that white, or black, can be read on it.</summary>
    public Ink Deep(double atLeast)
    {
        var deep = this;
        while (Contrast(White, deep) < atLeast)
            deep = deep.Toward(Black, 0.06);
        return deep;
    }

    private double Luminance => 0.2126 * Linear(R) + 0.7152 * Linear(G) + 0.0722 * Linear(B);

    private static double Linear(byte part) => part / 255.0 is var v && v <= 0.04045 ? v / 12.92 : Math.Pow((part / 255.0 + 0.055) / 1.055, 2.4);

    private static byte Mix(byte from, byte to, double share) => (byte)Math.Round(from + (to - from) * Math.Clamp(share, 0, 1));

    private static byte Part(string hex, int at) => byte.Parse(hex.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
