using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Content;
using ContentFactory.Domain.Content.Openings;
using ContentFactory.Domain.Content.Variants;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.Publishing;
using ContentFactory.Web.Shell;
using ContentFactory.Web.Ui;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;

namespace ContentFactory.Web.Content;

public sealed partial class PostPage(PostQueries posts, PostEditor editor, PostApproval approval, DraftGenerator generator, PostVariantEditor variants, HookTests tests, HookTestEnding testEnding, EvergreenEditor evergreen, TimeProvider clock)
{
    private static readonly string[] OwnFields = ["Title", "Text", "Hashtags", "Link", "Comment", "Parts", "Openings", "Cover", FirstCommentFault.Words, FirstCommentFault.Delay];

    private readonly SemaphoreSlim mediaChanges = new(1);
    private PostAutosave? autosave;
    private PostFields? fields;
    private IdeaFields? ideas;
    private NetworkAutosave? networkSaving;
    private NetworkDesk desk = new();

    /// <summary>Where the person wanted to go while words could not be saved.</summary>
    private string? stay;

    [Parameter] public Guid PostId { get; set; }

    protected override IReadOnlyList<string> Topics => [ChangeTopics.Posts, ChangeTopics.Publications];

    private PostAutosave Autosave => autosave!;
    private bool MayWrite => Actor.May(Permission.EditPosts) && Data!.CanEdit;
    private bool IsApproved => Data!.Status is PostStatus.Approved or PostStatus.Scheduled or PostStatus.Published;
    private PostWords WordsNow => MayWrite ? Autosave.Draft.Words : PostWords.Of(Data!.Content);
    private string Whole => WordsNow.Whole();
    private IReadOnlyList<Crumb> Way => [new(T["Content_Title"], $"/t/{Tenant}/content")];
    private string Byline => Data!.AuthorName is null ? Data.CompanyName : $"{Data.CompanyName} · {Data.AuthorName}";

    private string Title => (autosave?.Draft.Words.Title ?? Data?.Content.Title) is { Length: > 0 } title ? title : T["Content_Untitled"];

    protected override Task<Result<PostView>> ReadAsync(CancellationToken ct) => posts.OneAsync(PostId, ct);

    protected override void OnRead(PostView data)
    {
        if (autosave?.PostId != data.Id)
        {
            // the former one belongs to its fields, which save their last words when they go
            (autosave, desk, stay) = (new PostAutosave(editor, data.Id, clock, InvokeAsync, ShowAsync), new NetworkDesk(), null);
            _ = networkSaving?.DisposeAsync().AsTask();
            networkSaving = SavingOf(desk, autosave);
        }
        if (autosave.Draft.See(data) && fields is not null)
            _ = fields.FillAsync();
        // joined with what another has just saved, or refused while the database was away, which answers again
        if (autosave.Draft.State is SaveState.Dirty || (autosave.Draft.State is SaveState.Failed && autosave.Problem is { Kind: ProblemKind.Unavailable }))
            _ = autosave.SaveAsync();
    }

    /// <summary>Words that cannot be saved are not left behind unseen.</summary>
    private async Task HoldAsync(LocationChangingContext going)
    {
        if (stay == going.TargetLocation)
            return;
        await networkSaving!.SaveAsync();
        if (ideas is { Dirty: true })
            await ideas.SaveAsync();
        if (Autosave.Draft.State is not (SaveState.Failed or SaveState.Conflict) && !desk.Dirty && ideas is not { Dirty: true })
            return;
        going.PreventNavigation();
        stay = going.TargetLocation;
        StateHasChanged();
    }

    private void LeaveAnyway() => Navigation.NavigateTo(stay!);

    private Task AddHashtagsAsync(IReadOnlyList<string> tags) => UndoablyAsync("Undo_Hashtags", () =>
    {
        var words = Autosave.Draft.Words;
        return PutWordsAsync(words with { Hashtags = HashtagText.Show(HashtagText.Normalise([.. HashtagText.Parse(words.Hashtags), .. tags])) });
    });

    private Task PullAsync() => fields?.PullAsync() ?? Task.CompletedTask;

    private Task AddMediaAsync(Guid mediaId) => ChangeMediaAsync(places => places.Exists(p => p.MediaId == mediaId) ? places : [.. places, new MediaPlace(mediaId)]);

    /// <summary>One after the other, each on the list as the one before left it; a page that is left still finishes.</summary>
    private async Task ChangeMediaAsync(Func<List<MediaPlace>, List<MediaPlace>> change)
    {
        await mediaChanges.WaitAsync();
        try
        {
            await AfterSavingAsync(async () =>
            {
                var places = change([.. Data!.Media.Select(m => new MediaPlace(m.MediaId, m.AltText))]);
                var changed = await Autosave.AloneAsync(version => editor.SetMediaAsync(PostId, version, places, CancellationToken.None));
                return new Result(changed.Problem);
            });
        }
        finally
        {
            mediaChanges.Release();
        }
    }

    private Task MakeReadyAsync() => AfterSavingAsync(() => editor.MakeReadyAsync(PostId, Autosave.Draft.Version, Leaving));

    private Task RejectAsync((int Version, string Comment) said) => DoAsync(() => approval.RejectAsync(PostId, said.Version, said.Comment, Leaving));

    private Task ArchiveAsync() => AfterSavingAsync(() => editor.ArchiveAsync(PostId, Leaving));

    private Task PutAsync(Guid categoryId) => DoAsync(() => evergreen.AddPostsAsync(categoryId, [PostId], new(), Leaving));

    private Task TakeOutAsync() => DoAsync(() => evergreen.RemovePostAsync(PostId, Leaving));

    private async Task CopyAsync()
    {
        await PullAsync();
        await GoToNewAsync(() => editor.CreateAsync(new NewPost(Data!.CompanyId, Data.Type, WordsNow.Over(Data.Content)), Leaving));
    }

    /// <summary>Another take for the same networks; those where the original serves have no text of their own.</summary>
    private Task WriteAgainAsync() => GoToNewAsync(() => generator.GenerateAsync(
        new GenerateDraft(Data!.CompanyId, [.. Data.Sources.Select(s => s.TrendItemId)])
        {
            Platforms = Data.Variants.Count > 0 ? [.. Data.Variants.Select(v => v.Platform)] : null, Take = Data.Sources.Select(s => s.UsedCount).DefaultIfEmpty(0).Max(),
        }, Leaving));

    private async Task GoToNewAsync(Func<Task<Result<Guid>>> make)
    {
        var id = Guid.Empty;
        var made = await DoAsync(async () =>
        {
            var result = await make();
            id = result.Ok ? result.Value : id;
            return new Result(result.Problem);
        });
        if (made)
            Navigation.NavigateTo($"/t/{Tenant}/content/{id}");
    }
}
