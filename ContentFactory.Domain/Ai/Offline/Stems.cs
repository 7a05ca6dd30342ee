using System.Text.RegularExpressions;

namespace ContentFactory.Domain.Ai.Offline;

/// <summary>Words and their light stems: good enough to see two inflections as one word, no dictionary.</summary>
internal static partial class Stems
{
    private static readonly string[] RussianEndings =
    [
        .. "иями ениями остями ями ами иях ях ах иям ям ам ием ем ом его ого ему ому ими ыми ую юю ая яя ое ее ие ые ий ый ой ей ев ов ию ью ия ья их ых им ым а я о е ы и у ю ь й лась лось лись лся ла ло ли л ть ешь ишь ете ите ает яет ают яют ует уют ет ит ют ат ят ут"
            .Split(' ').Distinct().OrderByDescending(e => e.Length),
    ];

    private static readonly string[] EnglishEndings = ["ingly", "edly", "ings", "ing", "ed", "es", "ly", "s"];

    public static IEnumerable<string> Words(string text) => Word().Matches(text).Select(m => m.Value);

    public static IEnumerable<Match> Places(string text) => Word().Matches(text);

    public static string Of(string word)
    {
        var plain = word.ToLowerInvariant().Replace('ё', 'е').Replace("’", "'", StringComparison.Ordinal);
        return plain.Any(c => c is >= 'а' and <= 'я') ? Russian(plain) : English(plain);
    }

    /// <summary>The stem without a fleeting vowel: "скидок" and "скидка" meet.</summary>
    public static string Core(string word)
    {
        var stem = Of(word);
        return stem.Length >= 4 && stem[^2] is 'о' or 'е' && IsConsonant(stem[^1]) && IsConsonant(stem[^3]) ? stem[..^2] + stem[^1] : stem;
    }

    private static string Russian(string word)
    {
        if (word.Length > 5 && (word.EndsWith("ся", StringComparison.Ordinal) || word.EndsWith("сь", StringComparison.Ordinal)))
            word = word[..^2];
        foreach (var ending in RussianEndings)
        {
            if (word.Length - ending.Length >= 3 && word.EndsWith(ending, StringComparison.Ordinal))
                return word[..^ending.Length];
        }
        return word;
    }

    private static string English(string word)
    {
        word = word.EndsWith("'s", StringComparison.Ordinal) ? word[..^2] : word;
        if (word.Length > 4 && word.EndsWith("ies", StringComparison.Ordinal))
            return word[..^3] + "i";
        foreach (var ending in EnglishEndings)
        {
            if (word.Length - ending.Length < 3 || !word.EndsWith(ending, StringComparison.Ordinal) || word.EndsWith("ss", StringComparison.Ordinal))
                continue;
            word = word[..^ending.Length];
            word = word.Length > 3 && word[^1] == word[^2] && word[^1] is not ('l' or 's') ? word[..^1] : word;
            break;
        }
        return word.Length > 3 && word[^1] == 'e' ? word[..^1] : word.Length > 3 && word[^1] == 'y' ? word[..^1] + "i" : word;
    }

    private static bool IsConsonant(char c) => c is >= 'а' and <= 'я' && !"аеиоуыэюя".Contains(c, StringComparison.Ordinal);

    [GeneratedRegex(@"[\p{L}\p{N}]+(?:['’][\p{L}]+)*")]
    private static partial Regex Word();
}
