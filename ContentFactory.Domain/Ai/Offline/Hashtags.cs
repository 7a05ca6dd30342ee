using System.Globalization;
using System.Text.RegularExpressions;

namespace ContentFactory.Domain.Ai.Offline;

internal static partial class Hashtags
{
    public const int Fewest = 3;
    public const int Most = 7;
    private const int Longest = 30;
    private const int FromText = 3;

    /// <summary>Topic keywords first, because a person wrote them; then names and phrases of the text; then the company.</summary>
    public static List<string> Of(IEnumerable<string> topicKeywords, IEnumerable<string> phrases, string companyName, AvoidedWords avoided)
    {
        List<string> tags = [];
        HashSet<string> known = [];
        foreach (var words in topicKeywords.Take(4).Concat(phrases.Where(IsBaseForm).Take(FromText)).Append(companyName).Where(w => !avoided.Has(w)))
        {
            var tag = Join(words);
            var stems = Stems.Words(words).Select(Stems.Of).ToList();
            // a tag that only repeats words of the tags before it adds nothing
            if (tags.Count < Most && tag.Length is > 3 and <= Longest && tag[1..].Any(char.IsLetter) && !stems.All(known.Contains))
            {
                tags.Add(tag);
                known.UnionWith(stems);
            }
        }
        return [.. tags.DistinctBy(t => t.ToLowerInvariant())];
    }

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
