using ContentFactory.Domain.Ai.Offline;
using Xunit;

namespace ContentFactory.Tests.Ai;

public class SentencesTests
{
    [Theory]
    [InlineData("Рост составил 5 млн руб. за год. Это рекорд.", "Рост составил 5 млн руб. за год.|Это рекорд.")]
    [InlineData("Жители г. Москвы и ул. Ленина рады. Вот так.", "Жители г. Москвы и ул. Ленина рады.|Вот так.")]
    [InlineData("Программа идёт до 2030 г. Деньги дают всем.", "Программа идёт до 2030 г.|Деньги дают всем.")]
    [InlineData("По словам А. С. Пушкина, всё хорошо! Правда? Да.", "По словам А. С. Пушкина, всё хорошо!|Правда?|Да.")]
    [InlineData("Снижение на 0,5 п. п. Новая ставка ниже.", "Снижение на 0,5 п. п.|Новая ставка ниже.")]
    [InlineData("Dr. Smith of Acme Inc. met Mr. J. Brown at 5 p.m. in the U.S. office. They talked.", "Dr. Smith of Acme Inc. met Mr. J. Brown at 5 p.m. in the U.S. office.|They talked.")]
    [InlineData("Version 2.5 is out. \"It is fast.\" Users agree.", "Version 2.5 is out.|\"It is fast.\"|Users agree.")]
    public void Abbreviations_do_not_end_sentences(string text, string expected) => Assert.Equal(expected.Split('|'), Sentences.Split(text));

    [Theory]
    [InlineData("дешёвый", "дешёвого")]
    [InlineData("скидка", "скидок")]
    [InlineData("скидка", "скидками")]
    [InlineData("проблема", "проблемой")]
    [InlineData("клиент", "клиентам")]
    [InlineData("акция", "акций")]
    [InlineData("cheap", "cheaper")]
    [InlineData("discount", "discounts")]
    [InlineData("company", "companies")]
    [InlineData("shopping", "shop")]
    public void Inflections_of_an_avoided_word_are_found(string avoided, string used) =>
        Assert.True(new AvoidedWords(Domain.Ai.BrandVoice.Plain("ru") with { Avoid = [avoided] }).Has($"Это {used}!"));
}
