using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace ContentFactory.Web.Ui;

/// <summary>Draws a <see cref="ChartSpec"/>. Before the circuit is up, and for a screen reader, the table below holds the same numbers.</summary>
public sealed partial class Chart(IJSRuntime js)
{
    private ElementReference canvas;
    private IJSObjectReference? module;
    private IJSObjectReference? drawing;
    private ChartSpec? drawn;
    private bool disposed;

    [Parameter, EditorRequired] public ChartSpec Spec { get; set; } = default!;

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender) await DrawAsync();
        else if (drawing is not null && !ReferenceEquals(drawn, Spec)) await RedrawAsync();
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
        catch (JSDisconnectedException)
        {
            // the page is gone and took the drawing with it
        }
    }

    private async Task DrawAsync()
    {
        drawn = Spec;
        module = await js.InvokeAsync<IJSObjectReference>("import", "./" + Assets["js/chart.js"]);
        drawing = await module.InvokeAsync<IJSObjectReference>("draw", canvas, Data(drawn), "./" + Assets["lib/apexcharts.min.js"]);
        if (disposed) await DisposeAsync();
        else if (!ReferenceEquals(drawn, Spec)) await RedrawAsync();
    }

    private async Task RedrawAsync()
    {
        drawn = Spec;
        await drawing!.InvokeVoidAsync("update", Data(drawn));
    }

    private static object Data(ChartSpec spec) => new
    {
        kind = Name(spec.Kind),
        labels = spec.Labels,
        series = spec.Series.Select(series => new { name = series.Name, kind = Name(series.Kind), values = series.Values }),
        unit = spec.Unit,
        language = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName,
    };

    private static string Name(ChartKind kind) => kind switch
    {
        ChartKind.Line => "line",
        ChartKind.Bar => "bar",
        ChartKind.Area => "area",
        ChartKind.Donut => "donut",
        ChartKind.Mixed => "mixed",
        ChartKind.HeatMap => "heatmap",
        ChartKind.Funnel => "funnel",
        ChartKind.Sparkline => "sparkline",
    };

    private string Number(ChartSeries series, int row) =>
        row < series.Values.Count && series.Values[row] is { } value
            ? value.ToString("#,0.##", CultureInfo.CurrentCulture) + (Spec.Unit is null ? "" : " " + Spec.Unit)
            : "–";
}
