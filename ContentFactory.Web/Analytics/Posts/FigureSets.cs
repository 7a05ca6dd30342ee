using ContentFactory.Domain.Analytics.Overview;
using ContentFactory.Web.Analytics.Overview;
using ContentFactory.Web.Ui.Lists;

namespace ContentFactory.Web.Analytics.Posts;

/// <summary>Figures that are looked at together, as many as a table has room for.</summary>
internal sealed record FigureSet(string Name, IReadOnlyList<Figure> Figures);

internal static class FigureSets
{
    public static readonly IReadOnlyList<FigureSet> All =
    [
        new("Main", [Figure.Views, Figure.Reach, Figure.Engagements, Figure.EngagementRate, Figure.Clicks]),
        new("Reactions", [Figure.Likes, Figure.Comments, Figure.Shares, Figure.Saves, Figure.Engagements]),
        new("Clicks", [Figure.Impressions, Figure.Views, Figure.Clicks, Figure.ClickRate]),
        new("Video", [Figure.Views, Figure.WatchHours, Figure.AverageWatch, Figure.Completion]),
    ];

    public static FigureSet Of(ListState state) => All.FirstOrDefault(s => string.Equals(s.Name, state.Filter(NumbersAddress.Set), StringComparison.OrdinalIgnoreCase)) ?? All[0];
}
