using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Content;
using ContentFactory.Domain.Data;
using ContentFactory.Web.Shell;
using Microsoft.AspNetCore.Components;

namespace ContentFactory.Web.Content;

public sealed partial class PostPage(PostQueries posts, PostEditor editor, PostApproval approval, TimeProvider clock)
{
    private static readonly TimeSpan SaveAfter = TimeSpan.FromSeconds(1.5);
    private static readonly TimeSpan TryAgainAfter = TimeSpan.FromSeconds(5);
    private static readonly string[] OwnFields = ["Title", "Text", "Hashtags", "Link", "Comment"];

    private readonly PostDraft draft = new();
    private readonly SemaphoreSlim saving = new(1);
    private ITimer? timer;
    private Problem? saveProblem;

    [Parameter] public Guid PostId { get; set; }

    protected override IReadOnlyList<string> Topics => [ChangeTopics.Posts, ChangeTopics.Publications];

    private bool MayWrite => Actor.May(Permission.EditPosts) && Data!.CanEdit;
    private bool IsApproved => Data!.Status is PostStatus.Approved or PostStatus.Scheduled or PostStatus.Published;
    private string Preview => Post.Compose(draft.Text, HashtagText.Parse(draft.Hashtags));
    private int Length => Preview.Length;

    protected override Task<Result<PostView>> ReadAsync(CancellationToken ct) => posts.OneAsync(PostId, ct);

    protected override void OnRead(PostView data) => draft.See(data);

    public override async ValueTask DisposeAsync()
    {
        if (timer is not null)
            await timer.DisposeAsync();
        // leaving the page within the pause must not lose the last words
        if (draft.State is SaveState.Dirty or SaveState.Failed)
            await SaveAsync();
        await base.DisposeAsync();
    }

    private static string Text(ChangeEventArgs e) => e.Value as string ?? "";

    private void Type(Action change)
    {
        change();
        var wasWaiting = draft.State is SaveState.Dirty;
        draft.Touch();
        if (wasWaiting)
            return;
        timer ??= clock.CreateTimer(_ => _ = InvokeAsync(SaveShownAsync), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        timer.Change(SaveAfter, Timeout.InfiniteTimeSpan);
    }

    private async Task SaveShownAsync()
    {
        await SaveAsync();
        if (draft.State is SaveState.Failed && saveProblem is { Kind: ProblemKind.Unavailable })
            timer?.Change(TryAgainAfter, Timeout.InfiniteTimeSpan);
        StateHasChanged();
    }

    private async Task SaveAsync()
    {
        await saving.WaitAsync();
        try
        {
            if (draft.State is not (SaveState.Dirty or SaveState.Failed))
                return;
            var content = draft.Begin();
            StateHasChanged();
            var saved = await editor.SaveAsync(PostId, draft.Version, content);
            saveProblem = saved.Problem is { TextKey: "Content.ChangedByOther" } ? null : saved.Problem;
            if (saved.Ok)
                draft.Saved(saved.Value);
            else
                draft.Refused(saved.Problem.TextKey is "Content.ChangedByOther");
        }
        catch (Exception e) when (e is NotPermittedException || DatabaseGate.IsOutage(e))
        {
            saveProblem = e is NotPermittedException ? Problem.Forbidden() : Problem.Unavailable("Access.DatabaseAway");
            draft.Refused(isConflict: false);
        }
        finally
        {
            saving.Release();
        }
    }

    private async Task TakeTheirsAsync()
    {
        await ReloadAsync();
        (saveProblem, Problem) = (null, null);
        draft.Take(Data!);
    }

    private async Task KeepMineAsync()
    {
        await ReloadAsync();
        draft.KeepOver(Data!.Version);
        await SaveAsync();
        await ReloadAsync();
    }

    private Task AddMediaAsync(Guid mediaId) => SetMediaAsync([.. Data!.Media.Select(m => new MediaPlace(m.MediaId, m.AltText)), new MediaPlace(mediaId)]);

    private Task SetMediaAsync(IReadOnlyList<MediaPlace> media) => AfterSavingAsync(async () =>
    {
        var changed = await editor.SetMediaAsync(PostId, draft.Version, media, Leaving);
        if (changed.Ok)
            draft.Moved(changed.Value);
        return new Result(changed.Problem);
    });

    private Task MakeReadyAsync() => AfterSavingAsync(() => editor.MakeReadyAsync(PostId, draft.Version, Leaving));

    /// <summary>The version on the screen, not whatever may be the newest by now.</summary>
    private Task ApproveAsync() => DoAsync(() => approval.ApproveAsync(PostId, Data!.Version, Leaving));

    private Task RejectAsync(string comment) => DoAsync(() => approval.RejectAsync(PostId, comment, Leaving));

    private Task ArchiveAsync() => AfterSavingAsync(() => editor.ArchiveAsync(PostId, Leaving));

    /// <summary>What was typed goes first, so that the verb acts on what the person sees.</summary>
    private async Task AfterSavingAsync(Func<Task<Result>> verb)
    {
        await SaveAsync();
        if (draft.State is SaveState.Saved)
            await DoAsync(verb);
    }
}
