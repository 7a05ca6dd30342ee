using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace ContentFactory.Web.Ui;

/// <summary>Shows its content as soon as Radzen's script is there; before the circuit is up there is nothing of it to see.</summary>
public sealed partial class WithRadzen(IJSRuntime js)
{
    private IJSObjectReference? module;
    private bool ready;

    [Parameter, EditorRequired] public RenderFragment ChildContent { get; set; } = null!;

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
            return;
        module = await js.InvokeAsync<IJSObjectReference>("import", "./" + Assets["js/radzen.js"]);
        await module.InvokeVoidAsync("load", "./" + Assets["_content/Radzen.Blazor/Radzen.Blazor.min.js"]);
        ready = true;
        StateHasChanged();
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (module is not null)
                await module.DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // the page is gone and took the module with it
        }
    }
}
