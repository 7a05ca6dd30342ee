using ContentFactory.Domain;
using ContentFactory.Domain.Content;
using ContentFactory.Domain.Content.Presence;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.JSInterop;

namespace ContentFactory.Web.Content;

/// <summary>
/// The fields and their line to the browser. Words arrive there first and are never overwritten while they wait: what another wrote
/// is offered, not poured in. When the page is left, the last words are fetched (inside the circuit) or sent by the browser itself.
/// </summary>
public sealed partial class PostFields(IJSRuntime js, AntiforgeryStateProvider antiforgery, TimeProvider clock) : IAsyncDisposable
{
    private const int MostRefusals = 5;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource leaving = new();
    private ElementReference form;
    private IJSObjectReference? module;
    private IJSObjectReference? line;
    private DotNetObjectReference<PostFields>? self;
    private PostWords first = PostWords.None;
    private int firstVersion;
    private int firstEdition;

    // the answer to what is typed carries what another wrote, so nothing is poured into the fields meanwhile
    private int answering;

    [Parameter, EditorRequired] public PostAutosave Autosave { get; set; } = null!;

    /// <summary>Where the browser sends the last words when the page goes.</summary>
    [Parameter, EditorRequired] public string Address { get; set; } = "";

    /// <summary>The problem of the page's last verb.</summary>
    [Parameter] public Problem? Problem { get; set; }

    /// <summary>Who else has the post open.</summary>
    [Parameter] public IReadOnlyList<PresentPerson> Others { get; set; } = [];

    /// <summary>Told the field that the person stands in, and null when they have left it.</summary>
    [Parameter] public EventCallback<string?> OnStand { get; set; }

    [Parameter] public RenderFragment? Counters { get; set; }

    /// <summary>What helps with the hashtags, directly below their field; told whether the field takes words yet.</summary>
    [Parameter] public RenderFragment<bool>? Hashtags { get; set; }

    // words typed before the browser listens would have nowhere to go
    private bool Waiting => line is null;

    // fixed for good: a later value would overwrite what stands in the browser
    protected override void OnInitialized() => (first, firstVersion, firstEdition) = (Autosave.Draft.Words, Autosave.Draft.Version, Autosave.Draft.Show());

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
            return;
        self = DotNetObjectReference.Create(this);
        if (!await AttachAsync())
            return;
        StateHasChanged();
        if (Autosave.Draft.Version != firstVersion)
            await FillAsync();
    }

    /// <summary>A call into a broken connection is never answered, so it is made again until the browser says that it listens.</summary>
    private async Task<bool> AttachAsync()
    {
        for (var refusals = 0; !leaving.IsCancellationRequested;)
        {
            try
            {
                await TryAttachAsync();
                return true;
            }
            catch (JSException) when (++refusals < MostRefusals)
            {
                // the script could not be fetched
            }
            catch (JSDisconnectedException)
            {
                return false;
            }
            catch (OperationCanceledException)
            {
                // no answer in time, or the page is left
            }
            await Task.Delay(Pause, clock, leaving.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        }
        return false;
    }

    private async Task TryAttachAsync()
    {
        using var patience = new CancellationTokenSource(Patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, leaving.Token);
        module ??= await js.InvokeAsync<IJSObjectReference>("import", either.Token, "./" + Assets["js/editor.js"]);
        var token = antiforgery.GetAntiforgeryToken()?.Value ?? "";
        line = await module.InvokeAsync<IJSObjectReference>("attach", either.Token, form, self, first, new Step(firstVersion, firstEdition, null), Address, token);
    }

    [JSInvokable]
    public async Task<Step> Typed(PostWords words, int edition)
    {
        answering++;
        try
        {
            await Autosave.TypeAsync(words, edition);
        }
        finally
        {
            answering--;
        }
        var joined = Autosave.Draft.Words;
        return new Step(Autosave.Draft.Version, Autosave.Draft.Show(), joined == words ? null : joined);
    }

    /// <summary>More words than a message carries, and than a post may have: they stay in the browser, which says so here.</summary>
    [JSInvokable]
    public Task TooMuch(string word) => RefuseAsync(word);

    [JSInvokable]
    public Task Standing(string? word) => OnStand.InvokeAsync(FieldOf(word));

    /// <summary>Shows the draft's words in the fields; what waits in the browser stays and is joined with them when it comes.</summary>
    public async Task FillAsync()
    {
        if (line is null || answering > 0)
            return;
        var (words, version, edition) = (Autosave.Draft.Words, Autosave.Draft.Version, Autosave.Draft.Show());
        try
        {
            await line.InvokeVoidAsync("fill", new Step(version, edition, words));
        }
        catch (Exception e) when (e is JSDisconnectedException or OperationCanceledException)
        {
            // the connection is broken: the next parcel of the browser is answered with these words
        }
    }

    /// <summary>Puts the person at a place of the text.</summary>
    public async Task ShowAsync(int start, int length)
    {
        if (line is not null)
            await line.InvokeVoidAsync("show", "text", start, start + length);
    }

    /// <summary>Fetches what the browser has not sent yet, so that a verb acts on what the person sees.</summary>
    public async Task PullAsync()
    {
        if (line is null || await line.InvokeAsync<LastWords?>("pull") is not { } last)
            return;
        if (last.TooMuch is { } word)
            await RefuseAsync(word);
        else if (last.Words is { } words)
            await Autosave.TypeAsync(words, last.Edition);
    }

    private Task RefuseAsync(string word)
    {
        var field = FieldOf(word) ?? nameof(PostWords.Text);
        return Autosave.RefuseAsync(Domain.Problem.Invalid(field, "Content.TooLong", PostWords.Longest(field)));
    }

    public async ValueTask DisposeAsync()
    {
        await leaving.CancelAsync();
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
        leaving.Dispose();
    }

    private static string? FieldOf(string? word) => PostWords.Fields.FirstOrDefault(f => string.Equals(f, word, StringComparison.OrdinalIgnoreCase));

    /// <summary>What the browser is told: the words that it is to show, where they differ, and the occasion by which it answers.</summary>
    public sealed record Step(int Version, int Edition, PostWords? Words);

    private sealed record LastWords(PostWords? Words, int Edition, string? TooMuch);
}
