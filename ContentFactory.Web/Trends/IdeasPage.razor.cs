using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Content;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.LongWork;
using ContentFactory.Domain.Trends;
using ContentFactory.Web.Ui;
using Microsoft.AspNetCore.Components;

namespace ContentFactory.Web.Trends;

public sealed record IdeasData(TrendPage Page, IReadOnlyList<Choice> Topics, IReadOnlyList<Choice> Sources, IReadOnlyList<CompanyOption> Companies);

public sealed record Choice(Guid Id, string Name);

public sealed partial class IdeasPage(TrendQueries trends, TrendCuration curation, LongTasks works, DraftGenerator drafts, CompanyQueries companies)
{
    private string? search;
    private RunningWork? collection;
    private bool collecting;
    private Guid companyId;

    [SupplyParameterFromQuery(Name = "topic")] public string? Topic { get; set; }
    [SupplyParameterFromQuery(Name = "source")] public string? Source { get; set; }
    [SupplyParameterFromQuery(Name = "state")] public string? StateName { get; set; }
    [SupplyParameterFromQuery(Name = "sort")] public string? Sort { get; set; }
    [SupplyParameterFromQuery(Name = "q")] public string? Query { get; set; }
    [SupplyParameterFromQuery(Name = "page")] public string? PageNumber { get; set; }

    protected override IReadOnlyList<string> Topics => [ChangeTopics.Trends];

    protected override async Task<Result<IdeasData>> ReadAsync(CancellationToken ct)
    {
        var filter = new TrendFilter(
            Id(Topic), Id(Source), Enum.TryParse<TrendItemState>(StateName, ignoreCase: true, out var state) && Enum.IsDefined(state) ? state : null,
            Query, Sort is "new" ? TrendSort.Newest : TrendSort.Score, int.TryParse(PageNumber, out var page) ? page : 1);
        return new IdeasData(
            await trends.ListAsync(filter, ct),
            [.. (await trends.TopicsAsync(ct)).Select(t => new Choice(t.Id, t.Name))],
            [.. (await trends.SourcesAsync(ct)).Select(s => new Choice(s.Id, s.Name))],
            await companies.ChoicesAsync(ct));
    }

    protected override void OnRead(IdeasData data)
    {
        search ??= Query;
        if (data.Companies.All(c => c.Id != companyId))
            companyId = data.Companies is [var first, ..] ? first.Id : Guid.Empty;
    }

    private static Guid? Id(string? text) => Guid.TryParse(text, out var id) ? id : null;

    private void Search() => Go("q", string.IsNullOrWhiteSpace(search) ? null : search.Trim());

    private void Filter(string name, object? value) => Go(name, value as string is { Length: > 0 } text ? text : null);

    private void Go(string name, string? value) =>
        Navigation.NavigateTo(Navigation.GetUriWithQueryParameters(new Dictionary<string, object?> { [name] = value, ["page"] = null }));

    private Task CollectAsync() => DoAsync(async () =>
    {
        await works.StartAsync(CollectSources.Kind, ct: Leaving);
        if (collection is not null)
            await collection.RefreshAsync();
        return Result.Done;
    });

    private async Task GenerateAsync(Guid itemId)
    {
        Guid? made = null;
        await DoAsync(async () =>
        {
            var result = await drafts.GenerateAsync(new GenerateDraft(companyId, [itemId]), Leaving);
            made = result.Ok ? result.Value : null;
            return new Result(result.Problem);
        });
        if (made is { } id)
            Navigation.NavigateTo($"/t/{Tenant}/content/{id}");
    }

    private Task SaveAsync(Guid itemId) => DoAsync(() => curation.SaveAsync(itemId, Leaving));

    private Task HideAsync(Guid itemId) => DoAsync(() => curation.HideAsync(itemId, Leaving));

    private Task ShowAsync(Guid itemId) => DoAsync(() => curation.ShowAsync(itemId, Leaving));
}
