using ContentFactory.Domain.Access;
using ContentFactory.Web.Exports;
using ContentFactory.Web.Ui.Lists;
using Microsoft.Extensions.Localization;

namespace ContentFactory.Web.Access.Companies;

/// <summary>The list of companies as a file.</summary>
internal sealed class CompanyExport(CompanyQueries companies, IStringLocalizer<Texts> texts) : ListExport<CompanyRow>
{
    public const string ListName = "companies";

    public override string Title => texts["Companies_Title"];

    protected override IReadOnlyList<ExportColumn<CompanyRow>> Columns { get; } =
    [
        ExportColumn.Text<CompanyRow>(texts["Company_Code"], r => r.Code, 12),
        ExportColumn.Text<CompanyRow>(texts["Company_Name"], r => r.Name, 40),
        ExportColumn.Text<CompanyRow>(texts["Company_Slug"], r => r.Slug, 30),
        ExportColumn.Text<CompanyRow>(texts["Company_Type"], r => texts[$"Type_{r.Type}"], 16),
        ExportColumn.Text<CompanyRow>(texts["Company_Status"], r => texts[$"Status_{r.Status}"], 16),
        ExportColumn.Text<CompanyRow>(texts["Company_Website"], r => r.Website, 40),
        ExportColumn.Number<CompanyRow>(texts["Companies_Posts"], r => r.Posts),
        ExportColumn.Moment<CompanyRow>(texts["Company_Created"], r => r.CreatedAt),
    ];

    protected override IAsyncEnumerable<CompanyRow> RowsAsync(ListState state, int most, CancellationToken ct) => companies.EveryAsync(CompanyFilters.Of(state), most, ct);
}
