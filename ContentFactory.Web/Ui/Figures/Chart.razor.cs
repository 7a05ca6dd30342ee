using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace ContentFactory.Web.Ui;

/// <summary>
/// Draws a <see cref="ChartSpec"/>: <c>&lt;Chart Spec="spec" /&gt;</c>. Before the circuit is up, and for a screen reader, the table below holds the
/// same numbers. Picture and numbers can be taken away as PNG and CSV.
/// </summary>
public sealed partial class Chart(IJSRuntime js)
{
    private ElementReference figure;
    private IJSObjectReference? module;
    private IJSObjectReference? drawing;
    private ChartSpec? drawn;
    private ChartSpec? read;
    private ChartTable table = null!;
    private MarkupString rows;
    private bool broken;
    private bool unsaved;
    private bool disposed;

    /// <summary>What is shown. The drawing follows when this says something else.</summary>
    [Parameter, EditorRequired] public ChartSpec Spec { get; set; } = default!;

    /// <summary>A sentence instead of the picture where the chart has no number: why, or what to do. There is a general one.</summary>
    [Parameter] public string? Empty { get; set; }

    private bool IsHere => Spec.Kind is ChartKind.HeatMap or ChartKind.Funnel or ChartKind.Sparkline;

    private bool HasPicture => !broken && Spec.Kind is not ChartKind.Sparkline;

    private IEnumerable<double?> Known => table.Columns[0].Values.Where(value => value is not null);

    private string Last => table.Columns[0].Words.Of(Known.LastOrDefault());

    private string Course => T["Chart_Course", Spec.Title, table.Columns[0].Words.Of(Known.FirstOrDefault()), Last];

    // null where there is nothing for the script to draw; it still makes the picture file
    private string? Data => IsHere || !table.HasNumbers(Spec.Kind) ? null : ChartData.Of(Spec, table);

    protected override void OnParametersSet()
    {
        if (Spec.Equals(read))
            return;
        (read, broken) = (Spec, false);
        table = ChartTable.Of(Spec, T);
        rows = ChartRows.Of(table);
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (broken || Spec.Equals(drawn) || (drawing is null && (drawn is not null || !HasPicture)))
            return;
        try
        {
            await (drawing is null ? DrawAsync() : RedrawAsync());
        }
        catch (JSException)
        {
            // the script or the library could not be fetched: the table is there
            broken = true;
            if (!disposed) StateHasChanged();
        }
        catch (Exception e) when (e is JSDisconnectedException or OperationCanceledException or ObjectDisposedException)
        {
            // the page is gone
        }
    }

    public async ValueTask DisposeAsync()
    {
        disposed = true;
        try
        {
            if (drawing is not null)
            {
                await drawing.InvokeVoidAsync("dispose");
                await drawing.DisposeAsync();
            }
            if (module is not null) await module.DisposeAsync();
        }
        catch (Exception e) when (e is JSDisconnectedException or OperationCanceledException)
        {
            // the page is gone and took the drawing with it
        }
    }

    private async Task DrawAsync()
    {
        drawn = Spec;
        drawing = await (await ModuleAsync()).InvokeAsync<IJSObjectReference>(
            "draw", figure, Data, "./" + Assets["lib/apexcharts.min.js"], "./" + Assets["js/chart-picture.js"]);
        if (disposed) await DisposeAsync();
        else if (!Spec.Equals(drawn)) await RedrawAsync();
    }

    private async Task RedrawAsync()
    {
        drawn = Spec;
        await drawing!.InvokeVoidAsync("update", Data);
    }

    private async Task SaveNumbersAsync()
    {
        try
        {
            unsaved = false;
            await (await ModuleAsync()).InvokeVoidAsync("save", ChartFile.NameOf(Spec.Title) + ".csv", "text/csv;charset=utf-8", await ChartFile.CsvAsync(table));
        }
        catch (JSException)
        {
            unsaved = true;
        }
        catch (Exception e) when (e is JSDisconnectedException or OperationCanceledException)
        {
            // the page is gone
        }
    }

    private async Task<IJSObjectReference> ModuleAsync() => module ??= await js.InvokeAsync<IJSObjectReference>("import", "./" + Assets["js/chart.js"]);
}
