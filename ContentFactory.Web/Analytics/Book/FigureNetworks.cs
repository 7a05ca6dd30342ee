using ContentFactory.Domain.Analytics.Overview;

namespace ContentFactory.Web.Analytics.Book;

/// <summary>Which networks tell what a figure is made of, as their connectors read them. A post of a kind that its network does not count has no number even so.</summary>
internal static class FigureNetworks
{
    private static readonly string[] All = ["telegram", "instagram", "facebook", "threads", "x", "linkedin", "tiktok", "youtube", "discord"];

    // how many follow an account, its checks tell
    private static readonly string[] Counted = [.. All.Except(["threads", "linkedin", "discord"])];

    private static readonly Dictionary<Figure, string[]> Of = new()
    {
        [Figure.Views] = [.. All.Except(["linkedin", "discord"])],
        [Figure.Impressions] = ["x", "linkedin"],
        [Figure.Reach] = ["instagram", "facebook", "linkedin"],
        [Figure.Engagements] = All,
        [Figure.EngagementRate] = [.. All.Except(["discord"])],
        [Figure.Likes] = All,
        [Figure.Comments] = [.. All.Except(["telegram"])],
        [Figure.Shares] = [.. All.Except(["telegram", "discord"])],
        [Figure.Saves] = ["instagram", "x"],
        [Figure.Clicks] = ["facebook", "x", "linkedin"],
        [Figure.ClickRate] = ["facebook", "x"],
        [Figure.WatchHours] = ["instagram", "facebook", "youtube"],
        [Figure.AverageWatch] = ["instagram", "facebook", "youtube"],
        [Figure.Completion] = [],
        [Figure.Followers] = Counted,
        [Figure.FollowersGained] = Counted,
    };

    /// <summary>Null for figures that no network tells.</summary>
    public static IReadOnlyList<string>? For(Figure figure) => Of.GetValueOrDefault(figure);
}
