using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Content;
using ContentFactory.Web.Shell;

namespace ContentFactory.Web.Content;

/// <summary>Saves the words of one post, one save at a time, and again by itself while the database is away. It outlives the page: the last words come when it is left.</summary>
public sealed class PostAutosave(PostEditor editor, Guid postId, TimeProvider clock, Func<Func<Task>, Task> inCircuit, Func<Task> onChange) : IAsyncDisposable
{
    private static readonly TimeSpan TryAgainAfter = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim saving = new(1);
    private ITimer? again;

    public Guid PostId => postId;
    public Problem? Problem { get; set; }
    internal PostDraft Draft { get; } = new();

    /// <returns>The version that the browser's words now stand on.</returns>
    public async Task<int> TypeAsync(PostWords words, int seenVersion)
    {
        Draft.Type(words, seenVersion);
        await SaveAsync();
        return Draft.State is SaveState.Conflict ? seenVersion : Draft.Version;
    }

    public async Task SaveAsync()
    {
        await saving.WaitAsync();
        try
        {
            if (!Draft.IsWaiting)
                return;
            var content = Draft.Begin();
            await onChange();
            Take(await editor.SaveAsync(postId, Draft.Version, content));
        }
        catch (Exception e) when (e is NotPermittedException || DatabaseGate.IsOutage(e))
        {
            Problem = e is NotPermittedException refused ? refused.Problem : Problem.Unavailable("Access.DatabaseAway");
            Draft.Refused(isConflict: false);
        }
        finally
        {
            saving.Release();
            await onChange();
        }
        if (Draft.State is SaveState.Failed && Problem is { Kind: ProblemKind.Unavailable })
            TryAgain();
    }

    public async ValueTask DisposeAsync()
    {
        if (again is not null)
            await again.DisposeAsync();
    }

    private void Take(Result<int> saved)
    {
        var isConflict = saved.Problem is { TextKey: "Content.ChangedByOther" };
        Problem = isConflict ? null : saved.Problem;
        if (saved.Ok)
            Draft.Saved(saved.Value, clock.GetUtcNow());
        else
            Draft.Refused(isConflict);
    }

    private void TryAgain()
    {
        again ??= clock.CreateTimer(_ => _ = inCircuit(SaveAsync), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        again.Change(TryAgainAfter, Timeout.InfiniteTimeSpan);
    }
}
