using ContentFactory.Domain.Content.History;

namespace ContentFactory.Tests.Content.History;

public sealed class TextDiffTests
{
    [Theory]
    [InlineData("the oven is new", "the oven is old", "the oven is |-new|+old")]
    [InlineData("fresh bread", "fresh warm bread", "fresh |+warm |bread")]
    [InlineData("", "words", "+words")]
    [InlineData("words", "", "-words")]
    [InlineData("same", "same", "same")]
    [InlineData("a quick fox", "a slow dog", "a |-quick fox|+slow dog")]
    [InlineData("one\ntwo\nthree\n", "one\nthree\n", "one\n|-two\n|three\n")]
    [InlineData("хлеб 🍞 тёплый", "хлеб 🥐 тёплый", "хлеб |-🍞|+🥐| тёплый")]
    public void Marks_words_that_came_and_went(string before, string after, string marked) =>
        Assert.Equal(marked, string.Join('|', TextDiff.Of(before, after).Select(Marked)));

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(40)]
    public void Both_texts_can_be_read_back_from_the_difference(int seed)
    {
        var random = new Random(seed);
        var before = string.Concat(Enumerable.Range(0, 300).Select(_ => Word(random)));
        var after = string.Concat(before.Split(' ').Select(w => random.Next(8) switch { 0 => "", 1 => Word(random), _ => w + " " }));

        var parts = TextDiff.Of(before, after);

        Assert.Equal((before, after), (Side(parts, DiffMark.Added), Side(parts, DiffMark.Removed)));
    }

    [Fact]
    public void Texts_with_nothing_in_common_are_shown_one_after_the_other()
    {
        var (before, after) = (string.Join(' ', Enumerable.Range(0, 12_000)), string.Join(' ', Enumerable.Range(20_000, 12_000)));

        var parts = TextDiff.Of(before, after);

        Assert.Equal([DiffMark.Removed, DiffMark.Added], parts.Select(p => p.Mark));
        Assert.Equal((before, after), (parts[0].Text, parts[1].Text));
    }

    [Fact]
    public void A_word_changed_in_sixty_thousand_characters_is_found()
    {
        var before = string.Concat(Enumerable.Range(0, 9_000).Select(n => $"слово{n} "));
        var after = before.Replace("слово4500 ", "другое ", StringComparison.Ordinal);

        Assert.Equal(["-слово4500", "+другое"], TextDiff.Of(before, after).Where(p => p.Mark is not DiffMark.Same).Select(Marked));
    }

    [Fact]
    public void Entries_of_a_list_stay_whole() =>
        Assert.Equal(["#a", "-#b", "+#c", "#d"], TextDiff.OfList(["#a", "#b", "#d"], ["#a", "#c", "#d"]).Select(Marked));

    private static string Word(Random random) => new string((char)('a' + random.Next(6)), 1 + random.Next(3)) + (random.Next(6) == 0 ? "\n" : " ");

    private static string Side(IEnumerable<DiffPart> parts, DiffMark without) => string.Concat(parts.Where(p => p.Mark != without).Select(p => p.Text));

    private static string Marked(DiffPart part) => (part.Mark switch { DiffMark.Added => "+", DiffMark.Removed => "-", _ => "" }) + part.Text;
}
