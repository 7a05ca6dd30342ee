namespace ContentFactory.Domain.Ai.Offline;

/// <summary>Lays the parts of a caption out and lets the least important go until it fits, as the network counts.</summary>
internal sealed class Caption(Func<string, int>? lengthOf = null)
{
    public const string Paragraph = "\n\n";
    public const string Line = "\n";

    private readonly List<Part> parts = [];

    /// <param name="worth">Higher stays longer.</param>
    /// <param name="glue">Between it and the part before.</param>
    public void Add(string? text, int worth, string glue = Paragraph)
    {
        if (!string.IsNullOrWhiteSpace(text))
            parts.Add(new Part(text, worth, glue));
    }

    /// <summary>The text and as many of the hashtags as fit together.</summary>
    public (string Text, List<string> Hashtags, int Facts) Fit(IEnumerable<string> hashtags, int limit, int fewest = Hashtags.Fewest)
    {
        var tags = hashtags.ToList();
        while (Length(tags) > limit)
        {
            var least = parts.Count > 1 ? parts.MinBy(p => p.Worth) : null;
            if (tags.Count > fewest && (least is null || least.Worth > WorthOf.Question))
                tags.RemoveAt(tags.Count - 1);
            else if (least is not null && (least.Worth < WorthOf.Hashtags || tags.Count == 0))
                parts.Remove(least);
            else if (tags.Count > 0)
                tags.RemoveAt(tags.Count - 1);
            else
                parts[0] = parts[0] with { Text = Cut(parts[0].Text, limit, lengthOf) };
        }
        return (Text(), tags, parts.Count(p => p.Worth is WorthOf.FirstFact or > WorthOf.Closing and <= WorthOf.OtherFact));
    }

    private string Text() => string.Concat(parts.Select((p, i) => (i == 0 ? "" : p.Glue) + p.Text));

    private int Length(List<string> tags)
    {
        var whole = Text() + (tags.Count == 0 ? "" : Paragraph + string.Join(' ', tags));
        return lengthOf is null ? whole.Length : lengthOf(whole);
    }

    /// <summary>At a space, with an ellipsis: only where no whole sentence fits.</summary>
    public static string Cut(string text, int limit, Func<string, int>? lengthOf = null)
    {
        int LengthOf(string t) => lengthOf is null ? t.Length : lengthOf(t);
        if (LengthOf(text) <= limit)
            return text;
        var cut = text.Length;
        do
        {
            var space = text.LastIndexOf(' ', cut - 1);
            cut = space > 0 ? space : char.IsLowSurrogate(text[cut - 1]) ? cut - 2 : cut - 1;
        }
        while (cut > 1 && LengthOf(Ended(text, cut)) > limit);
        return Ended(text, Math.Max(1, cut));
    }

    private static string Ended(string text, int end) => text[..end].TrimEnd(' ', ',', ':', ';', '—', '–', '-', '.') + "…";

    private sealed record Part(string Text, int Worth, string Glue);
}

internal static class WorthOf
{
    public const int Question = 20_000;
    public const int Closing = 25_000;
    public const int OtherFact = 50_000;
    public const int CallToAction = 60_000;
    public const int Hashtags = 65_000;
    public const int Attribution = 70_000;
    public const int Hook = 80_000;
    public const int FirstFact = 90_000;
}
