using ContentFactory.Domain.Ai;

namespace ContentFactory.Tests.Ai;

public sealed class VoiceCheckTests
{
    private static readonly BrandVoice Voice = BrandVoice.Plain("ru") with { FormOfAddress = "вы", Avoid = ["дешёвый"], Preferred = ["скидка -> выгода"], Emoji = ["☕"] };

    [Theory]
    [InlineData("Это дешёвые булки", "Avoided 4 дешёвые")]
    [InlineData("Скидка до пятницы", "Avoided 0 Скидка Выгода")]
    [InlineData("Наши скидки", "Avoided 5 скидки")]
    [InlineData("Ждём тебя утром", "Address 5 тебя")]
    [InlineData("Он сказал: «Я жду тебя»", "")]
    [InlineData("Кофе ☕️ и пирог 🥧", "Emoji 16 🥧")]
    [InlineData("Хлеб тёплый, приходите", "")]
    public void Names_the_place_and_what_to_say_instead(string text, string expected) =>
        Assert.Equal(expected, string.Join(", ", VoiceCheck.Of(Voice, text).Select(r => $"{r.Fault} {r.Start} {r.Said} {r.Instead}".Trim())));

    [Fact]
    public void A_voice_without_wishes_says_nothing() => Assert.Empty(VoiceCheck.Of(BrandVoice.Plain("ru"), "Тебе 🥧 и дешёвая скидка"));

    [Fact]
    public void A_rule_in_plain_words_forbids_every_picture() =>
        Assert.Equal(2, VoiceCheck.Of(BrandVoice.Plain("en") with { Dont = ["No emoji, please"] }, "Bread 🍞 and ☕").Count);

    [Fact]
    public void A_text_of_another_voice_is_not_listed_without_end() =>
        Assert.Equal(VoiceCheck.Most, VoiceCheck.Of(Voice, string.Concat(Enumerable.Repeat("дешёвый ", 5_000))).Count);
}
