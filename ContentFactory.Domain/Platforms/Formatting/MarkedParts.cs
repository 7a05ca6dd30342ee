namespace ContentFactory.Domain.Platforms.Formatting;

/// <summary>A formatted text that was divided into messages: a mark that was cut ends with its message and begins anew in the next.</summary>
internal static class MarkedParts
{
    /// <summary>What the signs put in may add to a message.</summary>
    public const int Most = 16;

    // a noncharacter of Unicode: no text holds it
    private const char Cut = '\uFFFF';

    public static IReadOnlyList<string> Mended(IReadOnlyList<string> parts)
    {
        var mended = parts.ToList();
        for (var n = 0; n + 1 < mended.Count; n++)
        {
            var open = OpenBetween(mended[n], mended[(n + 1)..]);
            if (open.Contains(TextMark.Link))
                continue;
            // whether the next message began a line of its own is not known: a quote ends
            var signs = open.Where(mark => mark is not TextMark.Quote).Select(MarkedText.SignOf).ToList();
            mended[n] += string.Concat(signs.AsEnumerable().Reverse());
            mended[n + 1] = string.Concat(signs) + mended[n + 1];
        }
        return mended;
    }

    private static List<TextMark> OpenBetween(string before, List<string> after)
    {
        var (last, first) = (before[(before.LastIndexOf('\n') + 1)..], string.Join(' ', after).Split('\n', 2)[0]);
        var open = new List<TextMark>();
        foreach (var part in MarkedText.Read(last + Cut + " " + first))
        {
            if (part.Step is MarkedStep.Open)
                open.Add(part.Mark);
            else if (part.Step is MarkedStep.Close)
                open.RemoveAt(open.Count - 1);
            else if (part.Text.Contains(Cut, StringComparison.Ordinal))
                break;
        }
        return open;
    }
}
