using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.Lists;
using ContentFactory.Domain.Trends;
using ContentFactory.Domain.Trends.ByHand;
using ContentFactory.Web.Trends.ByHand;
using ContentFactory.Web.Shell.Tools;
using ContentFactory.Web.Ui;
using ContentFactory.Web.Ui.Lists;

namespace ContentFactory.Web.Trends.Sources;

public sealed record SourcesData(ListPage<SourceRow> Page, IReadOnlyList<TrendChoice> Topics, TrendCounts Counts);

public sealed partial class SourcesPage(SourceQueries sources, TopicQueries topics, TrendQueries trends, SourceEditor editor, EventEditor events, TrendCollector collector)
{
    private SourceDraft draft = new();
    private EventDraft happening = new();
    private Sheet? sheet;
    private Sheet? eventSheet;
    private string? note;
    private bool inSheet;
    private bool hasOffered;

    protected override IReadOnlyList<string> Topics => [ChangeTopics.Trends];

    private IReadOnlyList<ListOption> Healths => [new(SourceFilters.Silent, T["Sources_Silent"])];

    private string EventKey => $"event-{happening.Id}";

    private string KeepKey => $"source-{draft.Id}";

    private ListState Asked => ListState.Of(Navigation.Uri);

    private IReadOnlyList<ListOption> States => [.. Enum.GetValues<SourceState>().Select(s => new ListOption(s.ToString().ToLowerInvariant(), T[$"Source_{s}"]))];

    protected override async Task<Result<SourcesData>> ReadAsync(CancellationToken ct) =>
        new SourcesData(await sources.ListAsync(SourceFilters.Of(Asked), ct), await topics.ChoicesAsync(ct), await trends.CountsAsync(ct));

    /// <summary>A link from elsewhere opens the form at once.</summary>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (hasOffered || sheet is null)
            return;
        hasOffered = true;
        if (Asked.Filter("add") is not null && Actor.May(Permission.EditTrendSources))
            await EditAsync(null);
    }

    private static StatusWord WordOf(SourceState state) => state switch
    {
        SourceState.Active => StatusWord.Active,
        SourceState.Paused => StatusWord.Paused,
        SourceState.Failing => StatusWord.NeedsAttention,
    };

    // what was typed for a new source stays until it is added
    private async Task EditAsync(SourceRow? source)
    {
        if (source is not null)
            draft = SourceDraft.Of(source);
        else if (draft.Id is not null)
            draft = new();
        (Problem, inSheet) = (null, true);
        StateHasChanged();
        await sheet!.OpenAsync();
    }

    private Task ChangeAsync(SourceRow source) => source.Plan is null ? EditAsync(source) : PlanAsync(source);

    private async Task PlanAsync(SourceRow? source)
    {
        if (source is { Plan: { } plan })
            happening = EventDraft.Of(source, plan);
        else if (happening.Id is not null)
            happening = new();
        (Problem, inSheet) = (null, true);
        StateHasChanged();
        await eventSheet!.OpenAsync();
    }

    private async Task SubmitEventAsync()
    {
        if (!await DoAsync(SaveEventAsync))
            return;
        await Script.ForgetTypedAsync(EventKey);
        await eventSheet!.CloseAsync();
        happening = new();
    }

    /// <summary>One whose time has come already makes its idea at once.</summary>
    private async Task<Result> SaveEventAsync()
    {
        var saved = happening.Id is { } id ? await events.ChangeAsync(id, happening.Entry(), Leaving) is { Ok: false } refused ? refused.Problem! : id : await events.AddAsync(happening.Entry(), Leaving);
        if (!saved.Ok)
            return saved.Problem;
        var collected = await collector.CollectAsync(saved.Value, Leaving);
        note = collected is { Ok: true, Value.Added: > 0 } ? T.Plural("Source_Collected", collected.Value.Added).Value : null;
        return Result.Done;
    }

    private Task SubmitAsync() => draft switch
    {
        { Id: { } id } => CloseAfterAsync(() => editor.ChangeAsync(id, draft.Name, draft.Interval, draft.TopicId, draft.Weight, Leaving)),
        { Found: null } => LookAsync(),
        _ => CloseAfterAsync(AddAsync),
    };

    /// <summary>What was typed stays when the address is refused.</summary>
    private Task LookAsync() => DoAsync(async () =>
    {
        StateHasChanged();
        var found = await editor.LookAsync(draft.Address, Leaving);
        if (found.Ok)
            draft.Take(found.Value);
        return new Result(found.Problem);
    });

    private async Task<Result> AddAsync()
    {
        note = null;
        StateHasChanged();
        var added = await editor.AddAsync(draft.Entry(), Leaving);
        if (!added.Ok)
            return added.Problem;
        var collected = await collector.CollectAsync(added.Value, Leaving);
        note = collected.Ok ? T.Plural("Source_Collected", collected.Value.Added).Value : null;
        return Result.Done;
    }

    private async Task CloseAfterAsync(Func<Task<Result>> verb)
    {
        if (!await DoAsync(verb))
            return;
        await Script.ForgetTypedAsync(KeepKey);
        await sheet!.CloseAsync();
        draft = new();
    }

    private Task CollectAsync(Guid sourceId) => DoAsync(async () =>
    {
        note = null;
        StateHasChanged();
        var collected = await collector.CollectAsync(sourceId, Leaving);
        note = collected.Ok ? T.Plural("Source_Collected", collected.Value.Added).Value : T["Source_NotCollected"].Value;
        // why it failed stands at the source itself
        return Result.Done;
    });

    private Task SwitchAsync(SourceRow source) =>
        DoAsync(() => source.State is SourceState.Paused ? editor.ResumeAsync(source.Id, Leaving) : editor.PauseAsync(source.Id, Leaving));

    private Task RemoveAsync(Guid sourceId) => DoAsync(() => editor.RemoveAsync(sourceId, Leaving));
}
