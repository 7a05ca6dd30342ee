using ContentFactory.Domain.Trends;
using ContentFactory.Web.Ui.Lists;

namespace ContentFactory.Web.Trends;

/// <summary>The address of the list of topics as a filter of its query.</summary>
internal static class TopicFilters
{
    public const string Language = "language";
    public const string Niche = "niche";

    public static TopicFilter Of(ListState state) => new(state.Filter(Language) is "ru" or "en" ? state.Filter(Language) : null, state.Company, state.Id(Niche), state.Query());
}
