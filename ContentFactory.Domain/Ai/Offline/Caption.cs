namespace ContentFactory.Domain.Ai.Offline;

/// <summary>Lays the parts of a caption out and lets the least important go until it fits.</summary>
internal sealed class Caption
{
    private readonly List<Part> parts = [];

    /// <param name="worth">Higher stays longer.</param>
    /// <param name="tight">Follows on the next line, without a blank one.</param>
    public void Add(string? text, int worth, bool tight = false)
    {
        if (!string.IsNullOrWhiteSpace(text))
            parts.Add(new Part(text, worth, tight));
    }

    /// <summary>The text and as many of the hashtags as fit together.</summary>
    public (string Text, List<string> Hashtags, int Facts) Fit(List<string> hashtags, int limit)
    {
        var tags = hashtags.ToList();
        while (Length(tags) > limit)
        {
            var least = parts.Count > 1 ? parts.MinBy(p => p.Worth) : null;
            if (tags.Count > Hashtags.Fewest && (least is null || least.Worth > WorthOf.Question))
                tags.RemoveAt(tags.Count - 1);
            else if (least is not null && (least.Worth < WorthOf.Hashtags || tags.Count == 0))
                parts.Remove(least);
            else if (tags.Count > 0)
                tags.RemoveAt(tags.Count - 1);
            else
                parts[0] = parts[0] with { Text = Cut(parts[0].Text, limit) };
        }
        return (Text(), tags, parts.Count(p => p.Worth == WorthOf.FirstFact || p.Worth is > WorthOf.Bridge and <= WorthOf.OtherFact));
    }

    private string Text() => string.Concat(parts.Select((p, i) => (i == 0 ? "" : p.Tight ? "\n" : "\n\n") + p.Text));

    private int Length(List<string> tags) => Text().Length + (tags.Count == 0 ? 0 : 2 + string.Join(' ', tags).Length);

    public static string Cut(string text, int limit)
    {
        if (text.Length <= limit)
            return text;
        var space = text.LastIndexOf(' ', limit - 1);
        var end = space > limit / 2 ? space : limit - 1;
        end = char.IsHighSurrogate(text[end - 1]) ? end - 1 : end;
        return text[..end].TrimEnd(' ', ',', ':', ';', '—', '–', '-', '.') + "…";
    }

    private sealed record Part(string Text, int Worth, bool Tight);
}

internal static class WorthOf
{
    public const int Question = 20;
    public const int Bridge = 30;
    public const int OtherFact = 40;
    public const int CallToAction = 60;
    public const int Hashtags = 65;
    public const int Attribution = 70;
    public const int Hook = 80;
    public const int FirstFact = 90;
}
