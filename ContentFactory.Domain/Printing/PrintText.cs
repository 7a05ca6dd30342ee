using System.Globalization;
using System.Text;

namespace ContentFactory.Domain.Printing;

/// <summary>Turns what people typed into lines that the fonts of <see cref="PrintDocument"/> can draw.</summary>
public static class PrintText
{
    private const char Box = '□';
    private const string Ellipsis = "…";
    private const int Glued = 0xA0;
    private static readonly Rune Replacement = Rune.ReplacementChar;

    /// <summary>
    /// One line of text without what the font lacks: emoji and invisible signs fall away, each letter of a writing that it does not have becomes
    /// a box. Never empty where something was typed.
    /// </summary>
    public static string Printable(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return "";
        var drawn = new StringBuilder(text.Length);
        foreach (var rune in Composed(text).EnumerateRunes())
            Add(drawn, rune);
        return drawn.ToString().TrimEnd() is { Length: > 0 } kept ? kept : Box.ToString();
    }

    /// <summary>The whole text in lines of at most that width in points; words that are longer are broken anywhere.</summary>
    public static IReadOnlyList<string> Lines(string? text, PrintStyle style, double width)
    {
        var lines = new List<string>();
        var line = "";
        foreach (var word in Printable(text).Split(' ', StringSplitOptions.RemoveEmptyEntries).SelectMany(w => Pieces(w, style, width)))
        {
            var longer = line.Length == 0 ? word : $"{line} {word}";
            if (line.Length > 0 && style.Width(longer) > width)
            {
                lines.Add(line);
                line = word;
            }
            else
                line = longer;
        }
        return line.Length > 0 ? [.. lines, line] : lines;
    }

    /// <summary>The first lines; the last of them says by an ellipsis that there is more.</summary>
    public static IReadOnlyList<string> Shortened(IReadOnlyList<string> lines, int most, PrintStyle style, double width) =>
        lines.Count <= most ? lines : [.. lines.Take(most - 1), Ended($"{lines[most - 1]} {lines[most]}", style, width)];

    /// <summary>One line of at most that width.</summary>
    public static string Line(string? text, PrintStyle style, double width) => Shortened(Lines(text, style, width), 1, style, width) is [var line] ? line : "";

    private static string Ended(string line, PrintStyle style, double width)
    {
        while (line.Length > 1 && style.Width(line + Ellipsis) > width)
            line = PlainText.Cut(line, line.Length - 1);
        return line.TrimEnd(' ', ',', ';', ':', '—', '–', '-', '.') + Ellipsis;
    }

    // halves of characters, which no normal form takes, have become the replacement sign by then
    private static string Composed(string text) => string.Concat(text.EnumerateRunes().Where(r => r != Replacement).Select(r => r.ToString())).Normalize(NormalizationForm.FormC);

    private static void Add(StringBuilder drawn, Rune rune)
    {
        if (rune.Value == Glued)
            drawn.Append(rune);
        else if (Rune.IsWhiteSpace(rune) || Rune.IsControl(rune))
        {
            if (drawn.Length > 0 && drawn[^1] != ' ')
                drawn.Append(' ');
        }
        else if (Rune.GetUnicodeCategory(rune) is not UnicodeCategory.Format && PrintFonts.Draws(rune))
            drawn.Append(rune);
        else if (Rune.IsLetterOrDigit(rune))
            drawn.Append(Box);
    }

    private static IEnumerable<string> Pieces(string word, PrintStyle style, double width)
    {
        if (style.Width(word) <= width)
        {
            yield return word;
            yield break;
        }
        var (piece, wide) = (new StringBuilder(), 0d);
        foreach (var rune in word.EnumerateRunes())
        {
            var one = style.Width(rune.ToString());
            if (piece.Length > 0 && wide + one > width)
            {
                yield return piece.ToString();
                piece.Clear();
                wide = 0;
            }
            piece.Append(rune);
            wide += one;
        }
        yield return piece.ToString();
    }
}
