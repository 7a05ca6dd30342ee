using ContentFactory.Domain.Analytics.Days;

namespace ContentFactory.Domain.Analytics.Overview;

/// <summary>All that is known of some days and some channels. <see cref="FigureBook"/> says what is made of it.</summary>
/// <param name="Posts">Publications that went out in these days.</param>
/// <param name="Followers">Null where nobody counted them, or where only some posts are asked for.</param>
/// <param name="AiCost">In US dollars, for these days; null where it cannot be said of these channels alone, or a price is unknown.</param>
public sealed record PeriodNumbers(DaySums Sums, int Posts, FollowerSpan? Followers = null, decimal? AiCost = null)
{
    public static readonly PeriodNumbers None = new(DaySums.None, 0);

    public bool HasAny => Posts > 0 || Followers is not null || !Sums.IsEmpty;
}

/// <summary>Followers of some channels before the first and after the last of some days.</summary>
public readonly record struct FollowerSpan(long Start, long End)
{
    public static FollowerSpan operator +(FollowerSpan left, FollowerSpan right) => new(left.Start + right.Start, left.End + right.End);
}
