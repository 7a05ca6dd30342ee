using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace ContentFactory.Tests.Platforms.X;

/// <summary>Texts as X's page "Counting characters" has them: weighed, and with every address behind t.co.</summary>
internal static partial class XText
{
    public const int Most = 280;
    private const int AddressWeight = 23;

    public static int Weigh(string text)
    {
        var normal = text.Normalize(NormalizationForm.FormC);
        var words = Address().Replace(normal, "");
        return (Address().Count(normal) * AddressWeight) + Graphemes(words).Sum(WeighGrapheme);
    }

    /// <summary>As it is read back: links behind t.co, that of the media at the end, the three characters of HTML escaped.</summary>
    public static string Shown(FakePost post)
    {
        var escaped = post.Text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);
        var wrapped = Address().Replace(escaped, "https://t.co/AbCdEfGhIj");
        return post.Media.Count == 0 ? wrapped : $"{wrapped} https://t.co/MeDiAmEdIa".TrimStart();
    }

    public static IReadOnlyList<string> Addresses(string text) => [.. Address().Matches(text).Select(m => m.Value)];

    private static IEnumerable<string> Graphemes(string text)
    {
        for (var all = StringInfo.GetTextElementEnumerator(text); all.MoveNext();)
            yield return all.GetTextElement();
    }

    private static int WeighGrapheme(string grapheme) => grapheme.EnumerateRunes().Any(IsPicture) ? 2 : grapheme.EnumerateRunes().Sum(r => IsLight(r.Value) ? 1 : 2);

    private static bool IsPicture(Rune rune) => rune.Value is >= 0x1F000 and <= 0x1FAFF or >= 0x2600 and <= 0x27BF or 0x20E3;

    // the four ranges of the configuration that the page names
    private static bool IsLight(int code) => code is <= 0x10FF or >= 0x2000 and <= 0x200D or >= 0x2010 and <= 0x201F or >= 0x2032 and <= 0x2037;

    [GeneratedRegex(@"https?://[^\s]*[\p{L}\p{N}/=_#&-]")]
    private static partial Regex Address();
}
