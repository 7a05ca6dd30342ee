using ContentFactory.Domain.Ai.Costs;
using ContentFactory.Domain.Lists;
using ContentFactory.Web.Exports;
using ContentFactory.Web.Ui.Lists;
using Microsoft.Extensions.Localization;

namespace ContentFactory.Web.Admin.Ai;

/// <summary>The log of requests to models as a file.</summary>
internal sealed class AiLogExport(AiLog log, IStringLocalizer<Texts> texts) : ListExport<AiLogRow>
{
    public const string ListName = "ai-requests";

    public override string Title => texts["AiLog_Title"];

    protected override IReadOnlyList<ExportColumn<AiLogRow>> Columns { get; } =
    [
        ExportColumn.Moment<AiLogRow>(texts["AiLog_At"], r => r.At),
        ExportColumn.Text<AiLogRow>(texts["AiLog_Tenant"], r => r.Tenant, 30),
        ExportColumn.Text<AiLogRow>(texts["AiLog_Company"], r => r.Company, 30),
        ExportColumn.Text<AiLogRow>(texts["AiLog_Person"], r => r.Person ?? texts["AiLog_Schedule"], 30),
        ExportColumn.Text<AiLogRow>(texts["AiLog_Kind"], r => texts[$"AiKind_{AiLogPage.Word(r.Kind)}"]),
        ExportColumn.Text<AiLogRow>(texts["AiLog_Role"], r => r.Role is { } role ? texts[$"AiRole_{AiLogPage.Word(role)}"].Value : null),
        ExportColumn.Text<AiLogRow>(texts["AiLog_Model"], r => r.Model, 30),
        ExportColumn.Text<AiLogRow>(texts["AiLog_Outcome"], r => texts[$"AiOutcome_{AiLogPage.Word(r.Outcome)}"]),
        ExportColumn.Text<AiLogRow>(texts["AiLog_Reason"], r => r.Fault is { } fault ? texts[$"AiFault_{AiLogPage.Word(fault)}"].Value : null, 40),
        ExportColumn.Number<AiLogRow>(texts["AiLog_TokensIn"], r => r.InputTokens),
        ExportColumn.Number<AiLogRow>(texts["AiLog_TokensCached"], r => r.CachedTokens),
        ExportColumn.Number<AiLogRow>(texts["AiLog_TokensOut"], r => r.OutputTokens),
        ExportColumn.Number<AiLogRow>(texts["AiLog_CostUsd"], r => r.Cost),
        ExportColumn.Text<AiLogRow>(texts["AiLog_Counted"], r => r.Cost is null ? texts["AiLog_PriceUnknown"] : texts[r.IsEstimate ? "AiLog_Estimate" : "AiLog_Exact"], 30),
        ExportColumn.Number<AiLogRow>(texts["AiLog_Milliseconds"], r => r.DurationMs),
    ];

    public static AiLogFilter FilterOf(ListState state) => new(state.Filter<AiOutcome>("outcome"), state.Filter<AiKind>("kind"), state.Filter("model"), state.Query(), state.Filter<LogSpan>("span") ?? LogSpan.Month, state.Filter("tenant"));

    protected override IAsyncEnumerable<AiLogRow> RowsAsync(ListState state, int most, CancellationToken ct) => log.EveryAsync(FilterOf(state), most, ct);
}
