using System.Globalization;
using ContentFactory.Web.Ui;

namespace ContentFactory.Tests.Ui;

public sealed class DayRangeTextTests
{
    [Theory]
    [InlineData("en", "2026-11-23", "2026-11-29", "23–29 Nov 2026")]
    [InlineData("ru", "2026-11-23", "2026-11-29", "23–29 ноября 2026")]
    [InlineData("en", "2026-11-30", "2026-12-06", "30 Nov – 6 Dec 2026")]
    [InlineData("ru", "2026-11-30", "2026-12-06", "30 ноября – 6 декабря 2026")]
    [InlineData("en", "2026-12-28", "2027-01-03", "28 Dec 2026 – 3 Jan 2027")]
    [InlineData("ru", "2026-05-04", "2026-05-04", "4 мая 2026")]
    public void Says_only_once_what_both_ends_share(string language, string first, string last, string text) =>
        Assert.Equal(text, DayRangeText.Of(DateOnly.Parse(first, CultureInfo.InvariantCulture), DateOnly.Parse(last, CultureInfo.InvariantCulture), CultureInfo.GetCultureInfo(language)));
}
