using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Content.Presence;
using ContentFactory.Domain.Data;
using ContentFactory.Web.Shell;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace ContentFactory.Web.Content.Presence;

/// <summary>Says that this tab has the post open, for as long as the browser answers, and hears who else has.</summary>
public sealed partial class WhoIsHere(PostVisit visit, TenantScope scope, Changes changes, IJSRuntime js, TimeProvider clock) : IAsyncDisposable
{
    private const int Shown = 4;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource leaving = new();
    private readonly Guid tab = Ids.New(clock);
    private IReadOnlyList<PresentPerson> others = [];
    private IDisposable? listening;
    private string? field;

    [Parameter, EditorRequired] public Guid PostId { get; set; }

    /// <summary>Told whenever somebody comes, goes or moves to another field.</summary>
    [Parameter] public EventCallback<IReadOnlyList<PresentPerson>> OnOthers { get; set; }

    /// <summary>This person stands in another field now; null where they have left all.</summary>
    public Task MoveAsync(string? to)
    {
        if (field == to)
            return Task.CompletedTask;
        field = to;
        return StayAsync(tells: true);
    }

    public async ValueTask DisposeAsync()
    {
        listening?.Dispose();
        await leaving.CancelAsync();
        try
        {
            await visit.LeaveAsync(tab);
        }
        catch (Exception e) when (e is NotPermittedException || DatabaseGate.IsOutage(e))
        {
            // the others stop seeing it after a while
        }
        leaving.Dispose();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
            return;
        listening = changes.Subscribe(scope.TenantId, ChangeTopics.Presence, () => InvokeAsync(ReadAsync));
        await StayAsync(tells: true);
        _ = BeatAsync();
    }

    private async Task BeatAsync()
    {
        using var timer = new PeriodicTimer(PostVisit.Heartbeat, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(leaving.Token))
                if (await AnswersAsync())
                    await StayAsync(tells: false);
        }
        catch (OperationCanceledException) when (leaving.IsCancellationRequested)
        {
            // the page is left
        }
    }

    /// <summary>A circuit lives on for minutes after its browser is gone: its person is not here any more.</summary>
    private async Task<bool> AnswersAsync()
    {
        try
        {
            using var patience = new CancellationTokenSource(Patience, clock);
            await js.InvokeAsync<bool>("document.hasFocus", patience.Token);
            return true;
        }
        catch (Exception e) when (e is OperationCanceledException or JSException or JSDisconnectedException)
        {
            return false;
        }
    }

    private Task StayAsync(bool tells) => AskAsync(async () =>
    {
        var stayed = await visit.StayAsync(PostId, tab, field, tells, leaving.Token);
        return stayed.Ok ? stayed.Value : others;
    });

    private Task ReadAsync() => AskAsync(() => visit.OthersAsync(PostId, leaving.Token));

    private async Task AskAsync(Func<Task<IReadOnlyList<PresentPerson>>> ask)
    {
        try
        {
            var now = await ask();
            if (now.SequenceEqual(others))
                return;
            others = now;
            await OnOthers.InvokeAsync(others);
            StateHasChanged();
        }
        catch (Exception e) when (e is OperationCanceledException or NotPermittedException || DatabaseGate.IsOutage(e))
        {
            // who else is here is no reason to disturb anybody
        }
    }

    private string Said(PresentPerson person) => person.Field is null ? T["Here_Looks", person.Name] : T[$"Here_{person.Field}", person.Name];

    private static string Initials(string name)
    {
        var words = name.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return string.Concat(words.Take(2).Select(w => System.Globalization.StringInfo.GetNextTextElement(w))).ToUpperInvariant();
    }
}
