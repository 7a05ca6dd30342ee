using ContentFactory.Domain.Channels;

namespace ContentFactory.Domain.Publishing;

/// <summary>How many posts a day a new channel takes: one on its first day, its own limit once the days of the warm-up are over.</summary>
/// <param name="FirstDay">Null where nothing warms up. Days are those of the channel's zone.</param>
internal sealed record WarmUpRamp(DateOnly? FirstDay, int Days, int DailyLimit)
{
    public static WarmUpRamp Of(Channel channel, int days, string zone) =>
        new(channel.WarmUpStartedAt is { } started && days > 0 ? LocalDay.At(started, zone) : null, days, channel.DailyLimit);

    public DateOnly LastDay => (FirstDay ?? DateOnly.MinValue).AddDays(Math.Max(Days - 1, 0));

    /// <summary>Null where the warm-up is over by then, or there is none.</summary>
    public WarmUpToday? On(DateOnly day) => FirstDay is null || day > LastDay ? null : new(LimitOn(day), DailyLimit, LastDay.AddDays(1));

    public int LimitOn(DateOnly day)
    {
        if (FirstDay is not { } first || day > LastDay)
            return DailyLimit;
        return 1 + ((DailyLimit - 1) * Math.Max(day.DayNumber - first.DayNumber, 0) / Days);
    }
}
