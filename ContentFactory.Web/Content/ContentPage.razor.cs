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

    /// <summary>One verb for each row, told how many went well before: one that is refused stops none of the others, and is named.</summary>
    private Task EachAsync(string doneKey, IReadOnlyList<Guid> ids, Func<PostRow, Task<Result>> verb) => EachAsync(doneKey, ids, (row, _) => verb(row));

    private async Task EachAsync(string doneKey, IReadOnlyList<Guid> ids, Func<PostRow, int, Task<Result>> verb)
    {
        var rows = Data!.Page.Rows.Where(r => ids.Contains(r.Id)).ToList();
        await DoAsync(async () =>
        {
            var refused = new List<RefusedRow>();
            foreach (var (n, row) in rows.Index())
                if ((await verb(row, n - refused.Count)).Problem is { } problem)
                    refused.Add(new(row.Title, problem));
            outcome = new(doneKey, rows.Count - refused.Count, refused);
            return Result.Done;
        });
        list?.ClearSelection();
    }
}
