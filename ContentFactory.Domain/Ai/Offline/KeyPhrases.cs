using System.Text.RegularExpressions;

namespace ContentFactory.Domain.Ai.Offline;

/// <summary>Finds what the texts are about: runs of words between stop words, rated by how often and in what company they stand.</summary>
internal static partial class KeyPhrases
{
    private const int LongestPhrase = 3;

    private static readonly HashSet<string> NounsLikeVerbs =
        ["интернет", "бюджет", "кабинет", "предмет", "совет", "сюжет", "билет", "пакет", "эффект", "рейтинг", "кредит", "дефицит", "лимит", "аудит", "визит", "институт", "маршрут", "диабет", "привет", "ответ", "свет", "цвет", "букет", "портрет", "секрет", "силуэт", "иммунитет", "комитет", "университет", "факультет", "приоритет", "автопортрет", "запрет", "отчет", "отчёт", "расчет", "расчёт", "счет", "счёт", "полет", "полёт", "планшет", "туалет", "балет", "продукт"];

    public static List<string> Of(IEnumerable<string> headlines, IEnumerable<string> sentences, IReadOnlyCollection<string> topicStems, int count)
    {
        var spoken = headlines.SelectMany(h => Phrases(h, true)).Concat(sentences.SelectMany(s => Phrases(s, false)));
        var rated = spoken.GroupBy(p => p.Key)
            .Select(g => (Stems: g.Key.Split(' '), Surface: Surface(g.Select(p => p.Surface)), Score: Score(g.Key.Split(' '), [.. g], topicStems)))
            .Where(p => p.Score > 0 && p.Surface.Length > 3)
            .OrderByDescending(p => p.Score).ThenBy(p => p.Surface, StringComparer.Ordinal);
        List<(string[] Stems, string Surface)> kept = [];
        foreach (var phrase in rated)
        {
            if (kept.Count < count && !kept.Any(k => phrase.Stems.Any(k.Stems.Contains)))
                kept.Add((phrase.Stems, phrase.Surface));
        }
        return [.. kept.Select(k => k.Surface)];
    }

    private static double Score(string[] stems, List<Phrase> times, IReadOnlyCollection<string> topic)
    {
        // said once, it counts only as a whole: a part of it may be half a name
        var often = times.Count > 1 ? times.Count : times[0].IsWhole && stems.Length <= 2 ? 0.4 : 0;
        return often * Math.Pow(stems.Length, 0.6) * (times.Any(t => t.InHeadline) ? 1.5 : 1) * (1 + 0.5 * stems.Count(topic.Contains)) * (IsName(times) ? 1.4 : 1);
    }

    private static bool IsName(List<Phrase> times) => times.All(t => char.IsUpper(t.Surface[0]));

    private static string Surface(IEnumerable<string> spellings) => spellings.GroupBy(s => s)
        .OrderByDescending(g => Hashtags.IsBaseForm(g.Key)).ThenByDescending(g => g.Count()).ThenBy(g => g.Key.Length).ThenBy(g => g.Key, StringComparer.Ordinal).First().Key;

    private static IEnumerable<Phrase> Phrases(string text, bool inHeadline)
    {
        foreach (var run in Runs(text))
        {
            for (var length = 1; length <= Math.Min(LongestPhrase, run.Length); length++)
            {
                for (var at = 0; at + length <= run.Length; at++)
                    yield return new Phrase(string.Join(' ', run[at..(at + length)]), string.Join(' ', run[at..(at + length)].Select(Stems.Of)), length == run.Length, inHeadline);
            }
        }
    }

    private static IEnumerable<string[]> Runs(string text)
    {
        List<string> run = [];
        var first = true;
        foreach (Match token in Token().Matches(text))
        {
            var word = token.Value;
            if (char.IsLetterOrDigit(word[0]) && !StopWords.Has(word) && !IsVerbal(word))
            {
                // the capital of a sentence's first word is no name
                run.Add(first && word.Length > 1 && word[1..].All(char.IsLower) && text.IndexOf(word, token.Index + 1, StringComparison.Ordinal) < 0 ? word.ToLowerInvariant() : word);
            }
            else if (run.Count > 0)
            {
                yield return [.. run];
                run.Clear();
            }
            first = false;
        }
        if (run.Count > 0)
            yield return [.. run];
    }

    private static bool IsVerbal(string word) => word.Length > 3 && (Verbal().IsMatch(word) || (Present().IsMatch(word) && !NounsLikeVerbs.Contains(word.ToLowerInvariant())));

    private sealed record Phrase(string Surface, string Key, bool IsWhole, bool InHeadline);

    [GeneratedRegex(@"[\p{L}\p{N}]+(?:[-'’][\p{L}\p{N}]+)*|[^\s\p{L}\p{N}]")]
    private static partial Regex Token();

    [GeneratedRegex("(?:[её]т|ит|ут|гл[иао]|рос|росл[иао])$", RegexOptions.IgnoreCase)]
    private static partial Regex Present();

    // verbs, participles, adverbs of Russian; English -ly
    [GeneratedRegex(@"(?:ть|ться|тся|ется|утся|ются|ают|яют|уют|ает|яет|ует|[аияыеу]л|[аияыеу]л[аои]|лся|лась|лось|лись|[иое]вают|ится|шие|вший|вшая|вшие|нно|ельно|[нбглрт]ее|ески|айте|ейте|ите|ишь|ешь)$|^[a-z]+(?:ly)$", RegexOptions.IgnoreCase)]
    private static partial Regex Verbal();
}
