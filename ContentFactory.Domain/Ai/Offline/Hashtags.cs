using System.Globalization;
using System.Text.RegularExpressions;

namespace ContentFactory.Domain.Ai.Offline;

/// <summary>Words that stand alone: topics that people wrote, names, and nouns in their first form.</summary>
internal static partial class Hashtags
{
    public const int Fewest = 3;
    public const int Most = 10;

    /// <summary>Under the original; networks where more are usual take the rest.</summary>
    public const int Usual = 5;

    private const int Longest = 30;
    private const int FromText = 5;

    /// <summary>Best first: what the text is about, then the company.</summary>
    public static List<string> Of(IEnumerable<string> keywords, IEnumerable<string> phrases, string companyName, AvoidedWords avoided)
    {
        List<string> tags = [];
        HashSet<string> known = [];
        var own = Join(companyName);
        foreach (var words in keywords.Take(4).Concat(phrases.Take(FromText)).Where(w => !avoided.Has(w)))
        {
            var tag = Join(words);
            var stems = Stems.Words(words).Select(Stems.Of).ToList();
            // a tag that only repeats words of the tags before it adds nothing
            if (tags.Count < Most - 1 && IsReadable(tag) && !tag.Equals(own, StringComparison.OrdinalIgnoreCase) && !stems.All(s => known.Any(k => Alike(k, s))))
            {
                tags.Add(tag);
                known.UnionWith(stems);
            }
        }
        if (IsReadable(own) && !avoided.Has(companyName))
            tags.Insert(Math.Min(tags.Count, Usual - 1), own);
        return [.. tags.DistinctBy(t => t.ToLowerInvariant())];
    }

    // "пароли" and "пароль" are one tag
    private static bool Alike(string one, string other) =>
        one == other || (Math.Min(one.Length, other.Length) >= 4 && Math.Abs(one.Length - other.Length) <= 2 && (one.StartsWith(other, StringComparison.Ordinal) || other.StartsWith(one, StringComparison.Ordinal)));

    private static bool IsReadable(string tag) => tag.Length is > 3 and <= Longest && tag[1..].Any(char.IsLetter);

    private static string Join(string words)
    {
        var parts = Stems.Words(words).ToList();
        return parts.Count == 1
            ? "#" + parts[0]
            : "#" + string.Concat(parts.Select(p => char.ToUpper(p[0], CultureInfo.InvariantCulture) + p[1..]));
    }

    // a phrase cut out of a Russian sentence may stand in any case; most of them look wrong alone
    internal static bool IsBaseForm(string phrase) => !Oblique().IsMatch(phrase);

    [GeneratedRegex(@"(?:ьми|ния|ого|его|ому|ему|ыми|ими|ами|ями|ах|ях|ам|ям|ов|ев|ей|ой|ую|юю|ом|ем|ым|им|ых|их|[бвгджзклмнпрстфхцчшщ]у|ию|[бвгджзклмнпрстфхцчшщ]е|ии)(?:\s|$)", RegexOptions.IgnoreCase)]
    private static partial Regex Oblique();
}
