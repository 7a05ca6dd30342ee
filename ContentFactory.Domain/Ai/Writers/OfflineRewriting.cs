using System.Text.RegularExpressions;
using ContentFactory.Domain.Ai.Offline;

namespace ContentFactory.Domain.Ai.Writers;

/// <summary>What can be done to a text without a model: leave out what says least, or take its shouting away.</summary>
internal static partial class OfflineRewriting
{
    private const double Kept = 0.65;

    public static Result<Rewritten> Rewrite(RewriteRequest request) => request.Action switch
    {
        RewriteAction.Shorter => Shorter(request.Text) is { } text ? Done(text) : Problem.Conflict("Ai.RewriteNothingToCut"),
        RewriteAction.Tone when request.Tone is RewriteTone.Calmer => Done(Calmer(request.Text)),
        _ => Problem.Conflict("Ai.RewriteNeedsModel"),
    };

    /// <summary>The sentences that say most, in their order; the first always stays, and so does a line with an address. Null where there is nothing to leave out.</summary>
    public static string? Shorter(string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n').Select(line => End().Split(line).Where(s => s.Trim().Length > 0).ToList()).ToList();
        var all = lines.SelectMany((sentences, line) => sentences.Select((s, at) => (Line: line, At: at, Text: s))).ToList();
        if (all.Count < 3)
            return null;
        var counts = all.SelectMany(s => StemsOf(s.Text).Distinct()).CountBy(stem => stem).ToDictionary();
        var room = all.Sum(s => s.Text.Length) * Kept;
        var order = all.Select((s, i) => (s, i)).OrderByDescending(p => Worth(p.s.Text, p.i, counts)).Select(p => p.s).ToList();
        var kept = new HashSet<(int, int)>();
        foreach (var sentence in order)
        {
            // room for one more, but not for all of them
            if (kept.Count > 0 && room - sentence.Text.Length < 0)
                continue;
            kept.Add((sentence.Line, sentence.At));
            room -= sentence.Text.Length;
        }
        var left = lines.Select((sentences, line) => (HadText: sentences.Count > 0, Text: string.Join(' ', sentences.Where((_, at) => kept.Contains((line, at)))))).Where(l => l.Text.Length > 0 || !l.HadText).Select(l => l.Text);
        var shorter = BlankLines().Replace(string.Join('\n', left), "\n\n").Trim();
        return shorter.Length < text.Trim().Length ? shorter : null;
    }

    /// <summary>Without pictures, rows of marks and words in capitals.</summary>
    public static string Calmer(string text)
    {
        var calm = AnswerText.Clean(text, []);
        calm = Capitals().Replace(calm, m => m.Value[..1] + m.Value[1..].ToLowerInvariant());
        return Marks().Replace(calm, m => m.Value.Contains('?', StringComparison.Ordinal) ? "?" : ".");
    }

    private static Rewritten Done(string text) => new(text, "offline composer", 0, 0);

    private static double Worth(string sentence, int index, Dictionary<string, int> counts)
    {
        if (index == 0 || AnswerText.Addresses([sentence]).Count > 0)
            return double.MaxValue;
        var stems = StemsOf(sentence).Distinct().ToList();
        return stems.Count == 0 ? 0 : (stems.Sum(s => counts[s]) / Math.Sqrt(stems.Count) + (sentence.Any(char.IsDigit) ? 2 : 0)) / (1 + index * 0.05);
    }

    private static IEnumerable<string> StemsOf(string sentence) => Stems.Words(sentence).Where(w => !StopWords.Has(w)).Select(Stems.Of);

    // not behind an initial or a short form such as "г."
    [GeneratedRegex(@"(?<=[\p{L}\p{N}»""”)]{3}[.!?…]+)\s+(?=[\p{Lu}\p{N}«""“])")]
    private static partial Regex End();

    [GeneratedRegex(@"\n{3,}")]
    private static partial Regex BlankLines();

    [GeneratedRegex(@"(?<![\p{L}#@])\p{Lu}{5,}(?!\p{L})")]
    private static partial Regex Capitals();

    [GeneratedRegex(@"[!?]*!+[!?]*|\?{2,}")]
    private static partial Regex Marks();
}
