using ContentFactory.Domain.Ai;

namespace ContentFactory.Tests.Ai;

public sealed class VoiceSampleTests
{
    [Fact]
    public void The_form_of_address_changes_the_sample()
    {
        var formal = Text(BrandVoice.Plain("ru"));
        var informal = Text(BrandVoice.Plain("ru") with { FormOfAddress = "ты" });

        Assert.NotEqual(formal, informal);
        Assert.Matches(@"\b(вам|вас|ваших|вы|думаете|скажете|\w+(йте|ите))\b", formal);
        Assert.DoesNotMatch(@"\b(вам|вас|ваших|вы|думаете|скажете)\b", informal);
    }

    [Theory]
    [InlineData("ru", "уникальный")]
    [InlineData("en", "unique")]
    public void Words_to_avoid_are_named_and_left_out(string language, string word)
    {
        var sample = VoiceSample.Write(BrandVoice.Plain(language) with { Avoid = [word] }, "Studio X");

        Assert.Equal([word], sample.LeftOut);
        Assert.DoesNotContain(word, sample.Text, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("ru", "дешёвый", "недорогой")]
    [InlineData("en", "cheap", "affordable")]
    public void A_replaced_word_shows_its_replacement(string language, string old, string instead)
    {
        var sample = VoiceSample.Write(BrandVoice.Plain(language) with { Preferred = [$"{old} -> {instead}"], Avoid = [old] }, "Studio X");

        Assert.Equal([$"{old} → {instead}"], sample.Replaced);
        Assert.Empty(sample.LeftOut);
        Assert.Contains(instead, sample.Text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(old, sample.Text, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("ru", "смета")]
    [InlineData("en", "estimate")]
    public void Preferred_words_and_emoji_appear(string language, string word)
    {
        var text = Text(BrandVoice.Plain(language) with { Preferred = [word], Emoji = ["★"] });

        Assert.Contains(word, text, StringComparison.Ordinal);
        Assert.Contains("★", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_warm_character_sounds_different()
    {
        var plain = BrandVoice.Plain("en");

        Assert.NotEqual(Text(plain), Text(plain with { Personality = ["friendly"] }));
    }

    [Fact]
    public void When_everything_is_avoided_nothing_is_said() =>
        Assert.Null(VoiceSample.Write(BrandVoice.Plain("ru") with { Avoid = ["сезон", "сезону", "покупатели", "магазины", "доставка", "подготовка"] }, "Studio X").Text);

    [Fact]
    public void Rough_input_of_any_kind_gives_a_sample()
    {
        var rough = new[] { "", " ", "<script>alert(1)</script>", "{0}", "->", "a -> ", "\u202E", new string('x', 300), "🦔", "«»" };

        Assert.NotNull(VoiceSample.Write(new BrandVoice("ru", "?", rough, rough, rough, rough, rough, rough), "").Text);
    }

    private static string Text(BrandVoice voice) => VoiceSample.Write(voice, "Studio X").Text!;
}
