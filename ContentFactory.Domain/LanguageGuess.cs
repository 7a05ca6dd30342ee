using System.Text.RegularExpressions;

namespace ContentFactory.Domain;

/// <summary>Tells Russian and English from each other and from the rest.</summary>
public static partial class LanguageGuess
{
    private const int WordsRead = 2_000;

    private static readonly HashSet<string> Russian = Set("и в не на я что он с это как по но из у за вы так же от для о было только его бы мы или ещё еще когда уже если при до чтобы после этом этот будет может также их");
    private static readonly HashSet<string> English = Set("the of and to in is that it was for on are as with his they at be this have from or by but not what all were we when your can an will more about how its has new you why after");

    // words that stand in texts of neighbours and never, or hardly, in the language itself
    private static readonly HashSet<string> OtherLatin = Set("der die das und ist nicht mit ein eine für von den dem le la les des est et une dans pour qui sur avec el los las una por con para que del il di che non per sono een het van niet og som till med jest nie się je na w z ze ve bir için");
    private static readonly HashSet<string> OtherCyrillic = Set("та що як або але від це є й са се като към със още ще тази този што гэта ў і је су који");

    /// <returns>"ru", "en", or null when it is neither or cannot be told.</returns>
    public static string? Of(string text)
    {
        var words = Word().Matches(text).Take(WordsRead).Select(m => m.Value.ToLowerInvariant()).ToList();
        var cyrillic = words.Sum(w => w.Count(c => c is >= 'а' and <= 'я' or 'ё'));
        var foreign = words.Sum(w => w.Count(c => "іїєґўјљњђћџќѓѕәғқңөұүһ".Contains(c, StringComparison.Ordinal)));
        var latin = words.Sum(w => w.Count(char.IsAsciiLetterLower));
        if ((cyrillic + foreign) * 3 > latin) // Russian texts are full of brand names in Latin letters
            return cyrillic >= 3 && foreign * 50 < cyrillic && Hits(words, Russian) >= Hits(words, OtherCyrillic) ? "ru" : null;
        var english = Hits(words, English);
        return english > 0 && english > Hits(words, OtherLatin) ? "en" : null;
    }

    private static int Hits(List<string> words, HashSet<string> known) => words.Count(known.Contains);

    private static HashSet<string> Set(string words) => [.. words.Split(' ')];

    [GeneratedRegex(@"\p{L}+")]
    private static partial Regex Word();
}
