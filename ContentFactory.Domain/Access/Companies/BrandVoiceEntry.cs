using System.Globalization;
using System.Text;

namespace ContentFactory.Domain.Access;

/// <summary>A brand voice as it is typed.</summary>
/// <param name="FormOfAddress">"ты" or "вы"; null leaves it open. In English there is no choice.</param>
/// <param name="Preferred">Words to like; "old -> new" replaces one.</param>
/// <param name="Examples">Occasion to text.</param>
public sealed record BrandVoiceEntry(
    string Language, string? FormOfAddress, IReadOnlyList<string> Personality, IReadOnlyList<string> Preferred, IReadOnlyList<string> Avoid,
    IReadOnlyList<string> Emoji, IReadOnlyList<string> Do, IReadOnlyList<string> Dont, IReadOnlyDictionary<string, string> Examples)
{
    public const string Formal = "вы";
    public const string Informal = "ты";
    public const int MostTraits = 10;
    public const int MostWords = 60;
    public const int MostEmoji = 20;
    public const int MostRules = 20;
    public const int LongestTrait = 60;
    public const int LongestWord = 100;
    public const int LongestRule = 300;
    public const int LongestExample = 1000;

    /// <summary>The occasions that the form asks for.</summary>
    public static readonly IReadOnlyList<string> Occasions = ["announcement", "celebration", "news", "tip", "offer", "apology"];

    /// <summary>As it will be kept, or what is wrong with it.</summary>
    public Result<BrandVoiceEntry> Read()
    {
        var read = this with
        {
            FormOfAddress = Language == "ru" && FormOfAddress?.Trim() is { Length: > 0 } form ? form : null,
            Personality = Each(Personality), Preferred = Each(Preferred), Avoid = Each(Avoid), Emoji = Each(Emoji), Do = Each(Do), Dont = Each(Dont),
            Examples = Examples.Select(e => (e.Key, Value: PlainText.Clean(e.Value).Trim())).Where(e => e.Value.Length > 0).ToDictionary(e => e.Key, e => e.Value),
        };
        return read.Fault() is { } fault ? fault : read;
    }

    private Problem? Fault()
    {
        if (Language is not ("ru" or "en"))
            return Problem.Invalid(nameof(Language), "Access.ChoiceUnknown");
        if (FormOfAddress is not (null or Formal or Informal))
            return Problem.Invalid(nameof(FormOfAddress), "Access.ChoiceUnknown");
        if (Emoji.FirstOrDefault(e => !IsSign(e)) is { } letters)
            return Problem.Invalid(nameof(Emoji), "Access.NotAnEmoji", letters);
        if (Examples.FirstOrDefault(e => e.Value.Length > LongestExample || e.Key.Length > LongestTrait) is { Key: { } occasion })
            return Problem.Invalid($"{nameof(Examples)}.{occasion}", "Access.TextTooLong", LongestExample);
        return TooMuch(nameof(Personality), Personality, MostTraits, LongestTrait) ?? TooMuch(nameof(Preferred), Preferred, MostWords, LongestWord)
            ?? TooMuch(nameof(Avoid), Avoid, MostWords, LongestWord) ?? TooMuch(nameof(Emoji), Emoji, MostEmoji, LongestWord)
            ?? TooMuch(nameof(Do), Do, MostRules, LongestRule) ?? TooMuch(nameof(Dont), Dont, MostRules, LongestRule) ?? Contradiction();
    }

    private static Problem? TooMuch(string field, IReadOnlyList<string> list, int most, int longest) =>
        list.Count > most || list.Any(e => e.Length > longest) ? Problem.Invalid(field, "Access.ListTooLong", most, longest) : null;

    /// <summary>A word that is liked, or put in another's place, cannot be one to avoid.</summary>
    private Problem? Contradiction() =>
        Preferred.Select(p => p.Split("->")[^1].Trim()).FirstOrDefault(p => Avoid.Contains(p, StringComparer.OrdinalIgnoreCase)) is { } both
            ? Problem.Invalid(nameof(Preferred), "Access.VoiceContradicts", both) : null;

    /// <summary>One sign as the eye counts it, and no letter, digit or blank by itself.</summary>
    private static bool IsSign(string text)
    {
        var first = text.EnumerateRunes().First();
        return StringInfo.GetNextTextElementLength(text) == text.Length && !Rune.IsLetter(first) && !Rune.IsWhiteSpace(first) && !(Rune.IsDigit(first) && text.Length == 1);
    }

    private static List<string> Each(IEnumerable<string> list) =>
        [.. list.Select(PlainText.Visible).Where(e => e.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase)];
}
