namespace ContentFactory.Domain.Analytics.Predictions;

/// <summary>What a post was or will be, as far as the model looks at it.</summary>
public enum PredictedForm { Text, Picture, Album, Video, Thread }

/// <summary>Up to 300 characters, up to 1,000, more.</summary>
public enum LengthGroup { Short, Medium, Long }

public enum PredictionFactor { Hour, Weekday, Form, Length }

public enum Confidence { Low, Medium, High }

/// <param name="Weekday">With <paramref name="Hour"/> by the clock of the channel; null while no time is known.</param>
public sealed record PostTraits(PredictedForm Form, LengthGroup Length, DayOfWeek? Weekday = null, int? Hour = null);

/// <summary>A post of the past and how it did, as a multiple of its channel's median.</summary>
public sealed record PastPost(PostTraits Traits, double Ratio);

/// <summary>What one trait does, as a factor; <paramref name="Posts"/> had it too.</summary>
public sealed record FactorEffect(PredictionFactor Factor, string Level, double Ratio, int Posts);

/// <param name="Ratio">Of the channel's median; four of five posts end between <paramref name="Low"/> and <paramref name="High"/>.</param>
public sealed record ExpectedRatio(double Ratio, double Low, double High, Confidence Confidence, IReadOnlyList<FactorEffect> Factors);

/// <summary>
/// How posts of one network did by hour, weekday, form and length: each a factor on the channel's median, all of them multiplied. The factors
/// are found together, so that a good hour is not credited to the pictures that happen to go out then; a trait that few posts had leans towards 1.
/// </summary>
public sealed class EngagementModel
{
    /// <summary>Fewer say nothing.</summary>
    public const int Least = 20;

    private const double Prior = 5;
    private const int Rounds = 20;
    private const int Many = 100;
    private const int Some = 40;
    private const int WellKnown = 10;
    private const int Known = 3;

    // a post without any reaction has a logarithm too
    private const double Floor = 0.1;

    private readonly Dictionary<(PredictionFactor, string), (double Effect, int Posts)> effects = [];
    private readonly double middle;
    private readonly double low;
    private readonly double high;

    public EngagementModel(IReadOnlyCollection<PastPost> past)
    {
        Posts = past.Count;
        var rows = past.Select(p => (Levels: LevelsOf(p.Traits).ToList(), Value: Math.Log(p.Ratio + Floor) - Math.Log(1 + Floor))).ToList();
        if (rows.Count == 0)
            return;
        var carried = new double[rows.Count];
        for (var round = 0; round < Rounds; round++)
        {
            middle = rows.Select((r, i) => r.Value - carried[i]).Average();
            foreach (var factor in Enum.GetValues<PredictionFactor>())
                Fit(factor, rows, carried);
        }
        var rest = rows.Select((r, i) => r.Value - middle - carried[i]).Order().ToList();
        (low, high) = (rest[(int)(0.1 * (rest.Count - 1))], rest[(int)Math.Ceiling(0.9 * (rest.Count - 1))]);
    }

    public int Posts { get; }

    /// <summary>Null where too little was measured: then nothing is said at all.</summary>
    public ExpectedRatio? Predict(PostTraits traits)
    {
        if (Posts < Least)
            return null;
        var found = LevelsOf(traits).Select(l => (l.Factor, l.Level, Known: effects.GetValueOrDefault((l.Factor, l.Level)))).ToList();
        var sum = middle + found.Sum(f => f.Known.Effect);
        var confidence = Posts >= Many && found.TrueForAll(f => f.Known.Posts >= WellKnown) ? Confidence.High : Posts >= Some && found.TrueForAll(f => f.Known.Posts >= Known) ? Confidence.Medium : Confidence.Low;
        return new(RatioOf(sum), RatioOf(sum + low), RatioOf(sum + high), confidence,
            [.. found.Select(f => new FactorEffect(f.Factor, f.Level, Math.Exp(f.Known.Effect), f.Known.Posts)).OrderByDescending(f => Math.Abs(Math.Log(f.Ratio)))]);
    }

    /// <summary>Hours of weekdays in the order of what they promise; only of hours and weekdays that were tried often enough, and that help.</summary>
    public IReadOnlyList<(DayOfWeek Weekday, int Hour, double Ratio, int Posts)> BestTimes(int most)
    {
        if (Posts < Least)
            return [];
        var (hours, days) = (LevelsOf(PredictionFactor.Hour), LevelsOf(PredictionFactor.Weekday));
        return [.. (from hour in hours
                    from day in days
                    let ratio = Math.Exp(hour.Effect + day.Effect)
                    where ratio > 1.05
                    orderby ratio descending
                    select (Enum.Parse<DayOfWeek>(day.Level), int.Parse(hour.Level, System.Globalization.CultureInfo.InvariantCulture), ratio, hour.Posts)).Take(most)];
    }

    private List<(string Level, double Effect, int Posts)> LevelsOf(PredictionFactor factor) =>
        [.. effects.Where(e => e.Key.Item1 == factor && e.Value.Posts >= Known).Select(e => (e.Key.Item2, e.Value.Effect, e.Value.Posts))];

    private void Fit(PredictionFactor factor, List<(List<(PredictionFactor Factor, string Level)> Levels, double Value)> rows, double[] carried)
    {
        foreach (var level in rows.Select((r, i) => (Row: i, r.Levels.Find(l => l.Factor == factor).Level)).Where(r => r.Level is not null).GroupBy(r => r.Level))
        {
            var before = effects.GetValueOrDefault((factor, level.Key)).Effect;
            var sum = level.Sum(l => rows[l.Row].Value - middle - carried[l.Row] + before);
            var after = sum / (level.Count() + Prior);
            effects[(factor, level.Key)] = (after, level.Count());
            foreach (var (row, _) in level)
                carried[row] += after - before;
        }
    }

    private static IEnumerable<(PredictionFactor Factor, string Level)> LevelsOf(PostTraits traits)
    {
        if (traits.Hour is { } hour)
            yield return (PredictionFactor.Hour, hour.ToString(System.Globalization.CultureInfo.InvariantCulture));
        if (traits.Weekday is { } weekday)
            yield return (PredictionFactor.Weekday, weekday.ToString());
        yield return (PredictionFactor.Form, traits.Form.ToString());
        yield return (PredictionFactor.Length, traits.Length.ToString());
    }

    private static double RatioOf(double logarithm) => Math.Max(0, Math.Exp(logarithm + Math.Log(1 + Floor)) - Floor);
}
