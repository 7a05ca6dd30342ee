using ContentFactory.Domain.Data;
using ContentFactory.Domain.Lists;

namespace ContentFactory.Domain.Analytics.Overview;

/// <summary>The figures that posts may be sorted by, as <see cref="FigureBook"/> works them out of a row e of totals. A post without the figure comes last.</summary>
internal static class PostOrder
{
    public const string Published = "published";

    private const string Engaged = """
        case when num_nonnulls(e.likes, e.comments, e.shares, e.saves) > 0
             then coalesce(e.likes, 0) + coalesce(e.comments, 0) + coalesce(e.shares, 0) + coalesce(e.saves, 0) end
        """;

    private static readonly Dictionary<string, string> Keys = new Dictionary<Figure, string>
    {
        [Figure.Views] = "e.views",
        [Figure.Impressions] = "e.impressions",
        [Figure.Reach] = "e.reach",
        [Figure.Engagements] = Engaged,
        [Figure.EngagementRate] = $"({Engaged})::double precision / nullif(coalesce(e.impressions, e.reach, e.views), 0)",
        [Figure.Likes] = "e.likes",
        [Figure.Comments] = "e.comments",
        [Figure.Shares] = "e.shares",
        [Figure.Saves] = "e.saves",
        [Figure.Clicks] = "e.clicks",
        [Figure.ClickRate] = "e.clicks::double precision / nullif(e.views, 0)",
        [Figure.WatchHours] = "round(e.average_watch_seconds * 1000) * e.views",
        [Figure.AverageWatch] = "case when e.views > 0 then round(e.average_watch_seconds * 1000) end",
        [Figure.Completion] = "case when e.views > 0 then round(e.completion_rate * 1000) end",
    }.ToDictionary(k => Name(k.Key), k => k.Value);

    /// <summary>As addresses say it: "engagement-rate".</summary>
    public static string Name(Figure figure) => SnakeCase.Of($"{figure}").Replace('_', '-');

    public static bool Knows(Figure figure) => Keys.ContainsKey(Name(figure));

    /// <summary>The figure's column, or null for the order of time, which needs no totals.</summary>
    public static string? KeyOf(ListQuery query) => query.Sort is { } sort ? Keys.GetValueOrDefault(sort) : null;

    public static string By(ListQuery query)
    {
        var newestFirst = query.Sort != Published || query.Descending;
        return KeyOf(query) is { } key
            ? $"{key} {(query.Descending ? "desc" : "asc")} nulls last, p.published_at desc, p.id"
            : $"p.published_at {(newestFirst ? "desc" : "asc")}, p.id";
    }
}
