using System.Text;
using System.Text.RegularExpressions;

namespace ContentFactory.Domain.Platforms.Formatting;

/// <summary>
/// A text with the marks that people type for formatting: **bold**, _italic_, __underline__, ~~strike~~, ||spoiler||, `code`, [words](address), and
/// "> " before a quoted line. A mark holds within its line; what is not closed, stands in an address or comes after a \ is plain text.
/// </summary>
public static partial class MarkedText
{
    // deeper nesting says nothing to a reader, and would let a text of signs alone grow the stack
    private const int Deepest = 8;

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
            var quotes = line.StartsWith("> ", StringComparison.Ordinal) && line.Length > 2;
            if (quoted && !quotes)
                parts.Add(MarkedPart.Close(TextMark.Quote));
            if (n > 0)
                parts.Add(MarkedPart.Words("\n"));
            if (quotes && !quoted)
                parts.Add(MarkedPart.Open(TextMark.Quote));
            ReadLine(quotes ? line[2..] : line, parts, 0);
            quoted = quotes;
        }
        if (quoted)
            parts.Add(MarkedPart.Close(TextMark.Quote));
        return Joined(parts);
    }

    /// <summary>The words as a reader sees them.</summary>
    public static string Plain(string text) => string.Concat(Read(text).Where(p => p.Step is MarkedStep.Text).Select(p => p.Text));

    private static void ReadLine(string line, List<MarkedPart> parts, int depth)
    {
        // a mark that closes nowhere in the rest of the line closes for none that opens later: each is looked for once
        var (from, lost) = (0, new HashSet<TextMark>());
        while (from < line.Length)
        {
            if (Next(line, from, depth, lost) is not { } found)
                break;
            if (found.At > from)
                parts.Add(MarkedPart.Words(line[from..found.At]));
            found.Put(parts);
            from = found.End;
        }
        if (from < line.Length)
            parts.Add(MarkedPart.Words(line[from..]));
    }

    private static Found? Next(string line, int from, int depth, HashSet<TextMark> lost)
    {
        for (var match = Signs().Match(line, from); match.Success; match = Signs().Match(line, match.Index + 1))
            if (At(line, match, depth, lost) is { } found)
                return found;
        return null;
    }

    private static Found? At(string line, Match match, int depth, HashSet<TextMark> lost)
    {
        if (match.Groups["plain"] is { Success: true } plain)
            return new(match.Index, match.Index + match.Length, parts => parts.Add(MarkedPart.Words(plain.Value)));
        if (match.Groups["address"].Success)
            return new(match.Index, match.Index + match.Length, parts => parts.Add(MarkedPart.Words(match.Value)));
        if (match.Groups["link"] is { Success: true } link)
            return Within(TextMark.Link, match.Index, match.Index + match.Length, link.Value, depth, match.Groups["to"].Value);
        var mark = MarkOf(match.Value);
        var begin = match.Index + match.Length;
        if (depth >= Deepest || lost.Contains(mark) || begin >= line.Length || char.IsWhiteSpace(line[begin]))
            return null;
        if (End(line, begin, mark) is { } end)
            return Within(mark, match.Index, end + match.Length, line[begin..end], depth);
        lost.Add(mark);
        return null;
    }

    private static Found Within(TextMark mark, int at, int end, string words, int depth, string address = "") => new(at, end, parts =>
    {
        parts.Add(MarkedPart.Open(mark, address));
        if (mark is TextMark.Code)
            parts.Add(MarkedPart.Words(words));
        else
            ReadLine(words, parts, depth + 1);
        parts.Add(MarkedPart.Close(mark));
    });

    private static TextMark MarkOf(string sign) => sign switch
    {
        "**" => TextMark.Bold,
        "__" => TextMark.Underline,
        "~~" => TextMark.Strike,
        "||" => TextMark.Spoiler,
        "`" => TextMark.Code,
        _ => TextMark.Italic,
    };

    /// <summary>Where the sign stands again: at the end of a word, as it stood at the beginning of one.</summary>
    private static int? End(string line, int begin, TextMark mark)
    {
        var sign = SignOf(mark);
        for (var end = line.IndexOf(sign, begin + 1, StringComparison.Ordinal); end > 0; end = line.IndexOf(sign, end + 1, StringComparison.Ordinal))
            if (!char.IsWhiteSpace(line[end - 1]) && (line[end - 1] is not '\\' || mark is TextMark.Code) && EndsWord(line, mark, ref end))
                return end;
        return null;
    }

    // snake_case keeps its signs, and two of them are another mark
    private static bool EndsWord(string line, TextMark mark, ref int end)
    {
        if (mark is not (TextMark.Italic or TextMark.Underline))
            return true;
        var after = end + SignOf(mark).Length;
        var next = after < line.Length ? line[after] : ' ';
        if (mark is TextMark.Underline || next is not '_')
            return !char.IsLetterOrDigit(next);
        end++;
        return false;
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

    /// <summary>A stretch that is more than letters, and how it is put among the parts.</summary>
    private readonly record struct Found(int At, int End, Action<List<MarkedPart>> Put);

    [GeneratedRegex(@"\\(?<plain>[\\*_~`|\[>])|\[(?<link>[^\[\]\n]+)\]\((?<to>https?://[^\s()]+)\)|(?<address>https?://[^\s]+)|\*\*|(?<![\w_])__|~~|\|\||`|(?<![\w_])_(?!_)")]
    private static partial Regex Signs();
}
