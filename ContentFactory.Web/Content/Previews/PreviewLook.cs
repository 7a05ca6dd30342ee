using Microsoft.AspNetCore.Components;

namespace ContentFactory.Web.Content.Previews;

/// <summary>The look of one network.</summary>
public abstract class PreviewLook : ComponentBase
{
    [Parameter, EditorRequired] public PreviewPost Post { get; set; } = null!;
}
