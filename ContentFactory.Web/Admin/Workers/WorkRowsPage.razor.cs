using ContentFactory.Domain;
using ContentFactory.Domain.Admin.Workers;
using ContentFactory.Domain.Lists;
using ContentFactory.Domain.LongWork;
using ContentFactory.Web.Ui;
using ContentFactory.Web.Ui.Lists;

namespace ContentFactory.Web.Admin.Workers;

/// <summary>The rows behind a number of the console of workers, and what may be done to one of them.</summary>
public sealed partial class WorkRowsPage(WorkerQueries queries, WorkerActs acts, WorkKinds kinds, ProblemText words)
{
    private Sheet? sheet;
    private WorkRow? chosen;
    private string reason = "";
    private string? done;
    private bool again;
    private bool inSheet;

    private WorkQueue Of => WorkPlaces.QueueOf(ListState.Of(Navigation.Uri));

    private string Title => T[$"Work_{Of}"];

    private IReadOnlyList<Crumb> Way => [new(T["Workers_Title"], "/admin/workers")];

    /// <summary>Letters and messages belong to people, not to workspaces.</summary>
    private bool ByTenant => Of is not (WorkQueue.Letters or WorkQueue.BotMessages);

    private IReadOnlyList<ListOption> States => [.. Enum.GetValues<WorkState>().Select(s => new ListOption(s.ToString().ToLowerInvariant(), T[$"WorkState_{s}"]))];

    protected override async Task<Result<ListPage<WorkRow>>> ReadAsync(CancellationToken ct)
    {
        var asked = ListState.Of(Navigation.Uri);
        return await queries.ListAsync(WorkPlaces.QueueOf(asked), new WorkFilter(asked.Filter<WorkState>("state"), asked.Query()), ct);
    }

    private static StatusTone ToneOf(WorkState state) => state switch
    {
        WorkState.Failed => StatusTone.Bad,
        WorkState.Unknown => StatusTone.Warn,
        WorkState.UnderWay => StatusTone.Info,
        _ => StatusTone.Plain,
    };

    private string? WhatOf(WorkRow row) => row.What is not { } what ? null
        : Of is WorkQueue.LongWork && kinds.Find(what) is { } kind ? words.Stored(kind.Title)
        : T[$"WorkKind_{what}"] is { ResourceNotFound: false } known ? known.Value : NetworkName.Of(what);

    /// <summary>A reason that the domain has words for, or the bare code that a network or a server gave.</summary>
    private string FaultOf(WorkRow row) => row.Fault is not { } fault ? "–" : fault.Contains('.', StringComparison.Ordinal) && !fault.Contains(' ', StringComparison.Ordinal) ? words.Stored(fault, [.. row.FaultArgs]) : fault;

    private async Task OpenAsync(WorkRow row, bool asAgain)
    {
        (Problem, done, inSheet, chosen, again, reason) = (null, null, true, row, asAgain, "");
        StateHasChanged();
        await sheet!.OpenAsync();
    }

    private async Task ActAsync()
    {
        if (chosen is not { } row)
            return;
        var worked = await DoAsync(() => again ? acts.AgainAsync(Of, row.TenantId, row.Id, reason, Leaving) : acts.CancelAsync(Of, row.TenantId, row.Id, reason, Leaving));
        if (!worked)
            return;
        await sheet!.CloseAsync();
        done = T[again ? "Workers_AgainDone" : "Workers_CancelDone"];
    }
}
