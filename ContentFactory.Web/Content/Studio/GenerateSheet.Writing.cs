using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Content;
using ContentFactory.Web.Shell;
using ContentFactory.Web.Ui;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace ContentFactory.Web.Content;

/// <summary>Shows a draft while a model writes it. Stopped, closed or left, it makes no post, and the form is as it was.</summary>
public sealed partial class GenerateSheet : IDisposable
{
    private readonly CancellationTokenSource leaving = new();
    private CancellationToken left;
    private CancellationTokenSource? running;
    private DraftWriting? writing;
    private ElementReference go;
    private DraftShown? shown;
    private Problem? problem;
    private bool isStopped;
    private bool wasShown;

    // a post that stands is not asked for a second time while the page goes there
    private bool isMade;

    private bool IsRunning => running is not null || isMade;

    /// <summary>Opens and begins at once with what the page has decided.</summary>
    public async Task WriteAsync(GenerateDraft request)
    {
        await OpenAsync(request.TrendItemIds, request.CompanyId);
        if (away is null && !left.IsCancellationRequested)
            await BeginAsync(request);
        StateHasChanged();
    }

    // the source is gone once the page is, and its token is still asked by what was under way
    protected override void OnInitialized() => left = leaving.Token;

    public void Dispose()
    {
        leaving.Cancel();
        leaving.Dispose();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (wasShown == (shown is not null))
            return;
        // drawing is put off while the browser is behind
        if (shown is not null && writing is null)
            return;
        wasShown = !wasShown;
        try
        {
            // what had the focus is hidden or gone
            await (wasShown ? writing!.FocusAsync() : go.FocusAsync());
        }
        catch (JSException)
        {
            // it is gone with the page: a lost focus is no reason to end it
        }
        catch (JSDisconnectedException)
        {
            // there is nobody any more who could have it
        }
    }

    private async Task BeginAsync(GenerateDraft request)
    {
        if (IsRunning)
            return;
        using var stop = running = CancellationTokenSource.CreateLinkedTokenSource(left);
        (problem, isStopped) = (null, false);
        Guid? made = null;
        try
        {
            made = await ReadAsync(request, stop.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            isStopped = true;
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
            (running, isMade) = (null, made is not null);
            shown = isMade ? shown : null;
        }
        // whoever has gone elsewhere finds it among the posts
        if (made is { } id && !left.IsCancellationRequested)
            navigation.NavigateTo($"/t/{Tenant}/content/{id}");
    }

    private async Task<Guid?> ReadAsync(GenerateDraft request, CancellationToken ct)
    {
        using var drawing = new PacedDrawing(clock, () => shown, StateHasChanged);
        Guid? made = null;
        await foreach (var piece in generator.StreamAsync(request, ct))
        {
            (made, problem) = (piece.PostId, piece.Problem);
            if (piece.Words is not { } added)
                continue;
            var isFirst = shown is null;
            shown = DraftShown.After(shown, added);
            if (isFirst)
                StateHasChanged();
        }
        return made;
    }

    private Task StopAsync() => running?.CancelAsync() ?? Task.CompletedTask;
}
