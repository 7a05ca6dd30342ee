using Microsoft.AspNetCore.Components;

namespace ContentFactory.Web.Ui.Lists;

/// <summary>A column of a <see cref="DataList{TRow}"/>. The first one names the row and carries its link.</summary>
public sealed class ListColumn<TRow> : ComponentBase, IDisposable
{
    [CascadingParameter] internal ListColumns<TRow> Columns { get; set; } = null!;

    [Parameter, EditorRequired] public string Title { get; set; } = "";
    [Parameter, EditorRequired] public RenderFragment<TRow> ChildContent { get; set; } = null!;

    /// <summary>The key of the query's sorting; without it the column cannot be sorted by.</summary>
    [Parameter] public string? Sort { get; set; }

    /// <summary>Aligned to the right.</summary>
    [Parameter] public bool Number { get; set; }

    /// <summary>False leaves it out of the cards of a phone.</summary>
    [Parameter] public bool Phone { get; set; } = true;

    internal string? Class => (Number, Phone) switch
    {
        (true, true) => "number",
        (true, false) => "number wide-only",
        (false, true) => null,
        (false, false) => "wide-only",
    };

    public void Dispose() => Columns.All.Remove(this);

    protected override void OnInitialized() => Columns.All.Add(this);
}
