using System.Text;
using System.Text.RegularExpressions;
using ContentFactory.Domain.Platforms.Formatting;

namespace ContentFactory.Domain.Platforms.Discord;

/// <summary>A formatted text in Discord's own Markdown; what is no mark is escaped.</summary>
internal static partial class DiscordMarkup
{
    public static string Of(IReadOnlyList<MarkedPart> parts)
    {
        var (text, open) = (new StringBuilder(), new Stack<MarkedPart>());
        foreach (var part in parts)
        {
            if (part.Step is MarkedStep.Text)
                text.Append(Words(part.Text, open));
            else if (part.Step is MarkedStep.Open)
                text.Append(Begin(part, open));
            else
                text.Append(End(open.Pop()));
        }
        return text.ToString();
    }

    // between ` nothing is escaped; each line of a quote says that it is one
    private static string Words(string text, Stack<MarkedPart> open)
    {
        var words = open.TryPeek(out var inner) && inner.Mark is TextMark.Code ? text : Brackets().Replace(DiscordText.Escape(text), @"\[");
        return open.Any(o => o.Mark is TextMark.Quote) ? words.Replace("\n", "\n> ", StringComparison.Ordinal) : words;
    }

    private static string Begin(MarkedPart part, Stack<MarkedPart> open)
    {
        open.Push(part);
        return part.Mark switch
        {
            TextMark.Quote => "> ",
            TextMark.Link => "[",
            _ => SignOf(part.Mark),
        };
    }

    private static string End(MarkedPart part) => part.Mark switch
    {
        TextMark.Quote => "",
        TextMark.Link => $"]({part.Text})",
        _ => SignOf(part.Mark),
    };

    // a _ ends at the first _ within its words, a * does not
    private static string SignOf(TextMark mark) => mark is TextMark.Italic ? "*" : MarkedText.SignOf(mark);

    // one that is closed only behind a mark would begin a link too
    [GeneratedRegex(@"(?<![\\/\w])\[")]
    private static partial Regex Brackets();
}
