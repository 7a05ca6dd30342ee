using System.Text.RegularExpressions;

namespace ContentFactory.Tests.Rules;

public sealed partial class TextKeysTests
{
    [Fact]
    public void Both_languages_hold_the_same_complete_texts() => Findings.None(TextPair.All().SelectMany(Faults));

    [Fact]
    public void There_are_texts_to_check() => Assert.NotEmpty(TextPair.All());

    [Theory]
    [InlineData("A=a", "B=б", "A: not in Russian", "B: not in English")]
    [InlineData("A=a", "A= ", "A: empty in Russian")]
    [InlineData("A={0} of {1:N0}", "A={0}", "A: other placeholders")]
    [InlineData("A_one={0} a;A_other={0} as", "A_one={0} а;A_few={0} а", "A: no form many in Russian")]
    [InlineData("A_one={0} a", "A_one={0} а;A_few={0} а;A_many={0} а", "A: no form other in English")]
    [InlineData("A_one={0} a;A_other=as", "A_one={0} а;A_few={0} а;A_many={0} а", "A: other placeholders")]
    [InlineData("A={0};B_one=b;B_other={0} bs", "A={0};B_one=б;B_few={0} б;B_many={0} б")]
    public void Finds_each_kind_of_fault_in_texts(string english, string russian, params string[] faults) =>
        Assert.Equal(faults, Faults(new TextPair("X", Parse(english), Parse(russian))).Select(fault => fault["X ".Length..]));

    private static IEnumerable<string> Faults(TextPair pair) =>
        Missing(pair).Concat(Empty(pair)).Concat(Placeholders(pair)).Concat(Forms(pair)).Select(fault => $"{pair.Name} {fault}");

    private static IEnumerable<string> Missing(TextPair pair) =>
        [
            .. Single(pair.English).Except(Single(pair.Russian)).Select(key => $"{key}: not in Russian"),
            .. Single(pair.Russian).Except(Single(pair.English)).Select(key => $"{key}: not in English"),
        ];

    private static IEnumerable<string> Empty(TextPair pair) =>
        [
            .. pair.English.Where(text => string.IsNullOrWhiteSpace(text.Value)).Select(text => $"{text.Key}: empty in English"),
            .. pair.Russian.Where(text => string.IsNullOrWhiteSpace(text.Value)).Select(text => $"{text.Key}: empty in Russian"),
        ];

    private static IEnumerable<string> Placeholders(TextPair pair)
    {
        var single = Single(pair.English).Intersect(Single(pair.Russian)).Where(key => pair.Russian[key].Trim() != "")
            .Where(key => Holes(pair.English[key]) != Holes(pair.Russian[key]));
        // "one" may say the number in words, the other forms must agree
        var counted = Stems(pair).Where(stem => Counted(pair.English, stem).Concat(Counted(pair.Russian, stem)).Distinct().Count() > 1);
        return single.Concat(counted).Select(key => $"{key}: other placeholders");
    }

    private static IEnumerable<string> Forms(TextPair pair) =>
        from stem in Stems(pair)
        from language in new[] { (Texts: pair.English, Code: "en", Name: "English"), (Texts: pair.Russian, Code: "ru", Name: "Russian") }
        from form in TextPair.Required(language.Code)
        where !language.Texts.ContainsKey($"{stem}_{form}")
        select $"{stem}: no form {form} in {language.Name}";

    private static IEnumerable<string> Stems(TextPair pair) =>
        pair.English.Keys.Concat(pair.Russian.Keys).Select(TextPair.CountedStem).OfType<string>().Distinct();

    private static IEnumerable<string> Counted(IReadOnlyDictionary<string, string> texts, string stem) =>
        TextPair.PluralForms[1..].Where(form => texts.ContainsKey($"{stem}_{form}")).Select(form => Holes(texts[$"{stem}_{form}"]));

    private static IEnumerable<string> Single(IReadOnlyDictionary<string, string> texts) => texts.Keys.Where(key => TextPair.CountedStem(key) is null);

    private static string Holes(string text) =>
        string.Join(",", Hole().Matches(text).Select(match => match.Groups[1].Value).Distinct().Order(StringComparer.Ordinal));

    private static Dictionary<string, string> Parse(string texts) =>
        texts.Split(';').Select(text => text.Split('=')).ToDictionary(text => text[0], text => text[1]);

    [GeneratedRegex(@"\{(\d+)[^}]*\}")]
    private static partial Regex Hole();
}
