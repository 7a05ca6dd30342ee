using ContentFactory.Domain.Publishing;
using ContentFactory.Web.Access;
using ContentFactory.Web.Exports;
using ContentFactory.Web.Ui.Lists;
using Microsoft.Extensions.Localization;

namespace ContentFactory.Web.Publishing;

/// <summary>The list of publications as a file.</summary>
internal sealed class PublicationExport(PublicationQueries publications, CurrentTenant current, IStringLocalizer<Texts> texts, IStringLocalizer<Ui.Texts> words) : ListExport<PublicationCard>
{
    public const string ListName = "publications";

    public override string Title => texts["Publications_Title"];

    protected override IReadOnlyList<ExportColumn<PublicationCard>> Columns { get; } =
    [
        ExportColumn.Text<PublicationCard>(texts["Publications_Post"], r => r.PostTitle, 40),
        ExportColumn.Text<PublicationCard>(texts["Facts_Channel"], r => r.ChannelName),
        ExportColumn.Text<PublicationCard>(texts["Publications_Status"], r => words[$"Status_{PublicationWords.Of(r.State)}"]),
        ExportColumn.Moment<PublicationCard>(texts["Publication_Planned"], r => r.ScheduledAt),
        ExportColumn.Moment<PublicationCard>(texts["Publication_Published"], r => r.PublishedAt),
        ExportColumn.Text<PublicationCard>(texts["Unknown_Link"], r => r.Url, 40),
    ];

    protected override IAsyncEnumerable<PublicationCard> RowsAsync(ListState state, int most, CancellationToken ct) =>
        publications.EveryAsync(PublicationFilters.Of(state, current.Entrance?.ZoneId ?? "UTC"), state.Query(PublicationQueries.PageSize), most, ct);
}
