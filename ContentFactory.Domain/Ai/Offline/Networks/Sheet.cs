namespace ContentFactory.Domain.Ai.Offline.Networks;

/// <summary>One thing told: whole sentences that belong together.</summary>
/// <param name="Mark">"— ", "1. " or nothing.</param>
/// <param name="Glue">Between it and the one before.</param>
internal sealed record Telling(IReadOnlyList<string> Sentences, string Mark = "", string Glue = Caption.Paragraph)
{
    public string Text => Mark + string.Join(' ', Sentences);
}

/// <summary>A post in its parts, before it is laid out for one network or another.</summary>
/// <param name="Openings">The one of the original first, others to fall back to.</param>
/// <param name="IsOwn">A person wrote it: as much of it as fits is kept.</param>
internal sealed record Sheet(IReadOnlyList<string> Openings, string Emoji, IReadOnlyList<Telling> Told, IReadOnlyList<string> Hashtags)
{
    public string? LeadIn { get; init; }
    public string? Question { get; init; }
    public string? Closing { get; init; }
    public string? CallToAction { get; init; }
    public string? Source { get; init; }

    /// <summary>The connector puts it below the text where the text does not name it, so it needs room.</summary>
    public string? Link { get; init; }

    public bool IsOwn { get; init; }

    public string Opening(bool emoji, int longest = int.MaxValue)
    {
        var sign = emoji && Emoji.Length > 0 ? Emoji + " " : "";
        return sign + (Openings.FirstOrDefault(o => o.Length + sign.Length <= longest) ?? Openings[0]);
    }

    /// <summary>A finished text taken apart again.</summary>
    public static Sheet Of(string text, IReadOnlyList<string> hashtags, string? callToAction, string? link)
    {
        var lines = Lines(text).ToList();
        if (lines.Count == 0)
            return new Sheet([""], "", [], hashtags) { Link = link, IsOwn = true };
        var (opening, rest) = (Sentences.OfLine(lines[0].Text).ToList(), new List<Telling>());
        string? source = null, call = null;
        if (opening.Count > 1)
            rest.Add(new Telling(opening[1..], Glue: " "));
        (string Text, string Glue)? lead = null;
        foreach (var (line, glue) in lines.Skip(1))
        {
            var opens = line.EndsWith(':') && line.Length < 60;
            var isSource = source is null && IsSource(line);
            var isCall = !isSource && call is null && line == callToAction?.Trim();
            if (lead is { } begun && !opens && !isSource && !isCall)
            {
                var sentences = Sentences.OfLine(line).ToList();
                rest.Add(new Telling([$"{begun.Text}\n{sentences[0]}", .. sentences.Skip(1)], Glue: glue));
                lead = null;
                continue;
            }
            // what opens nothing is a line of its own
            Flush();
            if (isSource)
                source = line;
            else if (isCall)
                call = line;
            else if (opens)
                lead = (line, glue);
            else
                rest.Add(new Telling([.. Sentences.OfLine(line)], Glue: glue));
        }
        Flush();
        return new Sheet([opening[0]], "", rest, hashtags) { CallToAction = call, Source = source, Link = link, IsOwn = true };

        void Flush()
        {
            if (lead is { } alone)
                rest.Add(new Telling([alone.Text], Glue: alone.Glue));
            lead = null;
        }
    }

    private static IEnumerable<(string Text, string Glue)> Lines(string text)
    {
        var glue = Caption.Paragraph;
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n').Select(l => l.Trim()))
        {
            if (line.Length > 0)
                yield return (line, glue);
            glue = line.Length > 0 ? Caption.Line : Caption.Paragraph;
        }
    }

    private static bool IsSource(string line) =>
        new[] { "ru", "en" }.Select(Phrasebook.Of).Any(b => line.StartsWith(b.Source, StringComparison.Ordinal) || line.StartsWith(b.Sources, StringComparison.Ordinal));
}
