using ContentFactory.Domain.Media;
using Microsoft.AspNetCore.Components;

namespace ContentFactory.Web.Media;

public sealed partial class MediaPicker(MediaLibrary media)
{
    private MediaPage? library;

    [Parameter, EditorRequired] public string Tenant { get; set; } = "";

    /// <summary>An item of the library, just uploaded or chosen.</summary>
    [Parameter] public EventCallback<Guid> OnChosen { get; set; }

    private async Task UploadedAsync(Guid id)
    {
        if (library is not null)
            library = await media.ListAsync();
        await OnChosen.InvokeAsync(id);
    }

    private async Task ToggleAsync() => library = library is null ? await media.ListAsync() : null;
}
