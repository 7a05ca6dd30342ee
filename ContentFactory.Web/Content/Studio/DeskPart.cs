using Microsoft.AspNetCore.Components;

namespace ContentFactory.Web.Content;

/// <summary>A part of the editor that is drawn anew when another network is looked at or something is typed for one.</summary>
public abstract class DeskPart : ComponentBase, IDisposable
{
    private NetworkDesk? heard;

    /// <summary>The network that is looked at, here and elsewhere on the page.</summary>
    [Parameter] public NetworkDesk Desk { get; set; } = new();

    protected override void OnParametersSet()
    {
        if (ReferenceEquals(heard, Desk))
            return;
        Leave();
        heard = Desk;
        heard.Changed += Show;
    }

    public void Dispose()
    {
        Leave();
        GC.SuppressFinalize(this);
    }

    private void Leave()
    {
        if (heard is not null)
            heard.Changed -= Show;
    }

    private void Show() => _ = InvokeAsync(StateHasChanged);
}
