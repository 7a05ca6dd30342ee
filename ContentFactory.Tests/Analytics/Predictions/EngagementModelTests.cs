using ContentFactory.Domain.Analytics.Predictions;

namespace ContentFactory.Tests.Analytics.Predictions;

/// <summary>Pasts that were made up by known rules: the model has to find the rules, and nothing else.</summary>
public sealed class EngagementModelTests
{
    private static readonly PostTraits Plain = new(PredictedForm.Text, LengthGroup.Medium, DayOfWeek.Tuesday, 9);

    [Fact]
    public void Too_few_posts_say_nothing_at_all()
    {
        var model = new EngagementModel(Past(EngagementModel.Least - 1, _ => 1, noise: 0));

        Assert.Null(model.Predict(Plain));
        Assert.Empty(model.BestTimes(3));
        Assert.Null(new EngagementModel([]).Predict(Plain));
    }

    [Fact]
    public void Finds_the_factors_that_made_the_past()
    {
        // pictures do twice as well, 18:00 half as well again, long texts two thirds
        var model = new EngagementModel(Past(600, t => (t.Form is PredictedForm.Picture ? 2 : 1) * (t.Hour == 18 ? 1.5 : 1) * (t.Length is LengthGroup.Long ? 0.67 : 1), noise: 0.2));

        var picture = model.Predict(Plain with { Form = PredictedForm.Picture, Hour = 18 })!;
        var text = model.Predict(Plain)!;
        Assert.InRange(picture.Ratio / text.Ratio, 2.5, 3.5);
        Assert.InRange(model.Predict(Plain with { Length = LengthGroup.Long })!.Ratio / text.Ratio, 0.58, 0.78);
        Assert.Equal(Confidence.High, picture.Confidence);
        Assert.Equal((PredictionFactor.Form, "Picture"), (picture.Factors[0].Factor, picture.Factors[0].Level));
        Assert.InRange(picture.Factors.Single(f => f.Factor is PredictionFactor.Weekday).Ratio, 0.9, 1.1);
        Assert.All(model.BestTimes(3), t => Assert.Equal(18, t.Hour));
    }

    [Fact]
    public void An_hour_is_not_credited_for_what_went_out_then()
    {
        // all pictures go out at 18:00 and do twice as well; a few texts go out then too and do as usual
        var random = new Random(7);
        var past = Enumerable.Range(0, 200).Select(i =>
        {
            var traits = Plain with { Form = i % 3 == 0 ? PredictedForm.Picture : PredictedForm.Text, Hour = i % 3 == 0 || i % 7 == 0 ? 18 : 9 };
            return new PastPost(traits, (traits.Form is PredictedForm.Picture ? 2 : 1) * Noise(random, 0.1));
        }).ToList();

        var effects = new EngagementModel(past).Predict(Plain with { Form = PredictedForm.Picture, Hour = 18 })!.Factors;

        Assert.InRange(effects.Single(f => f.Factor is PredictionFactor.Hour).Ratio, 0.85, 1.2);
        Assert.True(effects.Single(f => f.Factor is PredictionFactor.Form).Ratio > 1.4);
    }

    [Fact]
    public void Where_nothing_matters_every_factor_stays_near_one()
    {
        var model = new EngagementModel(Past(400, _ => 1, noise: 0.4));

        Assert.All(model.Predict(Plain)!.Factors, f => Assert.InRange(f.Ratio, 0.8, 1.25));
        Assert.InRange(model.Predict(Plain)!.Ratio, 0.75, 1.3);
    }

    [Fact]
    public void One_lucky_post_makes_no_hour_good()
    {
        var past = Past(100, _ => 1, noise: 0.1).Select(p => p with { Traits = p.Traits with { Hour = 9 } }).Append(new(Plain with { Hour = 3 }, 40)).ToList();
        var model = new EngagementModel(past);

        Assert.DoesNotContain(model.BestTimes(10), t => t.Hour == 3);
        Assert.InRange(model.Predict(Plain with { Hour = 3 })!.Factors.Single(f => f.Factor is PredictionFactor.Hour).Ratio, 1, 2.2);
        Assert.Equal(Confidence.Low, model.Predict(Plain with { Hour = 3 })!.Confidence);
    }

    [Fact]
    public void Most_new_posts_end_within_the_range()
    {
        Func<PostTraits, double> truth = t => t.Form is PredictedForm.Video ? 1.8 : 1;
        var model = new EngagementModel(Past(500, truth, noise: 0.35, seed: 1));

        var inside = Past(500, truth, noise: 0.35, seed: 2).Count(p => model.Predict(p.Traits)! is var e && p.Ratio >= e.Low && p.Ratio <= e.High);

        Assert.InRange(inside, 350, 450);
    }

    [Theory]
    [InlineData(20, Confidence.Low)]
    [InlineData(60, Confidence.Medium)]
    [InlineData(400, Confidence.High)]
    public void Confidence_grows_with_what_was_measured(int posts, Confidence expected) =>
        Assert.Equal(expected, new EngagementModel([.. Enumerable.Repeat(new PastPost(Plain, 1), posts)]).Predict(Plain)!.Confidence);

    [Fact]
    public void Posts_without_any_reaction_break_nothing()
    {
        var model = new EngagementModel([.. Enumerable.Range(0, 40).Select(i => new PastPost(Plain with { Hour = i % 2 == 0 ? 9 : 18 }, i % 2 == 0 ? 0 : 1))]);

        var (silent, usual) = (model.Predict(Plain)!, model.Predict(Plain with { Hour = 18 })!);
        Assert.True(silent.Ratio >= 0 && silent.Ratio < usual.Ratio);
        Assert.True(double.IsFinite(usual.High));
    }

    private static List<PastPost> Past(int count, Func<PostTraits, double> truth, double noise, int seed = 42)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ =>
        {
            var traits = new PostTraits(
                (PredictedForm)random.Next(4), (LengthGroup)random.Next(3), (DayOfWeek)random.Next(7), new[] { 9, 12, 15, 18 }[random.Next(4)]);
            return new PastPost(traits, truth(traits) * Noise(random, noise));
        })];
    }

    // around 1 by its median
    private static double Noise(Random random, double spread) =>
        Math.Exp(spread * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));
}
