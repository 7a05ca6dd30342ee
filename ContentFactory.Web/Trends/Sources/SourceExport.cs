using ContentFactory.Domain.Trends;
using ContentFactory.Web.Exports;
using ContentFactory.Web.Ui;
using ContentFactory.Web.Ui.Lists;
using Microsoft.Extensions.Localization;

namespace ContentFactory.Web.Trends.Sources;

/// <summary>The list of sources as a file.</summary>
internal sealed class SourceExport(SourceQueries sources, ProblemText problems, IStringLocalizer<Texts> texts) : ListExport<SourceRow>
{
    public const string ListName = "sources";

    public override string Title => texts["Sources_Title"];

    protected override IReadOnlyList<ExportColumn<SourceRow>> Columns { get; } =
    [
        ExportColumn.Text<SourceRow>(texts["Filter_Source"], r => r.Name, 40),
        ExportColumn.Text<SourceRow>(texts["Sources_Address"], r => r.Address, 50),
        ExportColumn.Text<SourceRow>(texts["Sources_Kind"], r => texts[$"Kind_{r.Kind}"]),
        ExportColumn.Text<SourceRow>(texts["Filter_Topic"], r => r.TopicName),
        ExportColumn.Text<SourceRow>(texts["Sources_State"], r => texts[$"Source_{r.State}"]),
        ExportColumn.Text<SourceRow>(texts["Sources_LastFault"], r => r.LastProblem() is { } problem ? problems.Stored(problem.TextKey, problem.Args) : null, 40),
        ExportColumn.Number<SourceRow>(texts["Nav_Ideas"], r => r.Items),
        ExportColumn.Number<SourceRow>(texts["Sources_PerWeek"], r => Math.Round((decimal)r.PerWeek, 1)),
        ExportColumn.Moment<SourceRow>(texts["Sources_LastNew"], r => r.QuietSince),
        ExportColumn.Moment<SourceRow>(texts["Sources_Checked"], r => r.LastCheckedAt),
        ExportColumn.Moment<SourceRow>(texts["Sources_Next"], r => r.State is SourceState.Paused ? null : r.NextCheckAt),
    ];

    protected override IAsyncEnumerable<SourceRow> RowsAsync(ListState state, int most, CancellationToken ct) => sources.EveryAsync(SourceFilters.Of(state), most, ct);
}
