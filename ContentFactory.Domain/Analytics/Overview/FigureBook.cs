using ContentFactory.Domain.Analytics.Days;

namespace ContentFactory.Domain.Analytics.Overview;

/// <summary>The figures that people see, in the order in which tables show them.</summary>
public enum Figure
{
    Posts, Views, Impressions, Reach, Engagements, EngagementRate, Likes, Comments, Shares, Saves, Clicks, ClickRate, WatchHours, AverageWatch, Completion,
    Followers, FollowersGained, AiCost, CostPerPost, CostPerThousandViews,
}

public enum FigureUnit { Count, Change, Percent, Seconds, Hours, Dollars }

/// <param name="Of">Null: there is no such number, which is not zero.</param>
/// <param name="OfPosts">It can be said of single posts, so of types and topics too.</param>
public sealed record FigureDefinition(Figure Figure, FigureUnit Unit, Func<PeriodNumbers, double?> Of, bool OfPosts = true);

/// <summary>What engagement was measured against; a network that has no impressions gives reach, else views.</summary>
[Flags]
public enum SeenBy { None = 0, Impressions = 1, Reach = 2, Views = 4 }

/// <summary>Defines every figure once: tiles, charts, tables, files and reports all ask here.</summary>
public static class FigureBook
{
    public static readonly IReadOnlyList<FigureDefinition> All =
    [
        new(Figure.Posts, FigureUnit.Count, n => n.Posts),
        new(Figure.Views, FigureUnit.Count, n => n.Sums.Views),
        new(Figure.Impressions, FigureUnit.Count, n => n.Sums.Impressions),
        new(Figure.Reach, FigureUnit.Count, n => n.Sums.Reach),
        new(Figure.Engagements, FigureUnit.Count, n => n.Sums.Engagements),
        new(Figure.EngagementRate, FigureUnit.Percent, n => Share(n.Sums.RatedEngagements, Seen(n.Sums)) * 100),
        new(Figure.Likes, FigureUnit.Count, n => n.Sums.Likes),
        new(Figure.Comments, FigureUnit.Count, n => n.Sums.Comments),
        new(Figure.Shares, FigureUnit.Count, n => n.Sums.Shares),
        new(Figure.Saves, FigureUnit.Count, n => n.Sums.Saves),
        new(Figure.Clicks, FigureUnit.Count, n => n.Sums.Clicks),
        new(Figure.ClickRate, FigureUnit.Percent, n => Share(n.Sums.ViewedClicks, n.Sums.ClickableViews) * 100),
        new(Figure.WatchHours, FigureUnit.Hours, n => n.Sums.WatchMs / 3_600_000d),
        new(Figure.AverageWatch, FigureUnit.Seconds, n => Share(n.Sums.WatchMs, n.Sums.WatchedViews) / 1000),
        new(Figure.Completion, FigureUnit.Percent, n => Share(n.Sums.CompletionMillis, n.Sums.CompletionViews) / 10),
        new(Figure.Followers, FigureUnit.Count, n => n.Followers?.End, OfPosts: false),
        new(Figure.FollowersGained, FigureUnit.Change, n => n.Followers?.End - n.Followers?.Start, OfPosts: false),
        new(Figure.AiCost, FigureUnit.Dollars, n => (double?)n.AiCost, OfPosts: false),
        new(Figure.CostPerPost, FigureUnit.Dollars, n => n is { AiCost: { } cost, Posts: > 0 } ? (double)cost / n.Posts : null, OfPosts: false),
        new(Figure.CostPerThousandViews, FigureUnit.Dollars, n => n is { AiCost: { } cost, Sums.Views: > 0 } ? (double)cost * 1000 / n.Sums.Views : null, OfPosts: false),
    ];

    private static readonly Dictionary<Figure, FigureDefinition> ByFigure = All.ToDictionary(d => d.Figure);

    public static FigureDefinition Of(Figure figure) => ByFigure[figure];

    public static double? Value(this PeriodNumbers numbers, Figure figure) => ByFigure[figure].Of(numbers);

    /// <summary>
    /// How much more than before, as a part of what was before; null where there is nothing to compare with, and for a figure that is a
    /// change itself: so many per cent more of a loss says nothing.
    /// </summary>
    public static double? Change(Figure figure, PeriodNumbers now, PeriodNumbers before) =>
        ByFigure[figure].Unit != FigureUnit.Change && now.Value(figure) is { } value && before.Value(figure) is { } older && older > 0 ? (value - older) / older : null;

    public static SeenBy SeenBy(DaySums sums) =>
        (sums.RatedImpressions > 0 ? Overview.SeenBy.Impressions : 0) | (sums.RatedReach > 0 ? Overview.SeenBy.Reach : 0) | (sums.RatedViews > 0 ? Overview.SeenBy.Views : 0);

    private static long? Seen(DaySums sums) =>
        sums.RatedImpressions is null && sums.RatedReach is null && sums.RatedViews is null ? null : (sums.RatedImpressions ?? 0) + (sums.RatedReach ?? 0) + (sums.RatedViews ?? 0);

    private static double? Share(long? part, long? whole) => whole > 0 ? part / (double)whole : null;
}
