using System.Text.RegularExpressions;

namespace ContentFactory.Domain.Platforms.Formatting;

/// <summary>Reads the marks of one line.</summary>
internal static partial class MarkedLine
{
    // deeper nesting says nothing to a reader, and would let a text of signs alone grow the stack
    private const int Deepest = 8;

    public static void Read(string line, List<MarkedPart> parts) => Read(line, parts, 0);

    private static void Read(string line, List<MarkedPart> parts, int depth)
    {
        // a sign that closes nowhere in the rest of the line closes for none that opens later: each is looked for once
        var (from, lost) = (0, new HashSet<string>(StringComparer.Ordinal));
        while (from < line.Length && Next(line, from, depth, lost) is { } found)
        {
            if (found.At > from)
                parts.Add(MarkedPart.Words(line[from..found.At]));
            found.Put(parts);
            from = found.End;
        }
        if (from < line.Length)
            parts.Add(MarkedPart.Words(line[from..]));
    }

    private static Found? Next(string line, int from, int depth, HashSet<string> lost)
    {
        for (var match = Signs().Match(line, from); match.Success; match = Signs().Match(line, match.Index + 1))
            if (At(line, match, depth, lost) is { } found)
                return found;
        return null;
    }

    private static Found? At(string line, Match match, int depth, HashSet<string> lost)
    {
        if (match.Groups["plain"] is { Success: true } plain)
            return new(match.Index, match.Index + match.Length, parts => parts.Add(MarkedPart.Words(plain.Value)));
        if (match.Groups["address"].Success)
            return new(match.Index, match.Index + match.Length, parts => parts.Add(MarkedPart.Words(match.Value)));
        if (match.Groups["link"] is { Success: true } link)
            return string.IsNullOrWhiteSpace(link.Value) ? null : Within([TextMark.Link], match.Index, match.Index + match.Length, link.Value, depth, match.Groups["to"].Value);
        var (sign, begin) = (match.Value, match.Index + match.Length);
        if (depth >= Deepest || lost.Contains(sign) || begin >= line.Length || char.IsWhiteSpace(line[begin]))
            return null;
        if (End(line, begin, sign) is { } end)
            return Within(MarksOf(sign), match.Index, end + sign.Length, line[begin..end], depth);
        lost.Add(sign);
        return null;
    }

    private static Found Within(TextMark[] marks, int at, int end, string words, int depth, string address = "") => new(at, end, parts =>
    {
        foreach (var mark in marks)
            parts.Add(MarkedPart.Open(mark, address));
        if (marks is [TextMark.Code])
            parts.Add(MarkedPart.Words(words));
        else
            Read(words, parts, depth + 1);
        foreach (var mark in marks.Reverse())
            parts.Add(MarkedPart.Close(mark));
    });

    private static TextMark[] MarksOf(string sign) => sign switch
    {
        "**" => [TextMark.Bold],
        "___" => [TextMark.Underline, TextMark.Italic],
        "__" => [TextMark.Underline],
        "~~" => [TextMark.Strike],
        "||" => [TextMark.Spoiler],
        "`" => [TextMark.Code],
        _ => [TextMark.Italic],
    };

    /// <summary>Where the sign stands again, at the end of a word; not within an address, a link or code, nor in a longer run of signs.</summary>
    private static int? End(string line, int begin, string sign)
    {
        var skipped = sign is "`" ? Match.Empty : Skipped().Match(line, begin);
        for (var end = line.IndexOf(sign, begin + 1, StringComparison.Ordinal); end > 0; end = end < line.Length ? line.IndexOf(sign, end, StringComparison.Ordinal) : -1)
        {
            while (skipped.Success && skipped.Index + skipped.Length <= end)
                skipped = skipped.NextMatch();
            var run = end;
            while (run < line.Length && line[run] == sign[0])
                run++;
            if (skipped.Success && skipped.Index < end)
                end = skipped.Index + skipped.Length;
            else if (run - end == sign.Length && !char.IsWhiteSpace(line[end - 1]) && (sign[0] is not '_' || run == line.Length || !char.IsLetterOrDigit(line[run])))
                return end;
            else
                end = run;
        }
        return null;
    }

    /// <summary>A stretch that is more than letters, and how it is put among the parts.</summary>
    private readonly record struct Found(int At, int End, Action<List<MarkedPart>> Put);

    private const string Links = @"\[(?<link>[^\[\]\n]+)\]\((?<to>https?://(?:[^\s()]|\([^\s()]*\))+)\)";
    private const string Addresses = @"(?<address>https?://\S*[^\s*~|`])";
    private const string Plains = @"\\(?<plain>[\\*_~`|\[>])";

    [GeneratedRegex($@"{Plains}|{Links}|{Addresses}|(?<!\*)\*\*(?!\*)|(?<!~)~~(?!~)|(?<!\|)\|\|(?!\|)|(?<!`)`(?!`)|(?<![\w@])_{{1,3}}(?!_)")]
    private static partial Regex Signs();

    [GeneratedRegex($@"{Plains}|{Links}|{Addresses}|(?<!`)`(?!`)[^`\n]+`(?!`)")]
    private static partial Regex Skipped();
}
