namespace ContentFactory.Tests.Bench;

/// <summary>Compares samples. With hundreds of them Student's distribution is the normal one as far as anybody reads it.</summary>
internal static class Welch
{
    /// <summary>How likely means as different as these are where nothing differs. The slowest twentieth of both is the machine's and left out.</summary>
    public static double P(IReadOnlyList<double> one, IReadOnlyList<double> other)
    {
        var limit = one.Concat(other).Order().ElementAt((int)((one.Count + other.Count) * 0.95));
        var (a, b) = (one.Where(x => x <= limit).ToList(), other.Where(x => x <= limit).ToList());
        var t = (a.Average() - b.Average()) / Math.Sqrt(Variance(a) / a.Count + Variance(b) / b.Count);
        return TwoSided(t);
    }

    /// <summary>The line through the points, and how many of its own errors its slope is away from none.</summary>
    public static (double Slope, double T) Line(IReadOnlyList<double> x, IReadOnlyList<double> y)
    {
        var (meanX, meanY) = (x.Average(), y.Average());
        double xx = 0, xy = 0, rest = 0;
        for (var i = 0; i < x.Count; i++)
            (xx, xy) = (xx + (x[i] - meanX) * (x[i] - meanX), xy + (x[i] - meanX) * (y[i] - meanY));
        var slope = xy / xx;
        for (var i = 0; i < x.Count; i++)
            rest += Math.Pow(y[i] - meanY - slope * (x[i] - meanX), 2);
        return (slope, slope / Math.Sqrt(rest / (x.Count - 2) / xx));
    }

    private static double Variance(List<double> values)
    {
        var mean = values.Average();
        return values.Sum(v => (v - mean) * (v - mean)) / (values.Count - 1);
    }

    // Abramowitz and Stegun 7.1.26
    private static double TwoSided(double t)
    {
        var x = Math.Abs(t) / Math.Sqrt(2);
        var k = 1 / (1 + 0.3275911 * x);
        return k * (0.254829592 + k * (-0.284496736 + k * (1.421413741 + k * (-1.453152027 + k * 1.061405429)))) * Math.Exp(-x * x);
    }
}
