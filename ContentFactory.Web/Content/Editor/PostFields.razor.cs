using ContentFactory.Domain;
using ContentFactory.Domain.Content;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.JSInterop;

namespace ContentFactory.Web.Content;

/// <summary>
/// The fields and their line to the browser. Words arrive there first and are never overwritten while they wait: what another wrote
/// is offered, not poured in. When the page is left, the last words are fetched (inside the circuit) or sent by the browser itself.
/// </summary>
public sealed partial class PostFields(IJSRuntime js, AntiforgeryStateProvider antiforgery) : IAsyncDisposable
{
    private ElementReference form;
    private IJSObjectReference? module;
    private IJSObjectReference? line;
    private DotNetObjectReference<PostFields>? self;
    private PostWords first = PostWords.None;
    private int firstVersion;

    [Parameter, EditorRequired] public PostAutosave Autosave { get; set; } = null!;

    /// <summary>Where the browser sends the last words when the page goes.</summary>
    [Parameter, EditorRequired] public string Address { get; set; } = "";

    /// <summary>The problem of the page's last verb.</summary>
    [Parameter] public Problem? Problem { get; set; }

    [Parameter] public RenderFragment? Counters { get; set; }

    // words typed before the circuit is up would have nowhere to go
    private bool Waiting => !RendererInfo.IsInteractive;

    // fixed for good: a later value would overwrite what stands in the browser
    protected override void OnInitialized() => (first, firstVersion) = (Autosave.Draft.Words, Autosave.Draft.Version);

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
            return;
        self = DotNetObjectReference.Create(this);
        module = await js.InvokeAsync<IJSObjectReference>("import", "./" + Assets["js/editor.js"]);
        var token = antiforgery.GetAntiforgeryToken()?.Value ?? "";
        line = await module.InvokeAsync<IJSObjectReference>("attach", form, self, first, firstVersion, Address, token);
        if (Autosave.Draft.TakenVersion != firstVersion)
            await FillAsync();
    }

    [JSInvokable]
    public Task<int> Typed(PostWords words, int version) => Autosave.TypeAsync(words, version);

    /// <summary>Shows the draft's words in the fields; what waits in the browser stays unless <paramref name="force"/> says that it was fetched.</summary>
    public async Task FillAsync(bool force = false)
    {
        if (line is not null)
            await line.InvokeVoidAsync("fill", Autosave.Draft.Words, Autosave.Draft.Version, force);
    }

    /// <summary>The words in the browser stand on this version from now on.</summary>
    public async Task RebaseAsync()
    {
        if (line is not null)
            await line.InvokeVoidAsync("rebase", Autosave.Draft.Version);
    }

    /// <summary>Fetches what the browser has not sent yet, so that a verb acts on what the person sees.</summary>
    public async Task PullAsync()
    {
        if (line is not null && await line.InvokeAsync<LastWords?>("pull") is { } last)
            await Autosave.TypeAsync(last.Words, last.Version);
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await PullAsync();
            if (line is not null)
            {
                await line.InvokeVoidAsync("dispose");
                await line.DisposeAsync();
            }
            if (module is not null)
                await module.DisposeAsync();
        }
        catch (Exception e) when (e is JSDisconnectedException or OperationCanceledException)
        {
            // the page is gone; it has sent its last words itself
        }
        await Autosave.SaveAsync();
        await Autosave.DisposeAsync();
        self?.Dispose();
    }

    private sealed record LastWords(PostWords Words, int Version);
}
