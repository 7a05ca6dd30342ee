using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Content.Variants;
using ContentFactory.Web.Content.Cropping;
using ContentFactory.Web.Shell;
using ContentFactory.Web.Shell.Tools;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace ContentFactory.Web.Content;

public sealed partial class PostPage
{
    private CropDialog? crop;

    [Inject] private IJSRuntime Script { get; set; } = null!;
    [Inject] private FileExchange Exchange { get; set; } = null!;

    /// <summary>The last words of network texts are saved when the page goes.</summary>
    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (networkSaving is null)
            return;
        await networkSaving.DisposeAsync();
        await networkSaving.SaveAsync();
    }

    private NetworkAutosave SavingOf(NetworkDesk texts, PostAutosave words) =>
        new(texts, clock, InvokeAsync, () => Busy, (platform, parts) => WriteVariantAsync(words, platform, parts), () => InvokeAsync(StateHasChanged));

    /// <summary>Beside what the page does: no button waits for it, and no verb's problem goes away by it.</summary>
    private async Task<Problem?> WriteVariantAsync(PostAutosave words, string platform, IReadOnlyList<string> parts)
    {
        try
        {
            var written = await TryWriteAsync(words, platform, parts);
            if (!written.Ok)
                return written.Problem;
            stay = null;
            if (Leaving.IsCancellationRequested)
                return null;
            await ReloadAsync();
            // a field that is not shown cannot say that it was saved
            if (platform != desk.In(NetworkDesk.Of(Data!)))
                await Script.ForgetTypedAsync(VariantsPanel.KeepOf(platform));
            return null;
        }
        catch (NotPermittedException e)
        {
            return e.Problem;
        }
        catch (Exception e) when (DatabaseGate.IsOutage(e))
        {
            return Problem.Unavailable("Access.DatabaseAway");
        }
    }

    /// <summary>On the version that stands: where another part of the post was changed in that moment it is read, and this is written on top.</summary>
    private async Task<Result<int>> TryWriteAsync(PostAutosave words, string platform, IReadOnlyList<string> parts)
    {
        for (var tries = 1; ; tries++)
        {
            await words.SaveAsync();
            if (HindranceOf(words) is { } hindrance)
                return hindrance;
            var written = await words.AloneAsync(version => variants.WriteAsync(words.PostId, version, platform, parts, CancellationToken.None));
            if (written.Problem is not { TextKey: "Content.ChangedByOther" } || tries == MostSaves || Leaving.IsCancellationRequested)
                return written;
            await ReloadAsync();
        }
    }

    private async Task FollowOriginalAsync(string platform)
    {
        await ChangeVariantAsync(version => variants.FollowAsync(PostId, version, platform, Leaving));
        if (Problem is null)
            await Script.ForgetTypedAsync(VariantsPanel.KeepOf(platform));
    }

    private Task ChooseMediaAsync((string Platform, IReadOnlyList<Guid>? MediaIds) chosen) =>
        ChangeVariantAsync(version => variants.ChooseMediaAsync(PostId, version, chosen.Platform, chosen.MediaIds, Leaving));

    private Task ChooseCoverAsync(Guid? mediaId) => ChangeVariantAsync(version => editor.CoverAsync(PostId, version, mediaId, Leaving));

    private Task ChooseCoverAsync((string Platform, Guid? MediaId) chosen) =>
        ChangeVariantAsync(version => variants.CoverAsync(PostId, version, chosen.Platform, chosen.MediaId, Leaving));

    private EventCallback<(string? Platform, Guid MediaId)> Cropping => Actor.May(Permission.UploadMedia) ? new(this, (((string? Platform, Guid MediaId) picture) => crop!.OpenAsync(picture.MediaId, picture.Platform))) : default;

    private EventCallback<Guid> CroppingOfPost => Actor.May(Permission.UploadMedia) ? new(this, (Guid id) => crop!.OpenAsync(id, null)) : default;

    /// <summary>A part takes the place of its picture. What was refused is said in the dialog, and not on the page behind it.</summary>
    private async Task<Problem?> ExchangeAsync(Guid old, Guid made, string? network)
    {
        FilesExchanged? done = null;
        await ChangeVariantAsync(async version =>
        {
            var exchanged = await Exchange.ExchangeAsync(PostId, version, old, made, network, NetworkDesk.Of(Data!), Leaving);
            done = exchanged.Ok ? exchanged.Value : null;
            return exchanged.Ok ? exchanged.Value.Version : exchanged.Problem;
        });
        var refused = done is null ? Problem ?? Domain.Problem.Conflict("Content.StillSaving") : null;
        (Problem, held) = (null, null);
        if (done is { } step && !ReferenceEquals(step.Before, step.After))
            Offer(new UndoStep("Undo_Crop", Autosave.Draft.Content, Autosave.Draft.Content)
            {
                Back = async () => new Result((await Autosave.AloneAsync(async now => await Exchange.PutBackAsync(PostId, now, step, Leaving) is { Ok: true } back ? back.Value.Version : Domain.Problem.Conflict("Content.UndoTooLate"))).Problem),
            });
        await InvokeAsync(StateHasChanged);
        return refused;
    }

    private Task WriteCommentAsync((string Platform, string Words, int Delay) written) =>
        ChangeVariantAsync(version => variants.CommentAsync(PostId, version, written.Platform, written.Words, written.Delay, Leaving));

    private Task AdaptAsync(string platform) => ChangeVariantAsync(version => variants.AdaptAsync(PostId, version, platform, Leaving));

    /// <summary>The text of the fields changes, so that they are filled from what is read afterwards.</summary>
    private Task OpenWithAsync(string hook) => UndoablyAsync("Undo_Opening", () =>
        AfterSavingAsync(async () => new Result((await variants.OpenWithAsync(PostId, Autosave.Draft.Version, hook, Leaving)).Problem)));

    private Task ChangeVariantAsync(Func<int, Task<Result<int>>> change) => AfterSavingAsync(async () =>
    {
        var changed = await Autosave.AloneAsync(change);
        if (changed.Ok)
            stay = null;
        return new Result(changed.Problem);
    });
}
