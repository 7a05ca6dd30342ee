using System.Globalization;
using System.Text.RegularExpressions;

namespace ContentFactory.Domain.Platforms.Telegram;

/// <summary>A post that is longer than one message goes out as several: the files with the beginning of the text, then the rest, broken where a reader would pause.</summary>
internal static partial class TelegramParts
{
    public static IReadOnlyList<OutgoingPost> Of(OutgoingPost post)
    {
        var words = TelegramText.Plain(post);
        var first = post.Media.Count > 0 ? TelegramRules.Limits.CaptionLength : TelegramRules.Limits.TextLength;
        if (words.Length <= first)
            return [post];
        var (parts, rest, limit) = (new List<OutgoingPost>(), words, first);
        while (rest.Length > 0)
        {
            var part = rest[..End(rest, limit)].TrimEnd();
            rest = rest[part.Length..].TrimStart();
            // the link stands in the text of its part, where its preview belongs too
            var link = post.Link is { Length: > 0 } address && part.Contains(address.Trim(), StringComparison.Ordinal) ? address : null;
            parts.Add(post with { Text = part, Link = link, Media = parts.Count == 0 ? post.Media : [] });
            limit = TelegramRules.Limits.TextLength;
        }
        return parts;
    }

    /// <summary>Where the first part of a text ends that may be so long.</summary>
    private static int End(string text, int limit)
    {
        if (text.Length <= limit)
            return text.Length;
        // a part should not be much shorter than it may be, only to end with a paragraph
        var window = text[..limit];
        foreach (var pause in new[] { Paragraph(), Line(), Sentence(), Space() })
            if (pause.Matches(window).LastOrDefault() is { } last && last.Index + last.Length > limit / 2)
                return last.Index + last.Length;
        return Whole(text, limit);
    }

    /// <summary>Never within an emoji or a letter with its marks.</summary>
    private static int Whole(string text, int limit)
    {
        var end = 0;
        while (end < text.Length && StringInfo.GetNextTextElementLength(text, end) is var length && end + length <= limit)
            end += length;
        return end > 0 ? end : limit;
    }

    [GeneratedRegex(@"\n\s*\n")]
    private static partial Regex Paragraph();

    [GeneratedRegex(@"\n")]
    private static partial Regex Line();

    [GeneratedRegex(@"[.!?…]+[""'»”)\]]*\s")]
    private static partial Regex Sentence();

    [GeneratedRegex(@"\s")]
    private static partial Regex Space();
}
