using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.LongWork;
using ContentFactory.Web.Shell;
using Microsoft.AspNetCore.Components;

namespace ContentFactory.Web.Ui;

/// <summary>Shows long work as it goes: of one kind in the tenant, or without a kind all that the reader started.</summary>
public sealed partial class RunningWork(LongTasks works, TenantScope scope, Changes changes, TimeProvider clock) : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource leaving = new();
    private readonly HashSet<Guid> hidden = [];
    private IDisposable? subscription;
    private ITimer? reading;
    private ITimer? ticking;
    private Problem? problem;
    private int asked;
    private bool busy;

    /// <summary>The name of a kind; null for the reader's own work of all kinds.</summary>
    [Parameter] public string? Kind { get; set; }

    /// <summary>Reads another choice of tasks than one kind or the reader's own.</summary>
    [Parameter] public Func<CancellationToken, Task<IReadOnlyList<LongTaskView>>>? Source { get; set; }

    /// <summary>What stands below a task, in place of the link to its result.</summary>
    [Parameter] public RenderFragment<LongTaskView>? After { get; set; }

    /// <summary>Whether anything is under way, for a button that starts it.</summary>
    [Parameter] public EventCallback<bool> UnderWayChanged { get; set; }

    [PersistentState] public IReadOnlyList<LongTaskView>? Tasks { get; set; }

    private List<LongTaskView> Shown => [.. (Tasks ?? []).Where(t => !hidden.Contains(t.Id))];

    /// <summary>Reads now: after starting work the page need not wait for the signal.</summary>
    public async Task RefreshAsync()
    {
        try
        {
            var wasUnderWay = UnderWay;
            Tasks = Source is not null ? await Source(leaving.Token) : Kind is null ? await works.MineAsync(leaving.Token) : await works.CurrentAsync(Kind, leaving.Token) is { } current ? [current] : [];
            ticking?.Change(UnderWay ? Second : Timeout.InfiniteTimeSpan, UnderWay ? Second : Timeout.InfiniteTimeSpan);
            if (wasUnderWay != UnderWay)
                await UnderWayChanged.InvokeAsync(UnderWay);
        }
        catch (Exception e) when (leaving.IsCancellationRequested || e is NotPermittedException)
        {
            return;
        }
        catch (Exception e) when (DatabaseGate.IsOutage(e))
        {
            reading?.Change(Second, Timeout.InfiniteTimeSpan);
        }
        StateHasChanged();
    }

    protected override async Task OnInitializedAsync()
    {
        if (!scope.IsSet)
            return;
        if (Tasks is null)
            await RefreshAsync();
        else if (UnderWay)
            await UnderWayChanged.InvokeAsync(true);
    }

    protected override void OnAfterRender(bool firstRender)
    {
        if (!firstRender || !scope.IsSet)
            return;
        reading = clock.CreateTimer(_ => Read(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        ticking = clock.CreateTimer(_ => InvokeAsync(StateHasChanged), null, UnderWay ? Second : Timeout.InfiniteTimeSpan, UnderWay ? Second : Timeout.InfiniteTimeSpan);
        subscription = changes.Subscribe(scope.TenantId, ChangeTopics.LongWork, Changed);
        // what the prerender saw may have ended before anybody listened
        if (UnderWay)
            _ = Changed();
    }

    public async ValueTask DisposeAsync()
    {
        subscription?.Dispose();
        await leaving.CancelAsync();
        foreach (var timer in new[] { reading, ticking }.OfType<ITimer>())
            await timer.DisposeAsync();
        leaving.Dispose();
    }

    private bool UnderWay => Tasks?.Any(t => t.UnderWay) is true;

    /// <summary>Signals come as often as the read goes: a later one must not put the read off again.</summary>
    private Task Changed()
    {
        if (Interlocked.Exchange(ref asked, 1) == 0)
            reading?.Change(Pause, Timeout.InfiniteTimeSpan);
        return Task.CompletedTask;
    }

    private void Read()
    {
        Interlocked.Exchange(ref asked, 0);
        _ = InvokeAsync(RefreshAsync);
    }

    private Task CancelAsync(LongTaskView task) => DoAsync(() => works.CancelAsync(task.Id, leaving.Token));

    private Task AgainAsync(LongTaskView task) => DoAsync(async () => new Result((await works.AgainAsync(task.Id, leaving.Token)).Problem));

    private void Hide(LongTaskView task) => hidden.Add(task.Id);

    private async Task DoAsync(Func<Task<Result>> verb)
    {
        if (busy)
            return;
        (busy, problem) = (true, null);
        try
        {
            problem = (await verb()).Problem;
        }
        catch (OperationCanceledException) when (leaving.IsCancellationRequested)
        {
            return;
        }
        catch (NotPermittedException e)
        {
            problem = e.Problem;
        }
        catch (Exception e) when (DatabaseGate.IsOutage(e))
        {
            problem = Problem.Unavailable("Access.DatabaseAway");
        }
        finally
        {
            busy = false;
        }
        await RefreshAsync();
    }
}
