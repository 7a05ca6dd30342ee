using System.Globalization;
using ContentFactory.Web.Ui;

namespace ContentFactory.Tests.Ui;

public sealed class PluralTests
{
    [Theory]
    [InlineData(0, "many", "other")]
    [InlineData(1, "one", "one")]
    [InlineData(2, "few", "other")]
    [InlineData(5, "many", "other")]
    [InlineData(11, "many", "other")]
    [InlineData(12, "many", "other")]
    [InlineData(21, "one", "other")]
    [InlineData(24, "few", "other")]
    [InlineData(111, "many", "other")]
    [InlineData(1_000_001, "one", "other")]
    [InlineData(-1, "one", "one")]
    [InlineData(long.MinValue, "many", "other")]
    public void Form_follows_the_number_in_both_languages(long n, string russian, string english)
    {
        Assert.Equal(russian, Plural.Key(n, CultureInfo.GetCultureInfo("ru-RU")));
        Assert.Equal(english, Plural.Key(n, CultureInfo.GetCultureInfo("en")));
    }
}
