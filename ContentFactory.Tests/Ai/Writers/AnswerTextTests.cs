using ContentFactory.Domain.Ai;
using ContentFactory.Domain.Ai.Writers;

namespace ContentFactory.Tests.Ai.Writers;

public sealed class AnswerTextTests
{
    [Theory]
    [InlineData("см. https://shop.example/a?b=1.", "shop.example/a?b=1")]
    [InlineData("пишите на me@corp.example.com!", "me@corp.example.com")]
    [InlineData("t.me/channel и www.Site.RU/", "t.me/channel,site.ru")]
    [InlineData("ставка 5.5, 12.12.2026 и т.д.", "")]
    [InlineData("javascript://alert(1)", "javascript://alert(1")]
    [InlineData("пример.рф, новости.пример.рф/скидка", "пример.рф,новости.пример.рф/скидка")]
    [InlineData("win.casino/x и tg://resolve?domain=evil", "win.casino/x,tg://resolve?domain=evil")]
    [InlineData("канал @evil_channel, видео 4k@60fps @30fps", "@evil_channel")]
    [InlineData("Node.js/React, 900 руб/мес, тыс.руб/мес, кв.м/чел", "")]
    [InlineData("a.b.c.d.e.f.g.h.i.j.bad.com", "d.e.f.g.h.i.j.bad.com")]
    public void Finds_addresses_and_nothing_else(string text, string expected) =>
        Assert.Equal(expected.Split(',', StringSplitOptions.RemoveEmptyEntries).Order(), AnswerText.Addresses([text]).Order());

    [Theory]
    [InlineData("https://news.com/a", false)]
    [InlineData("news.com", false)]
    [InlineData("news.com/b", true)]
    [InlineData("https://news.com.evil.com/a", true)]
    [InlineData("https://evil.com/?u=https://news.com/a", true)]
    public void Only_known_addresses_may_stand(string address, bool isForeign) =>
        Assert.Equal(isForeign, AnswerText.ForeignAddress([$"Читайте: {address}"], AnswerText.Addresses(["https://news.com/a"])));

    [Theory]
    [InlineData("ASP.NET", false)]
    [InlineData("hh.ru", false)]
    [InlineData("www.hh.ru", true)]
    [InlineData("https://hh.ru", true)]
    [InlineData("hh.ru/vacancy", true)]
    [InlineData("@rabota", false)]
    [InlineData("cv@hh.ru", true)]
    [InlineData("evil.com", true)]
    public void A_name_of_the_sources_stands_alone_only(string said, bool isForeign) =>
        Assert.Equal(isForeign, AnswerText.ForeignAddress([$"Так пишут: {said}."], [], AnswerText.Names(["hh.ru ищет знатоков ASP.NET, см. @rabota и https://evil.com/a, почта cv@hh.ru"])));

    [Fact]
    public void A_language_is_wrong_only_where_it_can_be_told()
    {
        var names = string.Join(' ', Enumerable.Repeat("Nike Adidas Puma Reebok", 4));

        Assert.True(AnswerText.IsIn("en", names));
        Assert.False(AnswerText.IsIn("en", string.Join(' ', Enumerable.Repeat(names, 4))));
        Assert.False(AnswerText.IsIn("ru", "The bank has cut its rates for families with children, and that is the lowest level in the last two years."));
    }

    [Fact]
    public void Rows_of_letters_and_dots_are_read_to_their_end()
    {
        foreach (var row in new[] { "a.", "a", "a-", "@a", "a@", "a.a@", "http:/" })
            Assert.DoesNotContain("evil", AnswerText.Addresses([string.Concat(Enumerable.Repeat(row, 10_000))]));
    }

    [Fact]
    public void Hidden_characters_and_foreign_pictures_go() =>
        Assert.Equal("Скидка 🔥 сегодня", AnswerText.Clean("Ски\u200Bдка 🔥 \u202Eсегодня 🎉", ["🔥"]));

    [Theory]
    [InlineData("#кофе_2026", true)]
    [InlineData("#2026", false)]
    [InlineData("#a b", false)]
    [InlineData("#", false)]
    [InlineData("#<b>", false)]
    public void Hashtags_have_their_form(string tag, bool isGood) => Assert.Equal(isGood, AnswerText.IsHashtag(tag));

    [Fact]
    public void Whole_sources_come_before_parts_of_long_ones()
    {
        SourceText Source(int length) => new("T", new string('a', length), null, null, null);

        var fitted = SourceBudget.Fit([Source(5_000), Source(300), Source(700)], 2_000);

        // a title of one character each
        Assert.Equal([997, 300, 700], fitted.Select(s => s.Text.Length));
    }
}
