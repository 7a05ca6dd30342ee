using System.Text.RegularExpressions;

namespace ContentFactory.Domain.Ai.Offline;

/// <summary>What the texts are about, in words that can stand alone.</summary>
internal static partial class Themes
{
    private static readonly HashSet<string> Kinds = new(
        "завод фабрика сервис компания станция пекарня банк журнал агентство команда фестиваль магазин бренд студия кафе сеть платформа приложение экспресс лицей клуб музей театр центр парк отель чайник проект программа фирма портал".Split(' ').Select(Stems.Core), StringComparer.Ordinal);

    private static readonly HashSet<string> DullEnglish = new(
        "average minute minutes researcher researchers reason part owner owners order set figure third quarter half former next key early earlier late later big small large full whole single separate own others user users customer visitor piece number kind rise cost price copy table day hour year time place bag box man woman room week half life end side line hand group case level rate point reader readers".Split(' ').Select(Stems.Of), StringComparer.Ordinal);

    /// <summary>Best first.</summary>
    public static List<string> Of(string language, IReadOnlyList<string> headlines, IReadOnlyList<string> sentences, IReadOnlyCollection<string> topicStems, string companyName) =>
        language == "ru" ? Russian(headlines, sentences) : English(headlines, sentences, topicStems, companyName);

    private static List<string> Russian(IReadOnlyList<string> headlines, IReadOnlyList<string> sentences)
    {
        var rated = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var (text, weight) in headlines.Select(h => (h, 2.5)).Concat(sentences.Select(s => (s, 1.0))))
        {
            foreach (var first in Words(text).Where(w => !StopWords.Has(w)).Select(Nouns.FirstFormOf).OfType<string>())
                rated[first] = rated.GetValueOrDefault(first) + weight;
        }
        var nouns = rated.Where(r => r.Value >= 2).OrderByDescending(r => r.Value).ThenBy(r => r.Key, StringComparer.Ordinal).Select(r => r.Key);
        return [.. nouns.Take(4).Concat(Names(string.Join('\n', headlines.Concat(sentences)))).Concat(nouns.Skip(4)).Distinct().Take(8)];
    }

    // after the kind of thing a quoted name stands in its first form: "завод «Лазурит»"
    private static IEnumerable<string> Names(string text) =>
        Named().Matches(text).Where(m => Kinds.Contains(Stems.Core(m.Groups[1].Value))).Select(m => m.Groups[2].Value).GroupBy(n => n).OrderByDescending(g => g.Count()).Select(g => g.Key).Take(2);

    private static List<string> English(IReadOnlyList<string> headlines, IReadOnlyList<string> sentences, IReadOnlyCollection<string> topicStems, string companyName)
    {
        HashSet<string> own = [.. Words(companyName).Select(Stems.Of)];
        var all = string.Join('\n', headlines.Concat(sentences));
        var stems = Words(all).Select(Stems.Of).ToList();
        return [.. KeyPhrases.Of(headlines, sentences, topicStems, 12).Where(p => Stands(p, own) && Times(p, stems) >= 2).Select(p => Cased(p, all)).Take(6)];
    }

    private static bool Stands(string phrase, HashSet<string> own)
    {
        var words = Words(phrase).ToList();
        return words.Count <= 2 && words.Any(w => !own.Contains(Stems.Of(w)) && !DullEnglish.Contains(Stems.Of(w))) && !Deed().IsMatch(words[^1]) && !words.Any(w => w.Any(char.IsDigit)) && !DullEnglish.Contains(Stems.Of(words[^1]));
    }

    private static int Times(string phrase, List<string> stems)
    {
        var wanted = Words(phrase).Select(Stems.Of).ToList();
        return Enumerable.Range(0, Math.Max(0, stems.Count - wanted.Count + 1)).Count(at => wanted.Select((w, i) => stems[at + i] == w).All(same => same));
    }

    // the capital of a name gets lost where it begins a headline
    private static string Cased(string phrase, string all) => !phrase.Any(char.IsUpper) && !all.Contains(phrase, StringComparison.Ordinal) ? Wording.Capital(phrase) : phrase;

    private static IEnumerable<string> Words(string text) => Stems.Words(text);

    [GeneratedRegex("(?:ed|ing|ly|ers?t)$", RegexOptions.IgnoreCase)]
    private static partial Regex Deed();

    [GeneratedRegex(@"\b(\p{Ll}{3,})\s+«(\p{Lu}[\p{L}-]{2,}(?:\s[\p{L}-]{2,})?)»")]
    private static partial Regex Named();
}
