using ContentFactory.Domain.Access;
using ContentFactory.Web.Ui.Lists;

namespace ContentFactory.Web.Access.Companies;

/// <summary>The address of the list of companies as a filter of its query: for the page and for the file alike.</summary>
internal static class CompanyFilters
{
    public const string Status = "status";
    public const string Type = "type";

    public static CompanyFilter Of(ListState state) => new(state.Filter<CompanyStatus>(Status), state.Filter<CompanyType>(Type), state.Query());
}
