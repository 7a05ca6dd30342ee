using System.Globalization;
using System.Text;

namespace ContentFactory.Domain.Platforms.X;

/// <summary>How X counts a text ("Counting characters", configuration 3 of its counting rules), and the text as a chain of posts.</summary>
internal static class XText
{
    /// <summary>Weighted characters of one post.</summary>
    public const int Length = 280;

    private const int UrlWeight = 23;
    private const int Heavy = 2;

    private const int ZeroWidthJoiner = 0x200D;
    private const int EmojiStyle = 0xFE0F;
    private const int Keycap = 0x20E3;

    public static int LengthOf(string text)
    {
        var normal = Normal(text);
        var (weight, at) = (0, 0);
        foreach (var url in XUrls.In(normal).Select(m => (m.Index, m.Length)))
        {
            weight += WeightOf(normal.AsSpan(at..url.Index)) + UrlWeight;
            at = url.Index + url.Length;
        }
        return weight + WeightOf(normal.AsSpan(at..));
    }

    /// <summary>The form that X counts and compares (NFC).</summary>
    public static string Normal(string text) => Whole(text).Normalize(NormalizationForm.FormC);

    public static IReadOnlyList<string> Parts(OutgoingPost post) => OutgoingParts.Of(post, OutgoingWords.Whole(post), Length, Length, LengthOf);

    private static int WeightOf(ReadOnlySpan<char> text)
    {
        var weight = 0;
        while (text.Length > 0)
        {
            var sign = text[..StringInfo.GetNextTextElementLength(text)];
            weight += SignWeight(sign);
            text = text[sign.Length..];
        }
        return weight;
    }

    // what a reader sees as one emoji weighs as one, however many code points it has; a selector or joiner too many makes it none that X knows
    private static int SignWeight(ReadOnlySpan<char> sign)
    {
        var (weight, count, joined, first, last) = (0, 0, true, default(Rune), 0);
        foreach (var rune in sign.EnumerateRunes())
        {
            if (count++ == 0)
                first = rune;
            else
                joined &= IsPartOfEmoji(rune) && (rune.Value is not EmojiStyle || XEmoji.IsTextByItself(last));
            last = rune.Value;
            weight += WeightOf(rune.Value);
        }
        return count > 1 && joined && last is not ZeroWidthJoiner && (IsPictogram(first) || sign[^1] == Keycap) ? Heavy : weight;
    }

    private static int WeightOf(int point) => point is <= 4351 or (>= 8192 and <= 8205) or (>= 8208 and <= 8223) or (>= 8242 and <= 8247) ? 1 : Heavy;

    // variation, joiner, keycap, skin tones and the letters of regional flags are what an emoji is made of beside pictograms
    private static bool IsPartOfEmoji(Rune rune) =>
        rune.Value is ZeroWidthJoiner or EmojiStyle or Keycap or (>= 0x1F3FB and <= 0x1F3FF) or (>= 0xE0020 and <= 0xE007F) || IsPictogram(rune);

    private static bool IsPictogram(Rune rune) => rune.Value is 0xA9 or 0xAE or >= 0x203C
        && Rune.GetUnicodeCategory(rune) is UnicodeCategory.OtherSymbol or UnicodeCategory.MathSymbol or UnicodeCategory.OtherPunctuation or UnicodeCategory.DashPunctuation or UnicodeCategory.OtherNotAssigned;

    // half a surrogate pair has no normal form, nor has U+FFFE, which is no character
    private static string Whole(string text) => string.Concat(text.EnumerateRunes().Select(r => (r.Value == 0xFFFE ? Rune.ReplacementChar : r).ToString()));
}
