namespace ContentFactory.Domain.Media.Making;

public enum CardScheme { Brand, Light, Dark }

/// <summary>A company's two colours as "#rrggbb".</summary>
public sealed record BrandColours(string Primary, string Secondary)
{
    private static readonly BrandColours[] Defaults =
    [
        new("#1f3a5f", "#f2a541"), new("#0f4c4a", "#f4c95d"), new("#3b2a6b", "#ff9f6b"), new("#7a1f3d", "#f7c8a0"), new("#154734", "#c9e265"),
        new("#22313f", "#5bd1c0"), new("#5a2a14", "#f5b971"), new("#0b3c8c", "#7fd6ff"), new("#4a1d54", "#f2b5d4"), new("#2b2d42", "#ef6f5e"),
    ];

    /// <summary>What the company chose; where it chose nothing, a pair that is always the same for it.</summary>
    public static BrandColours Of(Guid companyId, string? primary, string? secondary)
    {
        var own = Defaults[(companyId.ToByteArray()[^1] + companyId.ToByteArray()[^2]) % Defaults.Length];
        return new(primary ?? own.Primary, secondary ?? own.Secondary);
    }
}

/// <summary>The colours of one card. Whatever stands over <see cref="Surfaces"/> can be read on each of them.</summary>
internal sealed record CardColours(Ink Ground, Ink Deep, Ink Lift, Ink Text, Ink Soft, Ink Accent)
{
    /// <summary>All that may lie behind text.</summary>
    public IReadOnlyList<Ink> Surfaces => [Ground, Deep, Lift];

    /// <summary>Text in a filled sign of the accent.</summary>
    public Ink OnAccent => Ink.Contrast(Ink.Black, Accent) >= Ink.Contrast(Ink.White, Accent) ? Ink.Black : Ink.White;

    public static CardColours Of(BrandColours brand, CardScheme scheme)
    {
        var (primary, secondary) = (Ink.Of(brand.Primary), Ink.Of(brand.Secondary));
        var ground = scheme switch
        {
            CardScheme.Brand => primary.Deep(8),
            CardScheme.Light => new Ink(250, 248, 244).Toward(primary, 0.03),
            CardScheme.Dark => Ink.Black.Toward(primary, 0.2),
        };
        var dark = scheme is not CardScheme.Light;
        var (deep, lift) = dark ? (ground.Toward(Ink.Black, 0.28), ground.Toward(Ink.White, 0.07)) : (ground.Toward(primary, 0.06), ground.Toward(primary, 0.1));
        IReadOnlyList<Ink> surfaces = [ground, deep, lift];
        var text = (dark ? Ink.White : Ink.Black.Toward(primary, 0.35)).ReadableOn(surfaces);
        return new(ground, deep, lift, text, text.Toward(ground, 0.24).ReadableOn(surfaces), Vivid(dark ? secondary : primary, primary).ReadableOn(surfaces));
    }

    /// <summary>Grey marks nothing.</summary>
    private static Ink Vivid(Ink wanted, Ink other) => Spread(wanted) >= 24 || Spread(other) < 24 ? wanted : other;

    private static int Spread(Ink ink) => Math.Max(ink.R, Math.Max(ink.G, ink.B)) - Math.Min(ink.R, Math.Min(ink.G, ink.B));
}
