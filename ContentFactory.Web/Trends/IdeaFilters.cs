using System.Globalization;
using ContentFactory.Domain.Trends;
using ContentFactory.Web.Ui.Lists;

namespace ContentFactory.Web.Trends;

/// <summary>The address of the list of ideas as a filter of its query: for the page and for the file alike.</summary>
internal static class IdeaFilters
{
    public const string Topic = "topic";
    public const string Source = "source";
    public const string State = "state";
    public const string Carried = "sources";

    /// <summary>At least so many sources.</summary>
    public static readonly int[] Carriers = [2, 3, 5];

    public static TrendFilter Of(ListState state) =>
        new(state.Id(Topic), state.Id(Source), state.Filter<TrendItemState>(State), state.Company, Number(state), state.Query());

    private static int? Number(ListState state) => int.TryParse(state.Filter(Carried), NumberStyles.None, CultureInfo.InvariantCulture, out var least) && Carriers.Contains(least) ? least : null;

    public static Guid? Id(this ListState state, string name) => Guid.TryParse(state.Filter(name), out var id) ? id : null;
}

/// <summary>Topics and sources as options of a filter.</summary>
internal static class TrendOptions
{
    public static IReadOnlyList<ListOption> Of(IReadOnlyList<TrendChoice> choices) => [.. choices.Select(c => new ListOption(c.Id.ToString(), c.Name))];
}
