using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace ContentFactory.Web.Ui.Lists;

/// <summary>
/// The list of a list page. The page reads its rows by <see cref="ListState.Of"/> of its address; this shows them and leads to other
/// addresses. Before the circuit is up everything but the selection works.
/// </summary>
public sealed partial class DataList<TRow>(NavigationManager navigation, IJSRuntime js) : IAsyncDisposable
{
    private readonly ListFrame frame = new();
    private readonly ListColumns<TRow> columns = new();
    private readonly HashSet<Guid> selected = [];
    private ElementReference allBox;
    private IJSObjectReference? module;
    private string? shownAddress;

    [Parameter, EditorRequired] public IReadOnlyList<TRow> Rows { get; set; } = [];

    /// <summary>Of all pages.</summary>
    [Parameter, EditorRequired] public int Total { get; set; }

    /// <summary>There are more rows than <see cref="Total"/>, which nobody counted and no page shows.</summary>
    [Parameter] public bool More { get; set; }

    [Parameter, EditorRequired] public int PageSize { get; set; }
    [Parameter, EditorRequired] public Func<TRow, Guid> Key { get; set; } = null!;

    /// <summary>What the rows are, for whoever cannot see the page's title beside them.</summary>
    [Parameter, EditorRequired] public string Label { get; set; } = "";

    [Parameter, EditorRequired] public RenderFragment Columns { get; set; } = null!;

    /// <summary>Where the row opens.</summary>
    [Parameter] public Func<TRow, string>? Href { get; set; }

    /// <summary>What is searched ("Search titles and texts"); without it there is no search.</summary>
    [Parameter] public string? SearchLabel { get; set; }

    /// <summary>The order of the query when the address names none, as an address would: "-changed".</summary>
    [Parameter] public string? DefaultSort { get; set; }

    /// <summary>The name under which the rows were registered for export.</summary>
    [Parameter] public string? Export { get; set; }

    [Parameter] public bool Selectable { get; set; }

    /// <summary><see cref="ListFilter"/>s.</summary>
    [Parameter] public RenderFragment? Filters { get; set; }

    [Parameter] public RenderFragment<TRow>? RowMenu { get; set; }

    /// <summary>Verbs for the selected rows of this page, given their ids in the order shown.</summary>
    [Parameter] public RenderFragment<IReadOnlyList<Guid>>? Selection { get; set; }

    /// <summary>Shown when there is nothing yet: no row, and nothing that holds rows back.</summary>
    [Parameter] public RenderFragment? Empty { get; set; }

    private IReadOnlyList<Guid> Selected => [.. Rows.Select(Key).Where(selected.Contains)];

    private bool All => Rows.Count > 0 && selected.Count == Rows.Count;

    // the filters announce themselves inside the toolbar, so it cannot wait for them
    private bool MaybeNarrowed => frame.Narrowed || frame.State.Others.Any();

    /// <summary>After a verb that used the selection up.</summary>
    public void ClearSelection()
    {
        selected.Clear();
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
            // the page is gone
        }
    }

    protected override void OnInitialized() => frame.Go = (address, replace) => navigation.NavigateTo(address, replace: replace);

    protected override void OnParametersSet()
    {
        frame.State = ListState.Of(navigation.Uri);
        if (shownAddress != navigation.Uri)
            selected.Clear();
        shownAddress = navigation.Uri;
        selected.IntersectWith(Rows.Select(Key));
    }

    // "some" is no attribute of a checkbox, only a property
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!Selectable || Rows.Count == 0)
            return;
        try
        {
            module ??= await js.InvokeAsync<IJSObjectReference>("import", "./" + Assets["js/list.js"]);
            await module.InvokeVoidAsync("mixed", allBox, selected.Count > 0 && !All);
        }
        catch (JSDisconnectedException)
        {
            // the page is gone
        }
    }

    private void Toggle(Guid id)
    {
        if (!selected.Remove(id))
            selected.Add(id);
    }

    private void ToggleAll()
    {
        if (All)
            selected.Clear();
        else
            selected.UnionWith(Rows.Select(Key));
    }

    private string Asked => frame.State.Sort is { } sort && columns.All.Exists(c => c.Sort == sort) ? (frame.State.Descending ? "-" : "") + sort : DefaultSort ?? "";

    private string? AriaSort(ListColumn<TRow> column) =>
        column.Sort is null ? null : Asked == column.Sort ? "ascending" : Asked == "-" + column.Sort ? "descending" : null;

    private string Turned(ListColumn<TRow> column) => Asked == column.Sort ? "-" + column.Sort : column.Sort!;

    private static string NameId(Guid id) => $"row-{id:N}";
}
