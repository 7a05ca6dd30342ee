using ContentFactory.Domain.Analytics.Openings;

namespace ContentFactory.Tests.Analytics.Openings;

public sealed class BeyondChanceTests
{
    // the tables of Student's t
    [Theory]
    [InlineData(12.706, 1, 0.05)]
    [InlineData(2.776, 4, 0.05)]
    [InlineData(2.228, 10, 0.05)]
    [InlineData(3.169, 10, 0.01)]
    [InlineData(-2.042, 30, 0.05)]
    [InlineData(1.960, 100000, 0.05)]
    [InlineData(0, 5, 1)]
    public void Says_the_probabilities_of_the_tables(double t, double freedom, double expected) => Assert.Equal(expected, BeyondChance.TwoSided(t, freedom), 3);

    [Fact]
    public void Compares_as_the_textbook_does()
    {
        // Welch: t = -2.8607 at 27.80 degrees of freedom, p = 0.007934
        double[] one = [27.5, 21.0, 19.0, 23.6, 17.0, 17.9, 16.9, 20.1, 21.9, 22.6, 23.1, 19.6, 19.0, 21.7, 21.4];
        double[] other = [27.1, 22.0, 20.8, 23.4, 23.4, 23.5, 25.8, 22.0, 24.8, 20.2, 21.9, 22.1, 22.9, 30.2, 24.4];

        Assert.Equal(0.007934, BeyondChance.Probability(Of(one), Of(other)), 6);
    }

    [Fact]
    public void Few_readers_prove_nothing_even_where_all_publications_agree()
    {
        var few = (Of(Enumerable.Repeat(0.10, 5), 10), Of(Enumerable.Repeat(0.20, 5), 10));
        var many = (Of(Enumerable.Repeat(0.10, 5), 1000), Of(Enumerable.Repeat(0.20, 5), 1000));

        Assert.True(BeyondChance.Probability(few.Item1, few.Item2) > BeyondChance.Level);
        Assert.True(BeyondChance.Probability(many.Item1, many.Item2) < 0.001);
        Assert.Equal(1, BeyondChance.Probability(Of([0.1]), Of([0.2, 0.3])));
        Assert.Equal(1, BeyondChance.Probability(Of([0, 0]), Of([0, 0])));
    }

    private static List<BeyondChance.Sample> Of(IEnumerable<double> values, double seen = 1e12) => [.. values.Select(v => new BeyondChance.Sample(v, Math.Min(v, 1) * seen, seen))];
}
