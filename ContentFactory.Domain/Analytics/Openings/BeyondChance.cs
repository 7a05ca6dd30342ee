namespace ContentFactory.Domain.Analytics.Openings;

/// <summary>
/// Whether two groups of publications differ by more than chance would make them. What is compared is a number per publication, because a
/// publication is what gets its opening by turns: a thousand readers of one publication are not a thousand trials of its opening.
/// </summary>
/// <remarks>
/// Welch's t-test of the two means. The variance of a mean is what the publications of its group scatter, but never less than what as many
/// readers would by throwing dice (that of a proportion, with the rate of both groups together): few publications may agree by accident.
/// </remarks>
public static class BeyondChance
{
    /// <summary>The chance of naming a difference where there is none, over all pairs that are compared.</summary>
    public const double Level = 0.05;

    /// <param name="Value">How much better than usual.</param>
    /// <param name="Engaged">Of <paramref name="Seen"/>.</param>
    public readonly record struct Sample(double Value, double Engaged, double Seen);

    /// <summary>How often chance alone would bring a difference like this or a larger one. 1 where it cannot be said.</summary>
    public static double Probability(IReadOnlyCollection<Sample> one, IReadOnlyCollection<Sample> other)
    {
        if (one.Count < 2 || other.Count < 2)
            return 1;
        var seen = one.Concat(other).Sum(s => s.Seen);
        var rate = seen > 0 ? Math.Clamp(one.Concat(other).Sum(s => s.Engaged) / seen, 0, 1) : 0;
        var (first, second) = (VarianceOfMean(one, rate), VarianceOfMean(other, rate));
        if (first + second <= 0)
            return 1;
        var t = (one.Average(s => s.Value) - other.Average(s => s.Value)) / Math.Sqrt(first + second);
        var freedom = Math.Pow(first + second, 2) / ((first * first / (one.Count - 1)) + (second * second / (other.Count - 1)));
        return TwoSided(t, freedom);
    }

    /// <summary>Student's t beyond ±<paramref name="t"/>.</summary>
    public static double TwoSided(double t, double freedom) => IncompleteBeta(freedom / (freedom + (t * t)), freedom / 2, 0.5);

    private static double VarianceOfMean(IReadOnlyCollection<Sample> samples, double rate)
    {
        var mean = samples.Average(s => s.Value);
        var scattered = samples.Sum(s => Math.Pow(s.Value - mean, 2)) / (samples.Count - 1) / samples.Count;
        var thrown = samples.Sum(s => rate * (1 - rate) / s.Seen) / samples.Count / samples.Count;
        return Math.Max(scattered, thrown);
    }

    /// <summary>The regularized one, by its continued fraction (Lentz).</summary>
    private static double IncompleteBeta(double x, double a, double b)
    {
        if (x is <= 0 or >= 1)
            return x <= 0 ? 0 : 1;
        var front = Math.Exp(LogGamma(a + b) - LogGamma(a) - LogGamma(b) + (a * Math.Log(x)) + (b * Math.Log(1 - x)));
        return x < (a + 1) / (a + b + 2) ? front * Fraction(x, a, b) / a : 1 - (front * Fraction(1 - x, b, a) / b);
    }

    private static double Fraction(double x, double a, double b)
    {
        const double tiny = 1e-300;
        var (c, d) = (1.0, 1 / Away(1 - ((a + b) * x / (a + 1))));
        var sum = d;
        for (var m = 1; m <= 300; m++)
        {
            Step(m * (b - m) * x / ((a + (2 * m) - 1) * (a + (2 * m))));
            var before = sum;
            Step(-(a + m) * (a + b + m) * x / ((a + (2 * m)) * (a + (2 * m) + 1)));
            if (Math.Abs((sum / before) - 1) < 1e-14)
                break;
        }
        return sum;

        void Step(double term)
        {
            (d, c) = (1 / Away(1 + (term * d)), Away(1 + (term / c)));
            sum *= d * c;
        }

        static double Away(double value) => Math.Abs(value) < tiny ? tiny : value;
    }

    /// <summary>Lanczos.</summary>
    private static double LogGamma(double x)
    {
        ReadOnlySpan<double> terms = [76.18009172947146, -86.50532032941677, 24.01409824083091, -1.231739572450155, 0.1208650973866179e-2, -0.5395239384953e-5];
        var (at, sum) = (x, 1.000000000190015);
        foreach (var term in terms)
            sum += term / ++at;
        return -(x + 5.5) + ((x + 0.5) * Math.Log(x + 5.5)) + Math.Log(2.5066282746310005 * sum / x);
    }
}
