using ContentFactory.Domain.Trends;
using ContentFactory.Web.Ui.Lists;

namespace ContentFactory.Web.Trends.Sources;

/// <summary>The address of the list of sources as a filter of its query.</summary>
internal static class SourceFilters
{
    public const string Topic = "topic";
    public const string State = "state";
    public const string Health = "health";
    public const string Silent = "silent";

    public static SourceFilter Of(ListState state) => new(state.Id(Topic), state.Filter<SourceState>(State), state.Filter(Health) == Silent, state.Query());
}
