using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Content;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.Lists;
using ContentFactory.Domain.LongWork;
using ContentFactory.Domain.Trends;
using ContentFactory.Web.Ui;
using ContentFactory.Web.Ui.Lists;

namespace ContentFactory.Web.Trends;

public sealed record IdeasData(
    ListPage<TrendRow> Page, IReadOnlyList<TrendChoice> Topics, IReadOnlyList<TrendChoice> Sources, IReadOnlyList<CompanyOption> Companies, TrendCounts Counts);

public sealed partial class IdeasPage(
    TrendQueries trends, TopicQueries topics, SourceQueries sources, TrendCuration curation, LongTasks works, DraftGenerator drafts, CompanyQueries companies)
{
    private readonly HiddenRows hidden = new();
    private DataList<TrendRow>? list;
    private IReadOnlyList<TrendRow> shown = [];
    private RunningWork? collection;
    private bool collecting;
    private Guid companyId;

    protected override IReadOnlyList<string> Topics => [ChangeTopics.Trends];

    private ListState Asked => ListState.Of(Navigation.Uri);

    private bool ShowsHidden => IdeaFilters.Of(Asked).State is TrendItemState.Hidden;

    private IReadOnlyList<ListOption> States => [.. Enum.GetValues<TrendItemState>().Select(s => new ListOption(s.ToString().ToLowerInvariant(), T[$"State_{s}"]))];

    protected override async Task<Result<IdeasData>> ReadAsync(CancellationToken ct) => new IdeasData(
        await trends.ListAsync(IdeaFilters.Of(Asked), ct), await topics.ChoicesAsync(ct), await sources.ChoicesAsync(ct),
        await companies.ChoicesAsync(ct), await trends.CountsAsync(ct));

    protected override void OnRead(IdeasData data)
    {
        shown = hidden.Among(data.Page.Rows, Navigation.Uri);
        if (data.Companies.All(c => c.Id != companyId))
            companyId = data.Companies is [var first, ..] ? first.Id : Guid.Empty;
    }

    private Task CollectAsync() => DoAsync(async () =>
    {
        await works.StartAsync(CollectSources.Kind, ct: Leaving);
        if (collection is not null)
            await collection.RefreshAsync();
        return Result.Done;
    });

    private async Task GenerateAsync(IReadOnlyList<Guid> itemIds)
    {
        Guid? made = null;
        await DoAsync(async () =>
        {
            var result = await drafts.GenerateAsync(new GenerateDraft(Asked.Company ?? companyId, itemIds), Leaving);
            made = result.Ok ? result.Value : null;
            return new Result(result.Problem);
        });
        if (made is { } id)
            Navigation.NavigateTo($"/t/{Tenant}/content/{id}");
    }

    private Task SaveAsync(IReadOnlyList<Guid> itemIds) => EachAsync(itemIds, curation.SaveAsync);

    private Task HideAsync(IReadOnlyList<Guid> itemIds)
    {
        hidden.Keep(shown, itemIds, Navigation.Uri);
        return EachAsync(itemIds, curation.HideAsync);
    }

    private Task ShowAsync(Guid itemId)
    {
        hidden.Forget(itemId);
        return EachAsync([itemId], curation.ShowAsync);
    }

    private async Task EachAsync(IReadOnlyList<Guid> itemIds, Func<Guid, CancellationToken, Task<Result>> verb)
    {
        await DoAsync(async () =>
        {
            foreach (var id in itemIds)
                if ((await verb(id, Leaving)).Problem is { } problem)
                    return problem;
            return Result.Done;
        });
        list?.ClearSelection();
    }
}
