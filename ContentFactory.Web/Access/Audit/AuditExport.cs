using ContentFactory.Domain.Access;
using ContentFactory.Web.Exports;
using ContentFactory.Web.Ui.Lists;
using Microsoft.Extensions.Localization;

namespace ContentFactory.Web.Access.Audit;

/// <summary>The audit log of a tenant as a file: of every value what it was, and what it became.</summary>
internal sealed class AuditExport(AuditQueries log, IStringLocalizer<Texts> texts) : ListExport<AuditRow>
{
    public const string ListName = "audit";

    public override string Title => texts["Audit_Title"];

    protected override IReadOnlyList<ExportColumn<AuditRow>> Columns { get; } = [.. Shared(texts)];

    internal static IEnumerable<ExportColumn<AuditRow>> Shared(IStringLocalizer<Texts> texts) =>
    [
        ExportColumn.Moment<AuditRow>(texts["Audit_At"], r => r.Act.At),
        ExportColumn.Text<AuditRow>(texts["Audit_Who"], r => r.Act.Name ?? texts[$"Acts_{r.Act.By}"], 30),
        ExportColumn.Text<AuditRow>(texts["Audit_What"], r => texts[$"Act_{ActWords.KeyOf(r.Act)}"], 40),
        ExportColumn.Text<AuditRow>(texts["Audit_Entity"], r => AuditFilters.EntityName(texts, r.Act.Entity), 24),
        ExportColumn.Text<AuditRow>(texts["Audit_EntityId"], r => r.Act.EntityId?.ToString(), 38),
        ExportColumn.Text<AuditRow>(texts["Audit_Before"], r => Values(texts, r, c => c.Before), 60),
        ExportColumn.Text<AuditRow>(texts["Audit_After"], r => Values(texts, r, c => c.After), 60),
        ExportColumn.Text<AuditRow>(texts["Audit_Notes"], r => r.ViewedAs ? texts["Audit_ViewedAs"] : r.Reason, 24),
    ];

    protected override IAsyncEnumerable<AuditRow> RowsAsync(ListState state, int most, CancellationToken ct) => log.EveryAsync(AuditFilters.Of(state), most, ct);

    private static string Values(IStringLocalizer<Texts> texts, AuditRow row, Func<AuditChange, string?> side) =>
        string.Join("; ", row.Changes.Where(c => side(c) is not null).Select(c => $"{AuditFilters.FieldName(texts, c.Field)}: {side(c)}"));
}
