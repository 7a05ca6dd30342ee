namespace ContentFactory.Domain.Media.Making;

/// <summary>Text that is known to fit its box.</summary>
internal sealed record FittedText(IReadOnlyList<string> Lines, double Size, double Leading, CardFont Font)
{
    public double Width => Lines.Count == 0 ? 0 : Lines.Max(l => Font.Face.Width(l, Size));

    /// <summary>From the top of the first line's letters to the foot of the last.</summary>
    public double Height => Lines.Count == 0 ? 0 : Size * (Cap + (Lines.Count - 1) * Leading);

    public const double Cap = 0.74;
}

/// <summary>A place for text.</summary>
/// <param name="Most">The largest size of its letters.</param>
/// <param name="Least">The smallest: what does not fit at it is cut.</param>
/// <param name="Leading">From line to line, in sizes.</param>
internal sealed record TextBox(double Width, double Height, double Most, double Least, double Leading = 1.12, int MostLines = 99);

/// <summary>Sets text as large as its box allows, in lines of even length; nothing ever stands over the edge.</summary>
internal static class TextFit
{
    private const double Step = 0.96;

    /// <summary>Longer texts are small, where unevenness is not seen.</summary>
    private const int MostEvened = 80;

    public static FittedText Of(string text, CardFont font, TextBox box)
    {
        var words = Words(text);
        // a word is broken only where even a small size does not hold it
        var whole = Math.Max(box.Least, box.Most * 0.5);
        for (var size = box.Most; size >= box.Least; size *= Step)
        {
            if (size > whole && words.Any(w => font.Face.Width(w, size) > box.Width))
                continue;
            var lines = Lines(words, font, size, box.Width);
            if (lines.Count <= box.MostLines && Fits(lines.Count, size, box))
                return new(Even(words, lines, font, size, box.Width), size, box.Leading, font);
        }
        return Cut(words, font, box);
    }

    /// <summary>What is left out is replaced by an ellipsis.</summary>
    private static FittedText Cut(List<string> words, CardFont font, TextBox box)
    {
        var lines = Lines(words, font, box.Least, box.Width);
        var most = 1;
        while (most < box.MostLines && Fits(most + 1, box.Least, box))
            most++;
        var kept = lines.Take(most).ToList();
        if (kept.Count < lines.Count)
            kept[^1] = Ellipsis(kept[^1], font, box);
        return new(kept, box.Least, box.Leading, font);
    }

    private static string Ellipsis(string line, CardFont font, TextBox box)
    {
        while (line.Length > 1 && font.Face.Width(line + "…", box.Least) > box.Width)
            line = PlainText.Cut(line, line.Length - 1);
        return line.TrimEnd(' ', '\u00a0', ',', ';', ':', '—', '.', '-') + "…";
    }

    private static bool Fits(int lines, double size, TextBox box) => size * (FittedText.Cap + (lines - 1) * box.Leading) <= box.Height;

    private static List<string> Words(string text) => [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries)];

    private static List<string> Lines(List<string> words, CardFont font, double size, double width)
    {
        var lines = new List<string>();
        var line = "";
        foreach (var piece in words.SelectMany(w => Pieces(w, font, size, width)))
        {
            var longer = line.Length == 0 ? piece : $"{line} {piece}";
            if (line.Length > 0 && font.Face.Width(longer, size) > width)
            {
                lines.Add(line);
                line = piece;
            }
            else
                line = longer;
        }
        if (line.Length > 0)
            lines.Add(line);
        return lines;
    }

    /// <summary>A word that is wider than the line: first apart where it was glued, then behind hyphens and slashes, then anywhere.</summary>
    private static IEnumerable<string> Pieces(string word, CardFont font, double size, double width)
    {
        if (font.Face.Width(word, size) <= width)
            return [word];
        if (word.Contains('\u00a0', StringComparison.Ordinal))
            return word.Split('\u00a0', StringSplitOptions.RemoveEmptyEntries).SelectMany(w => Pieces(w, font, size, width));
        return Broken(word, font, size, width);
    }

    private static IEnumerable<string> Broken(string word, CardFont font, double size, double width)
    {
        while (word.Length > 0 && font.Face.Width(word, size) > width)
        {
            var take = Math.Max(1, Enumerable.Range(1, word.Length).TakeWhile(n => font.Face.Width(word[..n] + "-", size) <= width).LastOrDefault());
            var natural = word.AsSpan(0, take).LastIndexOfAny("-/_.@") + 1;
            var (at, sign) = natural > take / 2 ? (natural, "") : (Math.Max(char.IsSurrogate(word[0]) ? 2 : 1, PlainText.Cut(word, take).Length), "-");
            yield return word[..at] + sign;
            word = word[at..];
        }
        if (word.Length > 0)
            yield return word;
    }

    /// <summary>As many lines, all as near to one length as the words allow.</summary>
    private static IReadOnlyList<string> Even(List<string> words, List<string> lines, CardFont font, double size, double width)
    {
        var pieces = words.SelectMany(w => Pieces(w, font, size, width)).ToList();
        if (lines.Count < 2 || pieces.Count > MostEvened)
            return lines;
        var target = lines.Sum(l => font.Face.Width(l, size)) / lines.Count;
        // of each number of lines, the cheapest way to end one behind each piece
        var best = new (double Cost, int From)[lines.Count + 1, pieces.Count + 1];
        for (var line = 0; line <= lines.Count; line++)
            for (var end = 0; end <= pieces.Count; end++)
                best[line, end] = (line == 0 && end == 0 ? 0 : double.PositiveInfinity, 0);
        for (var from = 0; from < pieces.Count; from++)
            for (var end = from + 1; end <= pieces.Count && font.Face.Width(Joined(pieces, from, end), size) is var wide && wide <= width; end++)
                for (var line = 1; line <= lines.Count; line++)
                    if (best[line - 1, from].Cost + Math.Pow(wide - target, 2) is var cost && cost < best[line, end].Cost)
                        best[line, end] = (cost, from);
        return Way(best, pieces, lines.Count);
    }

    private static string[] Way((double Cost, int From)[,] best, List<string> pieces, int count)
    {
        var lines = new string[count];
        for (var (line, end) = (count, pieces.Count); line > 0; line--)
        {
            lines[line - 1] = Joined(pieces, best[line, end].From, end);
            end = best[line, end].From;
        }
        return lines;
    }

    private static string Joined(List<string> pieces, int from, int end) => string.Join(' ', pieces[from..end]);
}
