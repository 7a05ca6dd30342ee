using ContentFactory.Domain;
using ContentFactory.Domain.Content.History;
using Microsoft.AspNetCore.Components;

namespace ContentFactory.Web.Content;

public sealed partial class PostPage
{
    [Inject] private VersionRestorer Restorer { get; set; } = null!;

    /// <summary>What stands in the fields is saved before, so that it is a version too.</summary>
    private async Task<Result<Restored>> RestoreAsync(int number)
    {
        Result<Restored>? restored = null;
        await UndoablyAsync("Undo_Restore", () => AfterSavingAsync(async () =>
        {
            restored = await Restorer.RestoreAsync(PostId, Autosave.Draft.Version, number, Leaving);
            return new Result(restored.Problem);
        }), wholly: true);
        await InvokeAsync(StateHasChanged);
        if (restored is not null)
            return restored;
        return Problem ?? Domain.Problem.Conflict("Content.StillSaving");
    }
}
