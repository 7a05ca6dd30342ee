using System.Globalization;
using System.Text;

namespace ContentFactory.Domain.Platforms.Threads;

/// <summary>Words as Threads counts and takes them.</summary>
internal static class ThreadsText
{
    private const int Emoji = 0x1F000;
    private const int VariationSelector = 0xFE0F;
    private const int Keycap = 0x20E3;

    /// <summary>Characters, of which an emoji counts as the bytes of its UTF-8 (Meta, "Posts" of the Threads API).</summary>
    public static int LengthOf(string text)
    {
        var length = 0;
        for (var at = 0; at < text.Length;)
        {
            var size = StringInfo.GetNextTextElementLength(text, at);
            length += Count(text.AsSpan(at, size));
            at += size;
        }
        return length;
    }

    /// <summary>A link beside words alone has a place of its own; below a picture or instead of words it stands in the text.</summary>
    public static string WordsOf(OutgoingPost post) =>
        post.Media.Count == 0 && OutgoingWords.Clean(post.Text) is { Length: > 0 } words ? words : OutgoingWords.Whole(post);

    private static int Count(ReadOnlySpan<char> element)
    {
        var (runes, bytes, isEmoji) = (0, 0, false);
        foreach (var rune in element.EnumerateRunes())
        {
            runes++;
            bytes += rune.Utf8SequenceLength;
            isEmoji |= IsEmoji(rune);
        }
        return isEmoji ? bytes : runes;
    }

    private static bool IsEmoji(Rune rune) => rune.Value is (>= Emoji and <= 0x1FAFF) or VariationSelector or Keycap or (>= 0x2600 and <= 0x27BF) or (>= 0x231A and <= 0x23FF) or 0x25FD or 0x25FE or (>= 0x2B05 and <= 0x2B55);
}
