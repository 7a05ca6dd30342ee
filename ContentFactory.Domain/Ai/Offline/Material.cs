using System.Text.RegularExpressions;

namespace ContentFactory.Domain.Ai.Offline;

/// <summary>What the sources gave.</summary>
/// <param name="Topic">In words that stand alone; null where none is known.</param>
/// <param name="Headline">Without a full stop; empty where none will do.</param>
internal sealed partial record Material(string? Topic, string Headline, IReadOnlyList<Fact> Facts, int? HeadlineSource, IReadOnlyList<string> Themes, IReadOnlyList<string> Hashtags)
{
    private static readonly string[][] Counts =
    [
        ["два", "две", "two"], ["три", "three"], ["четыре", "four"], ["пять", "five"], ["шесть", "six"], ["семь", "seven"], ["восемь", "eight"], ["девять", "nine"], ["десять", "ten"],
    ];

    private static readonly string[] Countable =
        ["способ", "причин", "ошибк", "ошибок", "совет", "решени", "правил", "шаг", "вопрос", "факт", "привыч", "пункт", "признак", "миф", "иде", "way", "reason", "mistake", "tip", "habit", "rule", "step", "question", "fact", "sign", "myth", "idea", "thing"];

    /// <summary>A headline that promises five points keeps its word or is not used.</summary>
    public string Promise => Announced(Headline) is { } count && (Facts.Any(f => f.IsPoint) ? Facts.Count(f => f.IsPoint) != count : Facts.Sum(f => f.Sentences.Count) < count) ? "" : Headline;

    /// <summary>Stems of headline and topic.</summary>
    public HashSet<string> About => [.. Stems.Words($"{Headline} {Topic}").Where(w => !StopWords.Has(w)).Select(Stems.Of)];

    /// <summary>Tells what to do rather than what happened.</summary>
    public bool IsAdvice => IsList || Announced(Headline) is not null || Advice().IsMatch(Headline) || Facts.Count(f => f.Sentences.Any(Manner.Advises)) * 2 >= Facts.Count;

    /// <summary>Most of it was a list.</summary>
    public bool IsList => Facts.Count(f => f.IsPoint) >= 3;

    public static int? Announced(string headline)
    {
        var words = Stems.Words(headline.ToLowerInvariant()).ToList();
        for (var at = 0; at + 1 < words.Count; at++)
        {
            var count = int.TryParse(words[at], out var digits) ? digits : Array.FindIndex(Counts, c => c.Contains(words[at])) is >= 0 and var place ? place + 2 : 0;
            if (count is > 1 and < 21 && words.Skip(at + 1).Take(2).Any(w => Countable.Any(c => w.StartsWith(c, StringComparison.Ordinal))))
                return count;
        }
        return null;
    }

    [GeneratedRegex(@"^(?:Как(?! \p{L}+(?:лись|лась|лось|лся|ли|ла|ло|ёл|ел|ил|ал)\b)|Почему|Зачем|Чем|Сколько|Когда|Где|How|Why|When to|What to)\b|^(?:Из|С|Для) чего\b|:\s*(?:как|что|сколько|почему|когда|чем|how|what|why|when)\b|что делать|что проверить", RegexOptions.IgnoreCase)]
    private static partial Regex Advice();
}
