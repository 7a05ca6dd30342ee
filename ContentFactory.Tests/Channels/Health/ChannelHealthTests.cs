using ContentFactory.Domain.Channels;

namespace ContentFactory.Tests.Channels.Health;

public sealed class ChannelHealthTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 9, 0, 0, TimeSpan.Zero);

    private static readonly HealthFacts Well = new(
        ChannelStatus.Active, Now.AddDays(-100), Now.AddDays(-1), null, Now.AddDays(-100), false, Published: 10, Failed: 0, Unknown: 0, RecentViews: 100, UsualViews: 100, DaysOfViews: 30, Now);

    [Fact]
    public void A_channel_without_a_fault_is_at_a_hundred() => Assert.Equal((100, 0), Of(Well));

    [Theory]
    [InlineData(10, 0, 100)]
    [InlineData(9, 1, 96)]
    [InlineData(5, 5, 80)]
    [InlineData(0, 1, 60)]
    public void Failures_cost_their_share_of_forty(int published, int failed, int score) =>
        Assert.Equal(score, ChannelHealth.Of(Well with { Published = published, Failed = failed }).Score);

    [Theory]
    [InlineData(-1, "TokenEnded 40 0")]
    [InlineData(23, "TokenEndsTomorrow 25 1")]
    [InlineData(25, "TokenEndsSoon 10 2")]
    [InlineData(24 * 7, "TokenEndsSoon 10 7")]
    [InlineData((24 * 7) + 1, "")]
    public void The_end_of_a_token_counts_from_a_week_ahead(int hours, string losses) => Assert.Equal(losses, Losses(Well with { TokenValidUntil = Now.AddHours(hours) }));

    [Fact]
    public void A_token_that_is_renewed_by_itself_costs_nothing_before_its_end()
    {
        Assert.Equal("", Losses(Well with { TokenValidUntil = Now.AddMinutes(20), Renews = true }));
        Assert.Equal("TokenEnded 40 0", Losses(Well with { TokenValidUntil = Now.AddMinutes(-1), Renews = true }));
    }

    [Theory]
    [InlineData(7, "")]
    [InlineData(8, "Silent 5 8")]
    [InlineData(15, "Silent 10 15")]
    [InlineData(31, "Silent 20 31")]
    public void Silence_costs_more_the_longer_it_lasts(int days, string losses) => Assert.Equal(losses, Losses(Well with { LastPostedAt = Now.AddDays(-days) }));

    [Theory]
    [InlineData(76, 30, "")]
    [InlineData(75, 30, "ViewsDown 10 25")]
    [InlineData(50, 30, "ViewsDown 20 50")]
    [InlineData(10, 13, "")]
    public void Views_are_held_against_the_usual_of_thirty_days(double recent, int days, string losses) =>
        Assert.Equal(losses, Losses(Well with { RecentViews = recent, DaysOfViews = days }));

    [Fact]
    public void Every_fault_is_named_with_the_dearest_first_and_zero_is_the_least()
    {
        var worst = ChannelHealth.Of(Well with
        {
            Status = ChannelStatus.NeedsAttention, Failed = 5, Published = 0, Unknown = 3, TokenValidUntil = Now, LastPostedAt = Now.AddDays(-40), RecentViews = 0,
        });
        Assert.Equal(0, worst.Score);
        Assert.Equal([HealthCause.NotRunning, HealthCause.Failures, HealthCause.TokenEnded, HealthCause.Silent, HealthCause.ViewsDown, HealthCause.Unclear], worst.Losses.Select(l => l.Cause));
    }

    [Fact]
    public void A_score_is_a_hundred_less_what_is_named()
    {
        var score = ChannelHealth.Of(Well with { Failed = 1, Unknown = 1, TokenChangedAt = Now.AddDays(-400) });
        Assert.Equal(100 - score.Losses.Sum(l => l.Points), score.Score);
        Assert.Contains(score.Losses, l => l == new HealthLoss(HealthCause.TokenOld, 5, 400));
    }

    private static (int, int) Of(HealthFacts facts) => ChannelHealth.Of(facts) is var s ? (s.Score, s.Losses.Count) : default;

    private static string Losses(HealthFacts facts) => string.Join(", ", ChannelHealth.Of(facts).Losses.Select(l => $"{l.Cause} {l.Points} {l.Number}"));
}
