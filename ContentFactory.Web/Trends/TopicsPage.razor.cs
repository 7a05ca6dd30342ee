using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.Lists;
using ContentFactory.Domain.Trends;
using ContentFactory.Domain.Trends.Niches;
using ContentFactory.Web.Shell.Tools;
using ContentFactory.Web.Ui;
using ContentFactory.Web.Ui.Lists;

namespace ContentFactory.Web.Trends;

public sealed record TopicsData(ListPage<TopicRow> Page, IReadOnlyList<CompanyOption> Companies, TrendCounts Counts, IReadOnlyList<TrendChoice> Niches);

public sealed partial class TopicsPage(TopicQueries topics, TrendQueries trends, TopicEditor editor, CompanyQueries companies, NicheQueries niches)
{
    private TopicDraft draft = new();
    private Sheet? sheet;
    private bool inSheet;
    private bool hasOffered;

    protected override IReadOnlyList<string> Topics => [ChangeTopics.Trends];

    private string KeepKey => $"topic-{draft.Id}";

    private ListState Asked => ListState.Of(Navigation.Uri);

    private IReadOnlyList<ListOption> Languages => [new("ru", T["Topics_Russian"]), new("en", T["Topics_English"])];

    protected override async Task<Result<TopicsData>> ReadAsync(CancellationToken ct) =>
        new TopicsData(await topics.ListAsync(TopicFilters.Of(Asked), ct), await companies.ChoicesAsync(ct), await trends.CountsAsync(ct), await niches.ChoicesAsync(ct));

    /// <summary>A link from elsewhere opens the form at once.</summary>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (hasOffered || sheet is null)
            return;
        hasOffered = true;
        if (Asked.Filter("add") is not null && Actor.May(Permission.EditTopics))
            await EditAsync(null);
    }

    // what was typed for a new topic stays until it is saved
    private async Task EditAsync(TopicRow? topic)
    {
        if (topic is not null)
            draft = TopicDraft.Of(topic);
        else if (draft.Id is not null || draft.Name.Length + draft.Keywords.Length == 0)
            draft = TopicDraft.New(Data!.Companies);
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

    private Task RemoveAsync(Guid topicId) => DoAsync(() => editor.RemoveAsync(topicId, Leaving));
}
