using System.Xml.Linq;
using ContentFactory.Domain;
using ContentFactory.Domain.Media.Making;

namespace ContentFactory.Tests.Media.Making;

public sealed class CardWordsTests
{
    private static readonly CardType Type = new FontShelf().Best ?? throw new InvalidOperationException("This machine has no font for cards.");

    [Theory]
    [InlineData("Почему смета дешевле рынка на 30 % — плохой знак", "Смета дешевле почти всегда означает одно.", CardLayout.Fact)]
    [InlineData("Пять вопросов прорабу", "1. Кто каждый день на объекте?\n2. Как часто фотоотчёт?\n3. Что делаем, если материал не приехал?", CardLayout.Points)]
    [InlineData("Тёплый пол греет соседей?", "Дело обычно не в кабеле.", CardLayout.Question)]
    [InlineData("Отзыв", "Мария:\n«Каждый вечер приходили фотографии и список, что сделано и что завтра».", CardLayout.Quote)]
    [InlineData("Зимой окна менять можно", "Пена работает и в мороз.", CardLayout.Statement)]
    public void The_text_chooses_its_layout(string title, string text, CardLayout layout) =>
        Assert.Equal(layout, CardContents.Of(new MediaStory(title, null, text, null, "Студия", null, "ru"), Type, null, 0).Layout);

    [Fact]
    public void Another_seed_gives_another_layout_that_suits()
    {
        var story = new MediaStory("Почему смета на 30 % дешевле?", null, "Забыли мусор. Не посчитали откосы.", null, "Студия", null, "ru");
        Assert.Equal([CardLayout.Question, CardLayout.Fact, CardLayout.Statement], Enumerable.Range(0, 3).Select(seed => CardContents.Of(story, Type, null, seed).Layout));
    }

    [Fact]
    public void Markup_of_a_post_is_drawn_as_text()
    {
        var story = new MediaStory("<script>alert(1)</script> & \"co\"", null, "<image href=\"https://evil.test/x.png\"/> ]]> &lt; <!ENTITY x SYSTEM \"file:///etc/passwd\">", null, "<a xlink:href='x'>", "javascript:alert(1)", "en");
        foreach (var layout in Enum.GetValues<CardLayout>())
        {
            var svg = XDocument.Parse(CardArt.Draw(CardContents.Of(story, Type, layout, 0), CardSize.Square, CardColours.Of(new("#123456", "#fedcba"), CardScheme.Brand), Type).ToString());
            Assert.DoesNotContain(svg.Descendants(), e => e.Name.LocalName is not ("svg" or "rect" or "circle" or "path" or "g" or "defs" or "linearGradient" or "stop" or "text"));
            Assert.DoesNotContain(svg.Descendants().Attributes(), a => a.Name.LocalName.EndsWith("href", StringComparison.Ordinal) || a.Name.LocalName.StartsWith("on", StringComparison.Ordinal) || a.Name.LocalName is "style");
            Assert.All(svg.Descendants().Attributes().Where(a => a.Value.Contains("url(", StringComparison.Ordinal)), a => Assert.Equal("url(#g)", a.Value));
            Assert.Contains(svg.Descendants().Where(e => e.Name.LocalName is "text"), e => e.Value.Contains("<script>", StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("Смета - \"без воды\" и в срок...", "ru", "Смета\u00a0— «без\u00a0воды» и\u00a0в\u00a0срок…")]
    [InlineData("от 90 до 120 дней", "ru", "от\u00a090 до\u00a0120\u00a0дней")]
    [InlineData("It's \"done\" in a day", "en", "It’s “done” in\u00a0a\u00a0day")]
    [InlineData("Можно ли так", "ru", "Можно\u00a0ли так")]
    public void Text_is_set_as_its_language_asks(string typed, string language, string set) => Assert.Equal(set, Typography.Of(typed, language));

    [Fact]
    public void No_line_ends_with_a_preposition()
    {
        var text = Typography.Of("Плесень в ванной начинается не со шва, а с вытяжки и с двери в коридор", "ru");
        foreach (var width in Enumerable.Range(40, 50).Select(n => n * 10.0))
            Assert.All(TextFit.Of(text, Type.Strong, new(width, 2000, 44, 44)).Lines.SkipLast(1), l => Assert.True(l.Split(' ', '\u00a0')[^1].Length > 1, l));
    }

    [Fact]
    public void A_company_without_colours_always_gets_the_same_pair()
    {
        var id = Ids.New(TimeProvider.System);
        Assert.Equal(BrandColours.Of(id, null, null), BrandColours.Of(id, null, null));
        Assert.Equal(new("#010203", "#040506"), BrandColours.Of(id, "#010203", "#040506"));
        Assert.True(Enumerable.Range(0, 60).Select(_ => BrandColours.Of(Ids.New(TimeProvider.System), null, null)).Distinct().Count() > 3);
    }
}
