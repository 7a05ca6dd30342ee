using ContentFactory.Web.Publishing.Printing;

namespace ContentFactory.Tests.Publishing.Printing;

/// <summary>How the weeks of a month share a page of 500 points.</summary>
public sealed class DayGridTests
{
    [Theory]
    [InlineData("50,50,50,50,50", "60,60,60,60,60", "100,100,100,100,100")]
    [InlineData("50,50,50,50,50", "180,60,60,60,60", "180,80,80,80,80")]
    [InlineData("200,50,50,50,50", "400,150,50,50,50", "250,100,50,50,50")]
    [InlineData("900,50,50,50,50", "2000,60,70,80,200", "145,60,70,80,145")]
    public void Full_weeks_take_what_others_do_not_need(string least, string wished, string heights) =>
        Assert.Equal(Numbers(heights), DayGrid.Heights(Numbers(least), Numbers(wished), 500));

    private static double[] Numbers(string text) => [.. text.Split(',').Select(n => double.Parse(n, System.Globalization.CultureInfo.InvariantCulture))];
}
