using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.JSInterop;

namespace ContentFactory.Web.Ui;

/// <summary>
/// The one way to bring files in: chunks of 2 MB to an endpoint that speaks the upload protocol (announce, put parts, complete), never
/// through the circuit. A lost connection goes on by itself; after a reload choosing the same file goes on where it stopped.
/// </summary>
public sealed partial class FileDrop(IJSRuntime js, AntiforgeryStateProvider antiforgery) : IAsyncDisposable
{
    private readonly Dictionary<string, Upload> running = [];
    private ElementReference area;
    private ElementReference input;
    private IJSObjectReference? module;
    private IJSObjectReference? attached;
    private DotNetObjectReference<FileDrop>? self;

    /// <summary>The endpoint, e.g. /t/studio-x/media/uploads.</summary>
    [Parameter, EditorRequired] public string Address { get; set; } = "";

    /// <summary>Types as in an input's accept attribute.</summary>
    [Parameter] public string? Accept { get; set; }

    [Parameter] public string? Text { get; set; }

    /// <summary>What is taken, in words: types and the largest size.</summary>
    [Parameter] public string? Hint { get; set; }

    [Parameter] public bool Multiple { get; set; } = true;

    /// <summary>The id that the endpoint gave a complete file.</summary>
    [Parameter] public EventCallback<Guid> OnUploaded { get; set; }

    /// <summary>More ways to the same thing, beside the button.</summary>
    [Parameter] public RenderFragment? ChildContent { get; set; }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
            return;
        self = DotNetObjectReference.Create(this);
        module = await js.InvokeAsync<IJSObjectReference>("import", "./" + Assets["js/upload.js"]);
        var token = antiforgery.GetAntiforgeryToken()?.Value ?? "";
        attached = await module.InvokeAsync<IJSObjectReference>("attach", input, area, self, Address, token);
    }

    [JSInvokable]
    public void Progressed(string name, long received, long size)
    {
        running[name] = new Upload(name, received, size);
        StateHasChanged();
    }

    [JSInvokable]
    public async Task Finished(string name, Guid id)
    {
        running.Remove(name);
        await OnUploaded.InvokeAsync(id);
        StateHasChanged();
    }

    /// <param name="text">What the server said, in the person's language; empty when it could not be reached.</param>
    [JSInvokable]
    public void Failed(string name, string text)
    {
        running[name] = new Upload(name, 0, 0, text.Length > 0 ? text : T["Drop_Broken"]);
        StateHasChanged();
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (attached is not null)
            {
                await attached.InvokeVoidAsync("dispose");
                await attached.DisposeAsync();
            }
            if (module is not null)
                await module.DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // the page is gone and took its handlers with it
        }
        self?.Dispose();
    }

    private static string Share(Upload file) => (file.Size == 0 ? 0 : (double)file.Received / file.Size).ToString("P0", CultureInfo.CurrentCulture);

    private sealed record Upload(string Name, long Received, long Size, string? Fault = null);
}
