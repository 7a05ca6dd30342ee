using System.Globalization;

namespace ContentFactory.Domain.Ai.Offline;

/// <summary>What a post needs besides its words: an idea for a short film, its script by seconds, and prompts for picture and film.</summary>
internal sealed class Studio(Wording wording, AvoidedWords avoided, Material material, Phrasebook book)
{
    private const int LongestLine = 150;
    private const int Scenes = 3;

    private string Topic => material.Topic ?? (material.Promise.Length > 0 ? material.Promise : Wording.Bare(material.Facts[0].Head));

    public string VideoIdea() => Bare(book.VideoIdeas, 7);

    public string ImagePrompt()
    {
        var prompt = Bare(book.ImagePrompts, 8);
        var details = string.Join(", ", material.Themes.Where(p => !p.Equals(Topic, StringComparison.OrdinalIgnoreCase)).Take(3));
        return prompt.Length == 0 ? details : details.Length == 0 ? prompt + "." : prompt + book.ImageDetails + details + ".";
    }

    public string MiniScript(string hook, string? callToAction)
    {
        List<string> lines = [];
        var at = Scene(lines, 0, 3, 0, $"{book.Caption}: {Short(hook)}");
        foreach (var fact in Lines(hook))
            at = Scene(lines, at, Seconds(fact), lines.Count, $"{book.Voice}: {fact}");
        if ((callToAction ?? wording.OwnEnd()) is { } end)
            lines.Add(Said(at, at + 4, book.LastShot, $"{book.Caption}: {end}"));
        return string.Join('\n', lines.Where(l => !avoided.Has(l)));
    }

    public string VideoPrompt(string hook)
    {
        List<string> scenes = [];
        var at = 0;
        foreach (var line in Lines(hook).Prepend(Short(hook)))
        {
            var end = at + Math.Min(6, Seconds(line));
            scenes.Add(book.VideoScene.Replace("{i}", Text(scenes.Count + 1), StringComparison.Ordinal).Replace("{a}", Text(at), StringComparison.Ordinal)
                .Replace("{b}", Text(end), StringComparison.Ordinal).Replace("{x}", Shot(scenes.Count), StringComparison.Ordinal) + line);
            at = end;
        }
        var last = book.VideoEnd.Replace("{a}", Text(at), StringComparison.Ordinal).Replace("{b}", Text(at + 3), StringComparison.Ordinal);
        string[] all = [Filled(book.VideoPrompt).Replace("{s}", Text(at + 3), StringComparison.Ordinal), .. scenes, last];
        return string.Join('\n', all.Where(l => !avoided.Has(l)));
    }

    private IEnumerable<string> Lines(string hook) =>
        material.Facts.SelectMany(f => f.Sentences.Take(1)).Where(s => s.Length <= LongestLine && !hook.Contains(Wording.Bare(s), StringComparison.OrdinalIgnoreCase)).Take(Scenes);

    private int Scene(List<string> lines, int at, int length, int shot, string said)
    {
        lines.Add(Said(at, at + length, Shot(shot), said));
        return at + length;
    }

    private string Said(int from, int to, string shot, string said) => $"{Text(from)}–{Text(to)} {book.Seconds} · {shot} · {said}";

    private string Shot(int place) => book.Shots[(wording.Pick(book.Shots.Length, 9) + place) % book.Shots.Length];

    // a speaker says about fourteen letters a second
    private static int Seconds(string line) => Math.Clamp((line.Length + 13) / 14, 3, 11);

    private static string Short(string hook) => hook.Length <= LongestLine ? hook : Caption.Cut(hook, LongestLine);

    private string Bare(IReadOnlyList<string> options, int salt)
    {
        var start = wording.Pick(options.Count, salt);
        return Enumerable.Range(0, options.Count).Select(i => Filled(options[(start + i) % options.Count])).FirstOrDefault(o => !avoided.Has(o)) ?? "";
    }

    private string Filled(string pattern) => pattern.Replace("{k}", Topic, StringComparison.Ordinal);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
