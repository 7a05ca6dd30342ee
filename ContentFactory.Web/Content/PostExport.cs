using ContentFactory.Domain.Content;
using ContentFactory.Web.Exports;
using ContentFactory.Web.Ui.Lists;
using Microsoft.Extensions.Localization;

namespace ContentFactory.Web.Content;

/// <summary>The content list as a file.</summary>
internal sealed class PostExport(PostQueries posts, IStringLocalizer<Texts> texts, IStringLocalizer<Ui.Texts> words) : ListExport<PostRow>
{
    public const string ListName = "posts";

    public override string Title => texts["Content_Title"];

    protected override IReadOnlyList<ExportColumn<PostRow>> Columns { get; } =
    [
        ExportColumn.Text<PostRow>(texts["Content_Post"], r => r.Title, 40),
        ExportColumn.Text<PostRow>(texts["Content_Start"], r => r.Start, 60),
        ExportColumn.Text<PostRow>(texts["Content_Status"], r => words[$"Status_{r.Status}"]),
        ExportColumn.Text<PostRow>(texts["Content_Company"], r => r.CompanyName),
        ExportColumn.Text<PostRow>(texts["Content_Author"], r => r.MadeBy is not null ? texts["Content_Composed"] : r.AuthorName),
        ExportColumn.Number<PostRow>(texts["Content_Files"], r => r.Media),
        ExportColumn.Moment<PostRow>(texts["Content_Created"], r => r.CreatedAt),
        ExportColumn.Moment<PostRow>(texts["Content_Changed"], r => r.UpdatedAt),
    ];

    protected override IAsyncEnumerable<PostRow> RowsAsync(ListState state, int most, CancellationToken ct) => posts.EveryAsync(PostFilters.Of(state), most, ct);
}
