using ContentFactory.Domain;
using ContentFactory.Domain.Content;

namespace ContentFactory.Web.Content;

public sealed partial class PostPage
{
    private const int MostSaves = 3;

    /// <summary>Why the last verb did not begin; it goes away once the words are saved.</summary>
    private Problem? held;

    private Task ShowAsync() => InvokeAsync(() =>
    {
        if (held is not null && Autosave.Draft.State is SaveState.Saved)
            Hold(null);
        if (Autosave.Draft.HasNews && fields is not null)
            _ = fields.FillAsync();
        StateHasChanged();
    });

    private async Task PutWordsAsync(PostWords words)
    {
        Autosave.Draft.Put(words);
        await fields!.FillAsync();
        await Autosave.SaveAsync();
    }

    /// <summary>The version on the screen, not whatever may be the newest by now.</summary>
    private async Task ApproveAsync(int seen)
    {
        await AfterSavingAsync(async () => await FellBackAsync(seen) ? Problem.Conflict("Content.DraftAgain") : await approval.ApproveAsync(PostId, seen, Leaving));
    }

    /// <summary>Words that were saved on the way to the approval have taken the post out of the queue.</summary>
    private async Task<bool> FellBackAsync(int seen)
    {
        if (Autosave.Draft.Version == seen)
            return false;
        await ReloadAsync();
        return Data!.Status is PostStatus.Draft;
    }

    private Task SaveNowAsync() => AfterSavingAsync(() => Task.FromResult(Result.Done));

    /// <summary>What was typed goes first, so that the verb acts on what the person sees.</summary>
    private async Task AfterSavingAsync(Func<Task<Result>> verb)
    {
        await PullAsync();
        await networkSaving!.SaveAsync();
        await Autosave.SaveAsync();
        for (var saves = 1; saves < MostSaves && Autosave.Draft.State is SaveState.Dirty or SaveState.Saving; saves++)
            await Autosave.SaveAsync();
        Hold(HindranceOf(Autosave));
        if (held is null)
            await DoAsync(verb);
    }

    // without its field: it is said beside the verb too, where the person looks
    private static Problem? HindranceOf(PostAutosave words) => words.Draft.State switch
    {
        SaveState.Saved => null,
        SaveState.Failed when words.Problem is { } why => why with { Field = null },
        SaveState.Conflict => Problem.Conflict("Content.ChangedByOther"),
        _ => Problem.Conflict("Content.StillSaving"),
    };

    private void Hold(Problem? problem)
    {
        if (problem is not null || ReferenceEquals(Problem, held))
            Problem = problem;
        held = problem;
    }
}
