using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.Lists;
using ContentFactory.Domain.Trends;
using ContentFactory.Domain.Trends.Niches;
using ContentFactory.Web.Shell.Tools;
using ContentFactory.Web.Ui;
using ContentFactory.Web.Ui.Lists;

namespace ContentFactory.Web.Trends.Niches;

public sealed record NichesData(ListPage<NicheRow> Page, TrendCounts Counts);

public sealed partial class NichesPage(NicheQueries niches, TrendQueries trends, NicheEditor editor)
{
    private NicheDraft draft = new();
    private Sheet? sheet;
    private bool inSheet;
    private bool hasOffered;

    protected override IReadOnlyList<string> Topics => [ChangeTopics.Trends];

    private string KeepKey => $"niche-{draft.Id}";

    private ListState Asked => ListState.Of(Navigation.Uri);

    private IReadOnlyList<ListOption> Statuses => [.. Enum.GetValues<NicheStatus>().Select(s => new ListOption(s.ToString().ToLowerInvariant(), T[$"NicheStatus_{s}"]))];

    protected override async Task<Result<NichesData>> ReadAsync(CancellationToken ct) =>
        new NichesData(await niches.ListAsync(new NicheFilter(Asked.Filter<NicheStatus>("state"), Asked.Query()), ct), await trends.CountsAsync(ct));

    /// <summary>A link from elsewhere opens the form at once.</summary>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (hasOffered || sheet is null)
            return;
        hasOffered = true;
        if (Actor.May(Permission.EditTopics) && Asked.Id("edit") is { } id && await niches.OneAsync(id, Leaving) is { Ok: true } niche)
            await EditAsync(niche.Value);
    }

    // what was typed for a new niche stays until it is saved
    private async Task EditAsync(NicheRow? niche)
    {
        if (niche is not null)
            draft = NicheDraft.Of(niche);
        else if (draft.Id is not null)
            draft = new();
        (Problem, inSheet) = (null, true);
        StateHasChanged();
        await sheet!.OpenAsync();
    }

    private async Task SubmitAsync()
    {
        var done = await DoAsync(async () => draft.Id is { } id
            ? await editor.ChangeAsync(id, draft.Entry(), Leaving)
            : new Result((await editor.AddAsync(draft.Entry(), Leaving)).Problem));
        if (!done)
            return;
        await Script.ForgetTypedAsync(KeepKey);
        await sheet!.CloseAsync();
        draft = new();
    }

    private Task RemoveAsync(Guid nicheId) => DoAsync(() => editor.RemoveAsync(nicheId, Leaving));
}
