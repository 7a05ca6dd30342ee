using ContentFactory.Domain.Media;
using ContentFactory.Domain.Platforms;
using Microsoft.AspNetCore.Components;

namespace ContentFactory.Web.Media;

public sealed partial class MediaPicker(MediaLibrary media)
{
    private MediaPage? library;
    private string search = "";

    [Parameter, EditorRequired] public string Tenant { get; set; } = "";

    /// <summary>Items that stand where the choice goes: shown, but not to be chosen twice.</summary>
    [Parameter] public IReadOnlyCollection<Guid> Chosen { get; set; } = [];

    /// <summary>Tells two on one page apart.</summary>
    [Parameter] public string Id { get; set; } = "picker";

    /// <summary>Takes one picture, and nothing else.</summary>
    [Parameter] public bool Pictures { get; set; }

    /// <summary>What stands at chosen items.</summary>
    [Parameter] public string? Here { get; set; }

    /// <summary>An item of the library, just uploaded or chosen.</summary>
    [Parameter] public EventCallback<Guid> OnChosen { get; set; }

    private async Task UploadedAsync(Guid id)
    {
        if (library is not null)
            await ReadAsync();
        await OnChosen.InvokeAsync(id);
    }

    private async Task ToggleAsync()
    {
        if (library is not null)
            (library, search) = (null, "");
        else
            await ReadAsync();
    }

    private Task SearchAsync(string? text)
    {
        search = text?.Trim() ?? "";
        return ReadAsync();
    }

    private async Task ReadAsync(int page = 1) => library = await media.ListAsync(search, page, Pictures ? MediaKind.Image : null);
}
