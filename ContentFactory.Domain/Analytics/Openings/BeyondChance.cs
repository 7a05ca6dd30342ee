using MathNet.Numerics;

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
    public static double TwoSided(double t, double freedom) => SpecialFunctions.BetaRegularized(freedom / 2, 0.5, freedom / (freedom + (t * t)));

    private static double VarianceOfMean(IReadOnlyCollection<Sample> samples, double rate)
    {
        var mean = samples.Average(s => s.Value);
        var scattered = samples.Sum(s => Math.Pow(s.Value - mean, 2)) / (samples.Count - 1) / samples.Count;
        var thrown = samples.Sum(s => rate * (1 - rate) / s.Seen) / samples.Count / samples.Count;
        return Math.Max(scattered, thrown);
    }
}
