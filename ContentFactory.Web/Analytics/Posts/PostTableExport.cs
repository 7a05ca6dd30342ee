using ContentFactory.Domain.Analytics.Overview;
using ContentFactory.Web.Analytics.Overview;
using ContentFactory.Web.Exports;
using ContentFactory.Web.Ui;
using ContentFactory.Web.Ui.Lists;
using Microsoft.Extensions.Localization;
using Words = ContentFactory.Web.Analytics.Overview.Texts;

namespace ContentFactory.Web.Analytics.Posts;

/// <summary>The table of posts as a file, with every figure that posts have.</summary>
internal sealed class PostTableExport(PostTableQueries posts, IStringLocalizer<Words> texts) : ListExport<PostNumbers>
{
    public const string ListName = "post-numbers";

    public override string Title => texts["Posts_Title"];

    protected override IReadOnlyList<ExportColumn<PostNumbers>> Columns { get; } =
    [
        ExportColumn.Text<PostNumbers>(texts["Posts_Post"], r => r.Title, 40),
        ExportColumn.Text<PostNumbers>(texts["Filter_Network"], r => NetworkName.Of(r.Platform)),
        ExportColumn.Text<PostNumbers>(texts["Filter_Channel"], r => r.ChannelName),
        ExportColumn.Text<PostNumbers>(texts["Filter_Type"], r => texts[$"Type_{r.Type}"]),
        ExportColumn.Moment<PostNumbers>(texts["Posts_Published"], r => r.PublishedAt),
        .. FigureBook.All.Where(d => d.OfPosts && d.Figure is not Figure.Posts).Select(d => ExportColumn.Number<PostNumbers>(texts.Heading(d.Figure), r => FigureText.ForFile(r.Numbers.Value(d.Figure)))),
        ExportColumn.Text<PostNumbers>(texts["Posts_Link"], r => r.Url, 40),
    ];

    protected override IAsyncEnumerable<PostNumbers> RowsAsync(ListState state, int most, CancellationToken ct) =>
        posts.EveryAsync(NumbersAddress.Of(state), state.Query(PostTableQueries.PageSize), most, ct);
}
