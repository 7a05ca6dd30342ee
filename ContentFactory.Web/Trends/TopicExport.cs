using ContentFactory.Domain.Trends;
using ContentFactory.Web.Exports;
using ContentFactory.Web.Ui.Lists;
using Microsoft.Extensions.Localization;

namespace ContentFactory.Web.Trends;

/// <summary>The list of topics as a file.</summary>
internal sealed class TopicExport(TopicQueries topics, IStringLocalizer<Texts> texts) : ListExport<TopicRow>
{
    public const string ListName = "topics";

    public override string Title => texts["Topics_Title"];

    protected override IReadOnlyList<ExportColumn<TopicRow>> Columns { get; } =
    [
        ExportColumn.Text<TopicRow>(texts["Filter_Topic"], r => r.Name, 30),
        ExportColumn.Text<TopicRow>(texts["Topics_Keywords"], r => string.Join(", ", r.Keywords), 60),
        ExportColumn.Text<TopicRow>(texts["Topics_Language"], r => texts[r.Language == "ru" ? "Topics_Russian" : "Topics_English"], 12),
        ExportColumn.Number<TopicRow>(texts["Nav_Sources"], r => r.Sources),
        ExportColumn.Number<TopicRow>(texts["Nav_Ideas"], r => r.Items),
    ];

    protected override IAsyncEnumerable<TopicRow> RowsAsync(ListState state, int most, CancellationToken ct) => topics.EveryAsync(TopicFilters.Of(state), most, ct);
}
