using ContentFactory.Domain;

namespace ContentFactory.Web.Content;

public sealed partial class PostPage
{
    private Task WriteVariantAsync((string Platform, IReadOnlyList<string> Parts) written) =>
        ChangeVariantAsync(version => variants.WriteAsync(PostId, version, written.Platform, written.Parts, Leaving));

    private Task FollowOriginalAsync(string platform) => ChangeVariantAsync(version => variants.FollowAsync(PostId, version, platform, Leaving));

    private Task ChooseMediaAsync((string Platform, IReadOnlyList<Guid>? MediaIds) chosen) =>
        ChangeVariantAsync(version => variants.ChooseMediaAsync(PostId, version, chosen.Platform, chosen.MediaIds, Leaving));

    private Task WriteCommentAsync((string Platform, string Words, int Delay) written) =>
        ChangeVariantAsync(version => variants.CommentAsync(PostId, version, written.Platform, written.Words, written.Delay, Leaving));

    private Task AdaptAsync(string platform) => ChangeVariantAsync(version => variants.AdaptAsync(PostId, version, platform, Leaving));

    /// <summary>The text of the fields changes, so that they are filled from what is read afterwards.</summary>
    private Task OpenWithAsync(string hook) => UndoablyAsync("Undo_Opening", () =>
        AfterSavingAsync(async () => new Result((await variants.OpenWithAsync(PostId, Autosave.Draft.Version, hook, Leaving)).Problem)));

    private Task ChangeVariantAsync(Func<int, Task<Result<int>>> change) => AfterSavingAsync(async () =>
    {
        var changed = await change(Autosave.Draft.Version);
        if (changed.Ok)
        {
            Autosave.Draft.Moved(changed.Value);
            stay = null;
        }
        return new Result(changed.Problem);
    });
}
