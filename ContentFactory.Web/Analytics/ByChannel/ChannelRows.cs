using ContentFactory.Domain.Analytics.Overview;
using ContentFactory.Web.Ui.Lists;

namespace ContentFactory.Web.Analytics.ByChannel;

/// <summary>The table of channels: its figures, and its order. A channel without the figure comes last.</summary>
internal static class ChannelRows
{
    public const string ByName = "name";

    /// <summary>Followers at the start are no figure of their own.</summary>
    public const string ByStart = "followers-start";

    /// <summary>Before and after the three of followers.</summary>
    public static readonly IReadOnlyList<Figure> First = [Figure.Posts];

    public static readonly IReadOnlyList<Figure> Last = [Figure.Views, Figure.Reach, Figure.Engagements, Figure.EngagementRate, Figure.Clicks];

    public static IReadOnlyList<ChannelSlice> Of(NumbersOverview numbers, ListState state)
    {
        var (key, descending) = (state.Sort ?? PostTableQueries.KeyOf(Figure.Views), state.Sort is null || state.Descending);
        var channels = numbers.Slices.Channels;
        if (key == ByName)
            return [.. descending ? channels.OrderByDescending(c => c.Name, StringComparer.CurrentCultureIgnoreCase) : channels.OrderBy(c => c.Name, StringComparer.CurrentCultureIgnoreCase)];
        Func<ChannelSlice, double?> of = key == ByStart ? c => c.Now.Followers?.Start : ValueOf(FigureBook.All.Select(d => d.Figure).FirstOrDefault(f => PostTableQueries.KeyOf(f) == key, Figure.Views));
        var known = channels.OrderBy(c => of(c) is null);
        return [.. (descending ? known.ThenByDescending(of) : known.ThenBy(of)).ThenBy(c => c.Name, StringComparer.CurrentCultureIgnoreCase)];
    }

    private static Func<ChannelSlice, double?> ValueOf(Figure figure) => c => c.Now.Value(figure);
}
