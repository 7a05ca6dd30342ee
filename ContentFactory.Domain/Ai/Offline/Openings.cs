using System.Text;

namespace ContentFactory.Domain.Ai.Offline;

/// <summary>An opening, and the fact that it has told already.</summary>
internal sealed record Opening(string Text, HookKind Kind, Fact? Told);

/// <summary>Openings of several kinds for the same facts.</summary>
internal sealed class Openings(Wording wording, Material material, Phrasebook book, HookKind? wanted)
{
    private const int LongestFigure = 130;
    private const int LongestQuestion = 110;

    /// <summary>Every kind that these facts allow, the chosen one first. Never empty.</summary>
    public List<Opening> All()
    {
        var kinds = Enum.GetValues<HookKind>().ToList();
        var first = wanted is { } kind ? kinds.IndexOf(kind) : wording.Pick(kinds.Count, 0);
        var found = Enumerable.Range(0, kinds.Count).SelectMany(i => Of(kinds[(first + i) % kinds.Count], i)).DistinctBy(o => o.Text).Take(4).ToList();
        return found.Count > 0 ? found : [new Opening(material.Facts[0].Head, HookKind.Headline, material.Facts[0])];
    }

    private IEnumerable<Opening> Of(HookKind kind, int place)
    {
        var fact = kind switch
        {
            HookKind.Number => material.Facts.FirstOrDefault(f => f.Head.Length <= LongestFigure && Opens(f) && f.Head.Any(char.IsDigit) && !char.IsDigit(f.Head[^1]) && f.Head[0] is not ('«' or '"')),
            HookKind.Question => material.Facts.FirstOrDefault(f => f.Sentences.Count == 1 && Opens(f) && Inside(f) is not null),
            HookKind.Headline or HookKind.Practical => null,
        };
        var inside = kind is HookKind.Number ? fact?.Head : fact is null ? null : Inside(fact);
        if (wording.Choose((material.IsAdvice ? book.AdviceHooks : book.NewsHooks)[kind], (int)kind + 1, inside) is { } text)
            yield return new Opening(text, kind, inside is not null && text.Contains(inside, StringComparison.Ordinal) ? fact : null);
    }

    // what begins a post must say by itself what it is about
    private bool Opens(Fact fact) => !fact.IsPoint && !Manner.PointsBack(fact.Head) && material.About.Overlaps(fact.Stems);

    /// <summary>The fact as part of a longer sentence, where its first word surely is no name.</summary>
    private static string? Inside(Fact fact)
    {
        var text = fact.Head;
        if (text.Length > LongestQuestion || fact.IsPoint || text[^1] != '.' || text.IndexOfAny([':', ';', '«', '"', '“', '!', '?']) >= 0 || Sentences.EndsWithAbbreviation(text) || text.Contains(" — ", StringComparison.Ordinal))
            return null;
        var word = Stems.Words(text).First();
        if (word.Length > 1 && word.Any(char.IsUpper) && !word[1..].Any(char.IsUpper) && (StopWords.Has(word) || Nouns.FirstFormOf(word) is not null) && word is not "I")
            return new StringBuilder(text) { [0] = char.ToLowerInvariant(text[0]) }.ToString(0, text.Length - 1);
        return char.IsDigit(text[0]) ? text[..^1] : word.Length == 1 && StopWords.Has(word) && word is not ("I" or "Я") ? char.ToLowerInvariant(text[0]) + text[1..^1] : null;
    }
}
