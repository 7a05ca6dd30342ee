using System.Text;

namespace ContentFactory.Domain.Media.Making;

/// <summary>What cards are set in.</summary>
/// <param name="Strong">For what is large.</param>
/// <param name="Plain">For the rest.</param>
internal sealed record CardType(CardFont Strong, CardFont Plain)
{
    /// <summary>Text without the characters that this machine's fonts do not draw: a box in their place helps nobody.</summary>
    public string Drawn(string text) => string.Concat(text.EnumerateRunes().Where(r => Rune.IsWhiteSpace(r) || (Strong.Face.Draws(r) && Plain.Face.Draws(r))).Select(r => r.ToString()));
}

internal sealed record CardFont(string Family, int Weight, FontFace Face);

/// <summary>Finds the best font of this machine that draws Russian and English; looked up once.</summary>
public sealed class FontShelf
{
    private static readonly string[] Folders = ["/usr/share/fonts", "/usr/local/share/fonts"];

    private static readonly (string Family, int Weight, string File, string PlainFamily, int PlainWeight, string PlainFile)[] Known =
    [
        ("Inter Display", 800, "InterDisplay-ExtraBold.otf", "Inter", 500, "Inter-Medium.otf"),
        ("Noto Sans", 700, "NotoSans-Bold.ttf", "Noto Sans", 400, "NotoSans-Regular.ttf"),
        ("DejaVu Sans", 700, "DejaVuSans-Bold.ttf", "DejaVu Sans", 400, "DejaVuSans.ttf"),
        ("Liberation Sans", 700, "LiberationSans-Bold.ttf", "Liberation Sans", 400, "LiberationSans-Regular.ttf"),
    ];

    private readonly Lazy<CardType?> found;

    public FontShelf() : this(Folders) { }

    /// <summary>A machine whose fonts lie there.</summary>
    internal FontShelf(IReadOnlyList<string> folders) => found = new(() => Find(folders));

    public bool HasType => Best is not null;

    internal CardType? Best => found.Value;

    private static CardType? Find(IReadOnlyList<string> folders)
    {
        var files = folders.Where(Directory.Exists).SelectMany(f => Directory.EnumerateFiles(f, "*.?tf", SearchOption.AllDirectories)).ToLookup(f => Path.GetFileName(f)!);
        foreach (var one in Known)
            if (files[one.File].FirstOrDefault() is { } strong && files[one.PlainFile].FirstOrDefault() is { } plain)
                return new CardType(new(one.Family, one.Weight, FontFace.Read(strong)), new(one.PlainFamily, one.PlainWeight, FontFace.Read(plain)));
        return null;
    }
}
