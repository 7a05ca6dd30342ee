using ContentFactory.Domain;
using ContentFactory.Domain.Content;
using ContentFactory.Domain.Content.Merging;

namespace ContentFactory.Web.Content;

public sealed partial class PostPage
{
    // long enough to see what happened, short enough to be about that
    private static readonly TimeSpan Offered = TimeSpan.FromSeconds(10);

    private UndoStep? undo;

    /// <summary>Does something that changes the words without typing, and offers to take it back.</summary>
    /// <param name="wholly">More than words changes.</param>
    private async Task UndoablyAsync(string key, Func<Task> change, bool wholly = false)
    {
        await PullAsync();
        await Autosave.SaveAsync();
        var (before, version) = (Autosave.Draft.Content, Autosave.Draft.Version);
        await change();
        var after = Autosave.Draft.Content;
        if (wholly ? Autosave.Draft.Version == version : before.Says(after))
            return;
        Offer(new UndoStep(key, before, after, wholly ? version : null));
    }

    private void Offer(UndoStep step)
    {
        undo = step;
        _ = ForgetAsync(step);
    }

    private async Task ForgetAsync(UndoStep step)
    {
        await Task.Delay(Offered, clock, Leaving).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        if (!ReferenceEquals(undo, step))
            return;
        undo = null;
        if (!Leaving.IsCancellationRequested)
            StateHasChanged();
    }

    private Task UndoAsync() => AfterSavingAsync(async () =>
    {
        if (undo is not { } step)
            return Result.Done;
        if (step.Back is { } way)
        {
            undo = null;
            return await way();
        }
        if (step.Version is { } whole)
        {
            undo = null;
            return new Result((await Restorer.RestoreAsync(PostId, Autosave.Draft.Version, whole, Leaving)).Problem);
        }
        var back = PostMerge.Undo(step.Before, step.After, Autosave.Draft.Content);
        if (back.Clashes.Count > 0)
            return Problem.Conflict("Content.UndoTooLate");
        undo = null;
        return new Result((await editor.SaveAsync(PostId, Autosave.Draft.Version, back.Content, Leaving)).Problem);
    });
}
