namespace ContentFactory.Domain.Analytics.Openings;

/// <summary>A publication of a test, measured when it was three days old.</summary>
/// <param name="Opening">The words that it went out with.</param>
/// <param name="Seen">Impressions, reach or views, whichever the network says first; with none there is no rate.</param>
/// <param name="UsualViews">The channel's median, of the same age; null where it has none.</param>
/// <param name="UsualRate">The same of engagements for one who saw the post.</param>
public sealed record MeasuredOpening(string Opening, double? Views, double Engaged, double? Seen, double? UsualViews, double? UsualRate);

/// <summary>What was measured of one opening.</summary>
/// <param name="Out">All publications that went out with it; <paramref name="Young"/> of them are still being measured, and of some the network says nothing.</param>
/// <param name="Rate">Engagements for one who saw a publication, over all of them together.</param>
/// <param name="ViewsRatio">Views as a multiple of what is usual on the same channel, the mean of all publications.</param>
/// <param name="RateAbove">How much higher the rate is than usual on the same channel, the mean of all publications.</param>
public sealed record OpeningScore(string Opening, int Out, int Young, int Measured, double Views, double Engaged, double? Rate, double? ViewsRatio, double? RateAbove);

public enum OpeningVerdict
{
    /// <summary>Some opening has fewer than <see cref="OpeningComparison.LeastMeasured"/> measured publications.</summary>
    TooFew,

    /// <summary>Enough were measured, and what they differ by chance could have done.</summary>
    Even,

    /// <summary>One of them did better than each other, by more than chance.</summary>
    Better,
}

/// <param name="Best">The position of the opening that did better than each other.</param>
public sealed record OpeningResult(IReadOnlyList<OpeningScore> Scores, OpeningVerdict Verdict, int? Best);

/// <summary>
/// Compares the openings of a test. The number of a publication is its engagement rate less what is usual on its channel, so that a lively
/// channel favours none. A winner is named only when each opening has <see cref="LeastMeasured"/> measured publications and the best differs
/// from each other at <see cref="BeyondChance.Level"/> divided by the number of pairs (Bonferroni): with more openings one looks better by
/// accident more easily.
/// </summary>
public static class OpeningComparison
{
    public const int LeastMeasured = 5;

    /// <param name="out">All that went out with an opening, by its words, and how many of them are too young.</param>
    public static OpeningResult Of(IReadOnlyList<string> openings, IReadOnlyDictionary<string, (int Out, int Young)> @out, IReadOnlyCollection<MeasuredOpening> measured)
    {
        var groups = openings.Select(o => measured.Where(m => m.Opening == o && m is { Seen: > 0, UsualRate: not null }).ToList()).ToList();
        var scores = openings.Select((o, at) => Score(o, @out.GetValueOrDefault(o), groups[at])).ToList();
        if (groups.Exists(g => g.Count < LeastMeasured))
            return new(scores, OpeningVerdict.TooFew, null);
        var samples = groups.Select(g => g.Select(m => new BeyondChance.Sample(RateAbove(m), m.Engaged, m.Seen!.Value)).ToList()).ToList();
        var best = Enumerable.Range(0, openings.Count).MaxBy(at => scores[at].RateAbove);
        var pairs = openings.Count * (openings.Count - 1) / 2;
        var beatsAll = Enumerable.Range(0, openings.Count).Where(at => at != best)
            .All(at => scores[best].RateAbove > scores[at].RateAbove && BeyondChance.Probability(samples[best], samples[at]) < BeyondChance.Level / pairs);
        return beatsAll ? new(scores, OpeningVerdict.Better, best) : new(scores, OpeningVerdict.Even, null);
    }

    private static OpeningScore Score(string opening, (int Out, int Young) count, List<MeasuredOpening> measured)
    {
        var ratios = measured.Where(m => m is { Views: not null, UsualViews: > 0 }).Select(m => m.Views!.Value / m.UsualViews!.Value).ToList();
        return new(opening, count.Out, count.Young, measured.Count, measured.Sum(m => m.Views ?? 0), measured.Sum(m => m.Engaged),
            measured.Count > 0 ? measured.Sum(m => m.Engaged) / measured.Sum(m => m.Seen!.Value) : null,
            ratios.Count > 0 ? ratios.Average() : null, measured.Count > 0 ? measured.Average(RateAbove) : null);
    }

    private static double RateAbove(MeasuredOpening m) => (m.Engaged / m.Seen!.Value) - m.UsualRate!.Value;
}
