using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Content;
using ContentFactory.Domain.Data;
using ContentFactory.Web.Content.Many;
using ContentFactory.Web.Ui.Lists;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace ContentFactory.Web.Content;

public sealed partial class ContentPage(PostQueries posts, PostEditor editor, PostApproval approval, PostTags tags, CompanyQueries companies, IStringLocalizer<Ui.Texts> words)
{
    private static readonly PostStatus[] Shown = [.. Enum.GetValues<PostStatus>().Where(s => s is not PostStatus.Generating)];

    private DataList<PostRow>? list;
    private BulkOutcome? outcome;
    private GenerateSheet? generate;
    private ManySheet? many;
    private Guid companyId;

    protected override IReadOnlyList<string> Topics => [ChangeTopics.Posts];

    private IReadOnlyList<ListOption> Statuses => [.. Shown.Select(s => new ListOption(s.ToString().ToLowerInvariant(), words[$"Status_{s}"]))];

    protected override async Task<Result<ContentData>> ReadAsync(CancellationToken ct) =>
        new ContentData(await posts.ListAsync(PostFilters.Of(ListState.Of(Navigation.Uri)), ct), await companies.ChoicesAsync(ct), await tags.UsedAsync(ct));

    protected override void OnRead(ContentData data)
    {
        if (data.Companies.All(c => c.Id != companyId))
            companyId = data.Companies is [var first, ..] ? first.Id : Guid.Empty;
    }

    private string AddressOf(PostRow row) => $"/t/{Tenant}/content/{row.Id}";

    private async Task CreateAsync()
    {
        var made = Guid.Empty;
        var done = await DoAsync(async () =>
        {
            var result = await editor.CreateAsync(new NewPost(companyId), Leaving);
            made = result.Ok ? result.Value : made;
            return new Result(result.Problem);
        });
        if (done)
            Navigation.NavigateTo($"/t/{Tenant}/content/{made}");
    }

    private Task ReadyAsync(IReadOnlyList<Guid> ids) => EachAsync("Content_ReadyDone", ids, row => editor.MakeReadyAsync(row.Id, row.Version, Leaving));

    // the version that stands on the screen is the one that is approved
    private Task ApproveAsync(IReadOnlyList<Guid> ids) => EachAsync("Content_ApproveDone", ids, row => approval.ApproveAsync(row.Id, row.Version, Leaving));

    private Task ArchiveAsync(IReadOnlyList<Guid> ids) => EachAsync("Content_ArchiveDone", ids, row => editor.ArchiveAsync(row.Id, Leaving));

    private Task EachAsync(string doneKey, IReadOnlyList<Guid> ids, Func<PostRow, Task<Result>> verb) => DoAsync(new ManyOrder(doneKey, ids, ManyOrder.Each((row, _) => verb(row))));

    /// <summary>Each that is refused is named.</summary>
    private async Task DoAsync(ManyOrder order)
    {
        var rows = Data!.Page.Rows.Where(r => order.Ids.Contains(r.Id)).ToList();
        await DoAsync(async () =>
        {
            var refused = await order.Verb(rows);
            if (!refused.Ok)
                return refused.Problem;
            outcome = new(order.DoneKey, rows.Count - refused.Value.Count, [.. rows.Where(r => refused.Value.ContainsKey(r.Id)).Select(r => new RefusedRow(r.Title, refused.Value[r.Id]))]);
            return Result.Done;
        });
        list?.ClearSelection();
    }
}
