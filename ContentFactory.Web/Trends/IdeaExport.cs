using ContentFactory.Domain.Trends;
using ContentFactory.Web.Exports;
using ContentFactory.Web.Ui.Lists;
using Microsoft.Extensions.Localization;

namespace ContentFactory.Web.Trends;

/// <summary>The list of ideas as a file.</summary>
internal sealed class IdeaExport(TrendQueries trends, IStringLocalizer<Texts> texts) : ListExport<TrendRow>
{
    public const string ListName = "ideas";

    public override string Title => texts["Ideas_Title"];

    protected override IReadOnlyList<ExportColumn<TrendRow>> Columns { get; } =
    [
        ExportColumn.Text<TrendRow>(texts["Ideas_Idea"], r => r.Title, 50),
        ExportColumn.Text<TrendRow>(texts["Ideas_Summary"], r => r.Summary, 60),
        ExportColumn.Text<TrendRow>(texts["Ideas_Address"], r => r.Url, 40),
        ExportColumn.Text<TrendRow>(texts["Filter_Source"], r => r.SourceName),
        ExportColumn.Text<TrendRow>(texts["Filter_Topic"], r => r.TopicName),
        ExportColumn.Text<TrendRow>(texts["Idea_Language"], r => r.Language, 10),
        ExportColumn.Text<TrendRow>(texts["Filter_State"], r => texts[$"State_{r.State}"]),
        ExportColumn.Number<TrendRow>(texts["Ideas_Score"], r => Math.Round((decimal)Math.Min(r.Score, 1_000_000), 1)),
        ExportColumn.Number<TrendRow>(texts["Ideas_Carried"], r => r.Sources),
        ExportColumn.Number<TrendRow>(texts["Ideas_UsedIn"], r => r.UsedCount),
        ExportColumn.Moment<TrendRow>(texts["Ideas_Published"], r => r.At),
    ];

    protected override IAsyncEnumerable<TrendRow> RowsAsync(ListState state, int most, CancellationToken ct) => trends.EveryAsync(IdeaFilters.Of(state), most, ct);
}
