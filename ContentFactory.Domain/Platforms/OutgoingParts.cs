using System.Globalization;
using System.Text.RegularExpressions;
using ContentFactory.Domain.Platforms.Formatting;

namespace ContentFactory.Domain.Platforms;

/// <summary>Words that are longer than one message of a network, broken where a reader would pause.</summary>
internal static partial class OutgoingParts
{
    /// <summary>Divided where its author divided it, and further only where such a part is longer than a message.</summary>
    /// <param name="words">The text of the post and what the network adds to it.</param>
    public static IReadOnlyList<string> Of(OutgoingPost post, string words, int first, int next, Func<string, int> lengthOf)
    {
        var (text, parts) = (OutgoingWords.Clean(post.Text), post.Parts.Select(OutgoingWords.Clean).Where(p => p.Length > 0).ToList());
        if (parts.Count < 2 || !words.StartsWith(text, StringComparison.Ordinal))
            return Of(words, first, next, lengthOf, post.IsMarked);
        parts[^1] += words[text.Length..];
        return [.. parts.SelectMany((part, n) => Of(part, n == 0 ? first : next, next, lengthOf, post.IsMarked))];
    }

    /// <param name="first">How long the first part may be, <paramref name="next"/> every other.</param>
    /// <param name="lengthOf">How the network counts: <see cref="IPlatform.LengthOf"/>.</param>
    /// <param name="marked">Signs in the words are formatting, and <paramref name="lengthOf"/> counts them so.</param>
    public static IReadOnlyList<string> Of(string words, int first, int next, Func<string, int> lengthOf, bool marked = false)
    {
        if (lengthOf(words) <= first)
            return [words];
        var (parts, rest, limit) = (new List<string>(), words, first);
        while (rest.Length > 0)
        {
            var room = marked && lengthOf(rest) > limit ? MarkedParts.Room : 0;
            var end = End(rest, limit - room, next, lengthOf);
            var part = rest[..(room > 0 ? MarkedParts.Before(rest, end) : end)].TrimEnd();
            var (pause, left) = Pause(rest[part.Length..]);
            (part, rest) = room > 0 && left.Length > 0 && !pause.Contains('\n', StringComparison.Ordinal) ? MarkedParts.Mended(part, left) : (part, left);
            parts.Add(part);
            limit = next;
        }
        return parts;
    }

    /// <summary>The link fits into no message whole, so that nobody could follow it.</summary>
    public static Problem? BrokenLink(IReadOnlyList<string> parts, string? link) =>
        parts.Count > 1 && OutgoingWords.Clean(link ?? "") is { Length: > 0 } address && !address.Any(char.IsWhiteSpace) && !parts.Any(p => p.Contains(address, StringComparison.Ordinal))
            ? Problem.Invalid("Link", "Platforms.Part_LinkBroken", address.Length) : null;

    private static (string Pause, string Left) Pause(string rest)
    {
        var left = rest.TrimStart();
        return (rest[..^left.Length], left);
    }

    private static int End(string text, int limit, int next, Func<string, int> lengthOf)
    {
        if (lengthOf(text) <= limit)
            return text.Length;
        // a part should not be much shorter than it may be, only to end with a paragraph
        var most = Whole(text, limit, lengthOf);
        var window = text[..most];
        foreach (var pause in new[] { Paragraph(), Line(), Sentence(), Space() })
            if (pause.Matches(window).LastOrDefault() is { } last && last.Index + last.Length > most / 2)
                return last.Index + last.Length;
        return BeforeAddress(text, most, next, lengthOf) ?? most;
    }

    /// <summary>An address is not cut where it fits into the next part, however short this one becomes.</summary>
    private static int? BeforeAddress(string text, int at, int next, Func<string, int> lengthOf)
    {
        var begin = Space().Matches(text[..at]).LastOrDefault() is { } space ? space.Index + space.Length : 0;
        var end = Space().Match(text, at) is { Success: true } after ? after.Index : text.Length;
        return begin > 0 && end > at && text[begin..end] is var word && word.Contains("://", StringComparison.Ordinal) && lengthOf(word) <= next ? begin : null;
    }

    /// <summary>The longest beginning that fits and ends outside of an emoji or a letter with its marks, unless one of these is longer by itself.</summary>
    private static int Whole(string text, int limit, Func<string, int> lengthOf)
    {
        // no network counts a UTF-16 unit as less than a quarter
        var starts = StringInfo.ParseCombiningCharacters(text.Length > limit * 8 ? PlainText.Cut(text, limit * 8) : text);
        var (low, high) = (0, starts.Length - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (lengthOf(text[..starts[middle]]) <= limit)
                low = middle;
            else
                high = middle - 1;
        }
        return low > 0 ? starts[low] : PlainText.Cut(text, limit).Length;
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
