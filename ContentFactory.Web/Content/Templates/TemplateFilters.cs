using ContentFactory.Domain.Content.Templates;
using ContentFactory.Web.Ui.Lists;

namespace ContentFactory.Web.Content.Templates;

/// <summary>The address of the list of templates as a filter of its query.</summary>
internal static class TemplateFilters
{
    public const string Category = "category";
    public const string Origin = "from";
    public const string Language = "language";
    public const string Format = "format";

    public static TemplateFilter Of(ListState state) => new(
        state.Filter<TemplateCategory>(Category), state.Filter<TemplateOrigin>(Origin), state.Filter(Language) is "ru" or "en" ? state.Filter(Language) : null,
        state.Filter<TemplateFormat>(Format), state.Company, state.Query());
}
