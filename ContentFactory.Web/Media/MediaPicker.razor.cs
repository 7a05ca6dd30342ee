using ContentFactory.Domain.Media;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.JSInterop;

namespace ContentFactory.Web.Media;

public sealed partial class MediaPicker(IJSRuntime js, AntiforgeryStateProvider antiforgery, MediaLibrary media)
{
    private readonly Dictionary<string, Upload> running = [];
    private ElementReference area;
    private ElementReference input;
    private IJSObjectReference? module;
    private IJSObjectReference? attached;
    private DotNetObjectReference<MediaPicker>? self;
    private MediaPage? library;

    [Parameter, EditorRequired] public string Tenant { get; set; } = "";

    /// <summary>An item of the library, just uploaded or chosen.</summary>
    [Parameter] public EventCallback<Guid> OnChosen { get; set; }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
            return;
        self = DotNetObjectReference.Create(this);
        module = await js.InvokeAsync<IJSObjectReference>("import", "./" + Assets["js/upload.js"]);
        var token = antiforgery.GetAntiforgeryToken()?.Value ?? "";
        attached = await module.InvokeAsync<IJSObjectReference>("attach", input, area, self, $"/t/{Uri.EscapeDataString(Tenant)}/media/uploads", token);
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
        if (library is not null)
            library = await media.ListAsync();
        await OnChosen.InvokeAsync(id);
        StateHasChanged();
    }

    /// <param name="text">What the server said, in the person's language; empty when it could not be reached.</param>
    [JSInvokable]
    public void Failed(string name, string text)
    {
        running[name] = new Upload(name, 0, 0, text.Length > 0 ? text : T["Picker_Broken"]);
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

    private async Task ToggleAsync() => library = library is null ? await media.ListAsync() : null;

    private sealed record Upload(string Name, long Received, long Size, string? Fault = null);
}
