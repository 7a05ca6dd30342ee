using System.Text.RegularExpressions;

namespace ContentFactory.Domain.Ai.Offline;

/// <summary>What must not be said, in any inflection, and what to say instead.</summary>
internal sealed partial class AvoidedWords
{
    private readonly List<string[]> phrases;
    private readonly Dictionary<string, string> replacements;

    public AvoidedWords(BrandVoice voice)
    {
        replacements = Pairs(voice);
        var quoted = voice.Dont.SelectMany(d => Quoted().Matches(d)).Select(m => m.Groups[1].Value);
        phrases = [.. voice.Avoid.Concat(quoted).Concat(replacements.Keys).Select(a => Stems.Words(a).Select(Stems.Core).ToArray()).Where(p => p.Length > 0)];
        // a replacement that is itself avoided helps nobody
        foreach (var useless in replacements.Where(r => Has(r.Value)).Select(r => r.Key).ToList())
            replacements.Remove(useless);
    }

    /// <summary>The words that are replaced, and by what.</summary>
    public static IReadOnlyDictionary<string, string> Swaps(BrandVoice voice) => new AvoidedWords(voice).replacements;

    public bool Has(string text)
    {
        if (phrases.Count == 0)
            return false;
        var words = Stems.Words(text).Select(w => (Plain: w.ToLowerInvariant().Replace('ё', 'е'), Core: Stems.Core(w))).ToList();
        return phrases.Any(p => Enumerable.Range(0, Math.Max(0, words.Count - p.Length + 1)).Any(at => p.Select((core, i) => Same(words[at + i], core)).All(s => s)));
    }

    /// <summary>Where it is said, and what to say instead where the base form stands: the ending of another would be wrong.</summary>
    public IEnumerable<(int Start, int Length, string? Instead)> Find(string text)
    {
        if (phrases.Count == 0)
            yield break;
        var places = Stems.Places(text).ToList();
        var words = places.Select(p => (Plain: p.Value.ToLowerInvariant().Replace('ё', 'е'), Core: Stems.Core(p.Value))).ToList();
        for (var at = 0; at < words.Count; at++)
        {
            var said = phrases.Where(p => at + p.Length <= words.Count && Enumerable.Range(0, p.Length).All(n => Same(words[at + n], p[n]))).MaxBy(p => p.Length);
            if (said is null)
                continue;
            var (start, end) = (places[at].Index, places[at + said.Length - 1].Index + places[at + said.Length - 1].Length);
            var found = text[start..end];
            yield return (start, end - start, replacements.TryGetValue(found, out var instead) ? char.IsUpper(found[0]) ? Capital(instead) : instead : null);
            at += said.Length - 1;
        }
    }

    /// <summary>The text with replacements made, or null when something to avoid remains. Only the base form can be replaced: the ending of another would be wrong.</summary>
    public string? Mend(string text)
    {
        if (!Has(text))
            return text;
        foreach (var (old, instead) in replacements)
            text = Regex.Replace(text, $@"(?<![\p{{L}}\p{{N}}]){Regex.Escape(old)}(?![\p{{L}}\p{{N}}])", m => char.IsUpper(m.Value[0]) ? Capital(instead) : instead, RegexOptions.IgnoreCase);
        return Has(text) ? null : text;
    }

    private static Dictionary<string, string> Pairs(BrandVoice voice)
    {
        var pairs = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var pair in voice.Preferred.Select(p => Arrow().Split(p)).Where(p => p.Length == 2 && p[0].Trim().Length > 0 && p[1].Trim().Length > 0))
            pairs.TryAdd(pair[0].Trim(), pair[1].Trim());
        return pairs;
    }

    private static bool Same((string Plain, string Core) word, string core) =>
        word.Core == core || (core.Length >= 5 && word.Plain.StartsWith(core, StringComparison.Ordinal) && word.Plain.Length - core.Length <= 4);

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    [GeneratedRegex(@"\s*(?:->|=>|→)\s*")]
    private static partial Regex Arrow();

    [GeneratedRegex("""[«"“]([^«»"“”]{2,60})[»"”]""")]
    private static partial Regex Quoted();
}
