using System.Text;
using System.Text.RegularExpressions;

namespace ContentFactory.Domain.Platforms.Formatting;

/// <summary>
/// A text with the marks that people type for formatting: **bold**, _italic_, __underline__, ~~strike~~, ||spoiler||, `code`, [words](address), and
/// "> " before a quoted line. A mark holds within its line; what is not closed, stands in an address or in a longer run of signs, or comes after a \ is
/// plain text.
/// </summary>
public static partial class MarkedText
{
    /// <summary>The signs around the words of a mark; links and quotes have forms of their own.</summary>
    public static string SignOf(TextMark mark) => mark switch
    {
        TextMark.Bold => "**",
        TextMark.Italic => "_",
        TextMark.Underline => "__",
        TextMark.Strike => "~~",
        TextMark.Spoiler => "||",
        TextMark.Code => "`",
        TextMark.Link or TextMark.Quote => throw new ArgumentOutOfRangeException(nameof(mark), mark, "No sign stands around it."),
    };

    public static IReadOnlyList<MarkedPart> Read(string text)
    {
        var (parts, quoted) = (new List<MarkedPart>(), false);
        foreach (var (line, n) in text.Split('\n').Select((line, n) => (line, n)))
        {
            // an empty line within a quote belongs to it
            var quotes = line.TrimEnd() is ">" ? quoted : line.StartsWith("> ", StringComparison.Ordinal);
            if (quoted && !quotes)
                parts.Add(MarkedPart.Close(TextMark.Quote));
            if (n > 0)
                parts.Add(MarkedPart.Words("\n"));
            if (quotes && !quoted)
                parts.Add(MarkedPart.Open(TextMark.Quote));
            MarkedLine.Read(quotes ? line[Math.Min(2, line.Length)..] : line, parts);
            quoted = quotes;
        }
        if (quoted)
            parts.Add(MarkedPart.Close(TextMark.Quote));
        return Joined(parts);
    }

    /// <summary>The words as a reader sees them.</summary>
    public static string Plain(string text) => string.Concat(Read(text).Where(p => p.Step is MarkedStep.Text).Select(p => p.Text));

    /// <summary>Plain words as they have to stand in a text with marks. Most stay as they are.</summary>
    public static string Escape(string plain)
    {
        var read = Read(plain);
        if (read.All(p => p.Step is MarkedStep.Text) && string.Concat(read.Select(p => p.Text)) == plain)
            return plain;
        return Escaped().Replace(plain, match => match.Groups["sign"].Success ? $@"\{match.Value}" : match.Value);
    }

    private static List<MarkedPart> Joined(List<MarkedPart> parts)
    {
        var (joined, words) = (new List<MarkedPart>(parts.Count), new StringBuilder());
        foreach (var part in parts.Append(MarkedPart.Close(default)))
        {
            if (part.Step is MarkedStep.Text)
            {
                words.Append(part.Text);
                continue;
            }
            if (words.Length > 0)
                joined.Add(MarkedPart.Words(words.ToString()));
            words.Clear();
            joined.Add(part);
        }
        joined.RemoveAt(joined.Count - 1);
        return joined;
    }

    // not within an address, where a backslash would be a part of it
    [GeneratedRegex(@"https?://\S+|(?<sign>[\\*_~`|\[]|^>(?=\s))", RegexOptions.Multiline)]
    private static partial Regex Escaped();
}
