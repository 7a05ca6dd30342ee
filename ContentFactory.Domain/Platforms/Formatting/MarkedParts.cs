using System.Text.RegularExpressions;

namespace ContentFactory.Domain.Platforms.Formatting;

/// <summary>A formatted text that is divided into messages: a link on words stays whole, and a mark that is cut ends with its message and begins anew in the next.</summary>
internal static partial class MarkedParts
{
    /// <summary>What the signs put in may add to a message: all of them at both ends.</summary>
    public const int Room = 20;

    // a noncharacter of Unicode: hardly a text holds it
    private const char Cut = '\uFFFF';

    /// <summary>Where to cut instead of there: before a link on words, and not between two equal signs.</summary>
    public static int Before(string text, int at)
    {
        for (var link = Links().Match(text); link.Success && link.Index < at; link = link.NextMatch())
            if (link.Index > 0 && link.Index + link.Length > at)
                return link.Index;
        var before = at;
        while (before > 1 && before < text.Length && text[before] == text[before - 1] && text[before] is '*' or '_' or '~' or '|')
            before--;
        return before > 1 ? before : at;
    }

    /// <summary>Both sides of a cut within a line.</summary>
    public static (string Part, string Left) Mended(string part, string rest)
    {
        var open = OpenBetween(part[(part.LastIndexOf('\n') + 1)..], rest.Split('\n', 2)[0]);
        if (open.Contains(TextMark.Link))
            return (part, rest);
        // whether the next message goes on with a quote is not seen there: it ends
        var signs = open.Where(mark => mark is not TextMark.Quote).Select(MarkedText.SignOf).ToList();
        return (part + string.Concat(signs.AsEnumerable().Reverse()), string.Concat(signs) + rest);
    }

    private static List<TextMark> OpenBetween(string before, string after)
    {
        var open = new List<TextMark>();
        foreach (var part in MarkedText.Read(before + Cut + " " + after))
        {
            if (part.Step is MarkedStep.Open)
                open.Add(part.Mark);
            else if (part.Step is MarkedStep.Close)
                open.RemoveAt(open.Count - 1);
            else if (part.Text.Contains(Cut, StringComparison.Ordinal))
                return open;
        }
        return [];
    }

    [GeneratedRegex(@"\[[^\[\]\n]+\]\(https?://[^\s]+\)")]
    private static partial Regex Links();
}
