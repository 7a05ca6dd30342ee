using ContentFactory.Domain;
using ContentFactory.Domain.Trends;
using Xunit;

namespace ContentFactory.Tests.Trends;

public class AddressAndLanguageTests
{
    [Theory]
    [InlineData("HTTPS://News.Example:443/A/?utm_source=x&b=2&a=1&fbclid=z#top", "https://news.example/A?a=1&b=2")]
    [InlineData("https://news.example", "https://news.example/")]
    [InlineData("https://news.example/?", "https://news.example/")]
    [InlineData("https://user:pass@news.example./a/", "https://news.example/a")]
    [InlineData("http://news.example:8080/a?YCLID=1&UTM_Medium=2", "http://news.example:8080/a")]
    [InlineData("https://пример.рф/статья", "https://xn--e1afmkfd.xn--p1ai/%D1%81%D1%82%D0%B0%D1%82%D1%8C%D1%8F")]
    [InlineData("https://news.example/a?q=%D0%B0&q=1", "https://news.example/a?q=%D0%B0&q=1")]
    [InlineData("http://[2A00::1]/", "http://[2a00::1]/")]
    public void Addresses_of_one_article_get_one_spelling(string address, string expected)
    {
        var normal = UrlNormaliser.Normalise(new Uri(address));

        Assert.Equal(expected, normal);
        Assert.Equal(normal, UrlNormaliser.Normalise(new Uri(normal)));
    }

    [Theory]
    [InlineData("Компания представила новый телефон", "ru")]
    [InlineData("Apple представила iPhone 18 Pro Max и MacBook", "ru")]
    [InlineData("The company has shown a new phone", "en")]
    [InlineData("How to choose running shoes", "en")]
    [InlineData("Компанія представила новий телефон і це добре", null)]
    [InlineData("Die Firma hat ein neues Telefon und das ist gut", null)]
    [InlineData("El gobierno de la ciudad y los vecinos", null)]
    [InlineData("12345 !!!", null)]
    [InlineData("", null)]
    public void Guesses_russian_and_english_and_nothing_else(string text, string? expected) => Assert.Equal(expected, LanguageGuess.Of(text));
}
