using ContentFactory.Domain.Access;
using ContentFactory.Web.Access.Audit;
using ContentFactory.Web.Exports;
using ContentFactory.Web.Ui.Lists;
using Microsoft.Extensions.Localization;

namespace ContentFactory.Web.Admin.Audit;

/// <summary>The audit log of all tenants and of the installation as a file.</summary>
internal sealed class AllAuditExport(AllAudit log, IStringLocalizer<Access.Audit.Texts> texts) : ListExport<AuditRow>
{
    public const string ListName = "audit-all";

    public override string Title => texts["Audit_Title"];

    protected override IReadOnlyList<ExportColumn<AuditRow>> Columns { get; } =
    [
        ExportColumn.Text<AuditRow>(texts["Audit_Tenant"], r => r.Tenant ?? texts["Audit_Installation"], 30),
        .. AuditExport.Shared(texts),
        ExportColumn.Text<AuditRow>(texts["Audit_Email"], r => r.Email, 40),
        ExportColumn.Text<AuditRow>(texts["Audit_Address"], r => r.Address, 24),
    ];

    protected override IAsyncEnumerable<AuditRow> RowsAsync(ListState state, int most, CancellationToken ct) => log.EveryAsync(AuditFilters.Of(state), most, ct);
}
