using System.Globalization;
using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Ai.Writers;
using ContentFactory.Domain.Content;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.Lists;
using ContentFactory.Domain.LongWork;
using ContentFactory.Domain.Trends;
using ContentFactory.Domain.Trends.ByHand;
using ContentFactory.Domain.Trends.Saved;
using ContentFactory.Web.Shell.Tools;
using ContentFactory.Web.Trends.ByHand;
using ContentFactory.Web.Trends.Saved;
using ContentFactory.Web.Ui;
using ContentFactory.Web.Ui.Lists;

namespace ContentFactory.Web.Trends;

public sealed record IdeasData(
    ListPage<TrendRow> Page, IReadOnlyList<TrendChoice> Topics, IReadOnlyList<TrendChoice> Sources, IReadOnlyList<CompanyOption> Companies, TrendCounts Counts,
    IReadOnlyList<SavedFilter> Views);

public sealed partial class IdeasPage(
    TrendQueries trends, TopicQueries topics, SourceQueries sources, TrendCuration curation, LongTasks works, DraftGenerator drafts, DraftWriter writer, CompanyQueries companies, IdeasByHand byHand, SavedFilters views)
{
    private readonly HiddenRows hidden = new();
    private DataList<TrendRow>? list;
    private IReadOnlyList<TrendRow> shown = [];
    private RunningWork? collection;
    private bool collecting;
    private IdeaDraft idea = new();
    private object naming = new();
    private Sheet? ideaSheet;
    private Sheet? viewSheet;
    private bool inSheet;
    private Content.GenerateSheet? ask;
    private Guid companyId;

    protected override IReadOnlyList<string> Topics => [ChangeTopics.Trends];

    private ListState Asked => ListState.Of(Navigation.Uri);

    private bool ShowsHidden => IdeaFilters.Of(Asked).State is TrendItemState.Hidden;

    private IReadOnlyList<ListOption> States => [.. Enum.GetValues<TrendItemState>().Select(s => new ListOption(s.ToString().ToLowerInvariant(), T[$"State_{s}"]))];

    private IReadOnlyList<ListOption> CarriedBy => [.. IdeaFilters.Carriers.Select(n => new ListOption(n.ToString(CultureInfo.InvariantCulture), T.Plural("Filter_CarriedBy", n)))];

    protected override async Task<Result<IdeasData>> ReadAsync(CancellationToken ct)
    {
        var own = await views.ListAsync(ct);
        OpenFirst(own);
        return new IdeasData(
            await trends.ListAsync(IdeaFilters.Of(Asked), ct), await topics.ChoicesAsync(ct), await sources.ChoicesAsync(ct),
            await companies.ChoicesAsync(ct), await trends.CountsAsync(ct), own);
    }

    protected override void OnRead(IdeasData data)
    {
        shown = hidden.Among(data.Page.Rows, Navigation.Uri);
        if (data.Companies.All(c => c.Id != companyId))
            companyId = data.Companies is [var first, ..] ? first.Id : Guid.Empty;
    }

    private string KeepKey => "idea-by-hand";

    /// <summary>The bare address means the view that the person put first; any other says what it wants.</summary>
    private void OpenFirst(IReadOnlyList<SavedFilter> own)
    {
        if (new Uri(Navigation.Uri).Query.Length > 1 || own.FirstOrDefault(v => v.IsDefault) is not { Query.Length: > 0 } first)
            return;
        var address = $"{Asked.Path}?{first.Query}";
        if (RendererInfo.IsInteractive)
            Navigation.NavigateTo(address, replace: true);
        else if (Http.HttpContext is { Response.HasStarted: false } http)
            http.Response.Redirect(address);
    }

    // what was typed stays until it is added
    private Task BringAsync() => OpenAsync(ideaSheet);

    private Task NameAsync()
    {
        naming = new();
        return OpenAsync(viewSheet);
    }

    private async Task OpenAsync(Sheet? sheet)
    {
        (Problem, inSheet) = (null, true);
        StateHasChanged();
        await sheet!.OpenAsync();
    }

    private async Task AddIdeaAsync()
    {
        if (!await DoAsync(() => byHand.AddAsync(idea.Kind, idea.Entry(), T[idea.IsTiktok ? "Kind_Tiktok" : "Hand_Source"], Leaving)))
            return;
        await Script.ForgetTypedAsync(KeepKey);
        await ideaSheet!.CloseAsync();
        idea = new();
    }

    private async Task SaveViewAsync((string Name, bool First) typed)
    {
        if (await DoAsync(() => views.SaveAsync(typed.Name, SavedView.Of(Asked), typed.First, Leaving)))
            await viewSheet!.CloseAsync();
    }

    private Task OpenFirstAsync(Guid? viewId) => DoAsync(() => views.OpenFirstAsync(viewId, Leaving));

    private Task ForgetAsync(Guid viewId) => DoAsync(() => views.RemoveAsync(viewId, Leaving));

    private Task CollectAsync() => DoAsync(async () =>
    {
        await works.StartAsync(CollectSources.Kind, ct: Leaving);
        if (collection is not null)
            await collection.RefreshAsync();
        return Result.Done;
    });

    /// <summary>A model is watched in the sheet; the offline composer is done before one could look.</summary>
    private Task GenerateAsync(IReadOnlyList<Guid> itemIds)
    {
        var request = new GenerateDraft(Asked.Company ?? companyId, itemIds) { Take = shown.Where(i => itemIds.Contains(i.Id)).Select(i => i.UsedCount).DefaultIfEmpty(0).Max() };
        return writer.HasModel() ? ask!.WriteAsync(request) : ComposeAsync(request);
    }

    private async Task ComposeAsync(GenerateDraft request)
    {
        Guid? made = null;
        await DoAsync(async () =>
        {
            var result = await drafts.GenerateAsync(request, Leaving);
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
