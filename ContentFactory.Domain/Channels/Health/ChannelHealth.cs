namespace ContentFactory.Domain.Channels;

/// <summary>What was measured of a channel. Counts are of publications planned in the last 7 days; views are what a day gained.</summary>
/// <param name="UsualViews">The median of the last 30 full days, of which <paramref name="DaysOfViews"/> are known; <paramref name="RecentViews"/> the mean of the last 7.</param>
public sealed record HealthFacts(
    ChannelStatus Status, DateTimeOffset ConnectedAt, DateTimeOffset? LastPostedAt, DateTimeOffset? TokenValidUntil, DateTimeOffset? TokenChangedAt, bool Renews,
    int Published, int Failed, int Unknown, double? RecentViews, double? UsualViews, int DaysOfViews, DateTimeOffset Now);

/// <summary>Why a channel's score is not 100. Stands for a text "Health_{Cause}" with <paramref name="Number"/> in it.</summary>
public enum HealthCause { NotRunning, Failures, Unclear, TokenEnded, TokenEndsTomorrow, TokenEndsSoon, TokenOld, Silent, ViewsDown }

/// <param name="Points">How much it costs.</param>
/// <param name="Number">Failures, days or percent, as the cause says.</param>
public sealed record HealthLoss(HealthCause Cause, int Points, int Number);

public sealed record HealthScore(int Score, IReadOnlyList<HealthLoss> Losses);

/// <summary>How well a channel is, from 0 to 100, out of measured facts alone: everything that costs points is named. Nothing of it is stored.</summary>
public static class ChannelHealth
{
    private const int DaysOfComparison = 14;

    public static HealthScore Of(HealthFacts facts)
    {
        HealthLoss?[] losses = [NotRunning(facts), Failures(facts), Unclear(facts), Token(facts), Silent(facts), Views(facts)];
        var found = losses.OfType<HealthLoss>().OrderByDescending(l => l.Points).ToList();
        return new(Math.Max(0, 100 - found.Sum(l => l.Points)), found);
    }

    private static HealthLoss? NotRunning(HealthFacts facts) =>
        facts.Status is ChannelStatus.Active or ChannelStatus.WarmingUp or ChannelStatus.Paused or ChannelStatus.Connecting ? null : new(HealthCause.NotRunning, 50, 0);

    /// <summary>The share of what went wrong, up to 40 points.</summary>
    private static HealthLoss? Failures(HealthFacts facts) => facts.Failed == 0
        ? null : new(HealthCause.Failures, (int)Math.Ceiling(40.0 * facts.Failed / (facts.Failed + facts.Published)), facts.Failed);

    private static HealthLoss? Unclear(HealthFacts facts) => facts.Unknown == 0 ? null : new(HealthCause.Unclear, Math.Min(10, 5 * facts.Unknown), facts.Unknown);

    private static HealthLoss? Token(HealthFacts facts)
    {
        if (facts.TokenValidUntil is { } until)
        {
            var left = until - facts.Now;
            if (left <= TimeSpan.Zero)
                return new(HealthCause.TokenEnded, 40, 0);
            // a token that is renewed by itself ends all the time
            if (!facts.Renews && left <= TimeSpan.FromDays(7))
                return left <= TimeSpan.FromDays(1) ? new(HealthCause.TokenEndsTomorrow, 25, 1) : new(HealthCause.TokenEndsSoon, 10, (int)Math.Ceiling(left.TotalDays));
        }
        var age = facts.Now - facts.TokenChangedAt;
        return age > TimeSpan.FromDays(365) ? new(HealthCause.TokenOld, 5, (int)age.Value.TotalDays) : null;
    }

    private static HealthLoss? Silent(HealthFacts facts)
    {
        var days = (int)(facts.Now - (facts.LastPostedAt ?? facts.ConnectedAt)).TotalDays;
        return days switch
        {
            > 30 => new(HealthCause.Silent, 20, days),
            > 14 => new(HealthCause.Silent, 10, days),
            > 7 => new(HealthCause.Silent, 5, days),
            _ => null,
        };
    }

    private static HealthLoss? Views(HealthFacts facts)
    {
        if (facts.DaysOfViews < DaysOfComparison || facts.UsualViews is not > 0 || facts.RecentViews is not { } recent)
            return null;
        var percent = (int)Math.Round(100 * (1 - recent / facts.UsualViews.Value));
        return percent switch
        {
            >= 50 => new(HealthCause.ViewsDown, 20, percent),
            >= 25 => new(HealthCause.ViewsDown, 10, percent),
            _ => null,
        };
    }
}
