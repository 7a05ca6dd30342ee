using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Content;
using ContentFactory.Web.Shell;

namespace ContentFactory.Web.Content;

/// <summary>Saves the words of one post, one save at a time, and again by itself while the database is away. It outlives the page: the last words come when it is left.</summary>
public sealed class PostAutosave(PostEditor editor, Guid postId, TimeProvider clock, Func<Func<Task>, Task> inCircuit, Func<Task> onChange) : IAsyncDisposable
{
    // each time another person was faster
    private const int MostMeetings = 8;
    private static readonly TimeSpan TryAgainAfter = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim saving = new(1);
    private ITimer? again;

    public Guid PostId => postId;
    public Problem? Problem { get; set; }
    internal PostDraft Draft { get; } = new();

    public async Task TypeAsync(PostWords words, int seenEdition)
    {
        Draft.Type(words, seenEdition);
        await SaveAsync();
    }

    public async Task SaveAsync()
    {
        await saving.WaitAsync();
        try
        {
            for (var meetings = 0; Draft.IsWaiting && meetings < MostMeetings; meetings++)
            {
                var content = Draft.Begin();
                await onChange();
                if (!await IsMetAsync(await editor.SaveAsync(postId, Draft.Version, content)))
                    break;
            }
        }
        catch (Exception e) when (e is NotPermittedException || DatabaseGate.IsOutage(e))
        {
            Problem = e is NotPermittedException refused ? refused.Problem : Problem.Unavailable("Access.DatabaseAway");
            Draft.Refused();
        }
        finally
        {
            saving.Release();
            await onChange();
        }
        if (Draft.State is SaveState.Failed && Problem is { Kind: ProblemKind.Unavailable })
            TryAgain();
    }

    /// <summary>Another change of the same post, which moves its version: no words are saved beside it, so that neither has to give way to the other.</summary>
    public async Task<Result<int>> AloneAsync(Func<int, Task<Result<int>>> change)
    {
        await saving.WaitAsync();
        try
        {
            var changed = await change(Draft.Version);
            if (changed.Ok)
                Draft.Moved(changed.Value);
            return changed;
        }
        finally
        {
            saving.Release();
        }
    }

    /// <summary>Words that are too many to be sent stay in the browser.</summary>
    public Task RefuseAsync(Problem problem)
    {
        Problem = problem;
        Draft.Hold();
        return onChange();
    }

    public async ValueTask DisposeAsync()
    {
        if (again is not null)
            await again.DisposeAsync();
        // the fields may come back while the page is the same
        again = null;
    }

    /// <returns>True when another was faster and the words, joined with theirs, are to be saved on top.</returns>
    private async Task<bool> IsMetAsync(Result<int> saved)
    {
        Problem = saved.Problem;
        if (saved.Ok)
            Draft.Saved(saved.Value, clock.GetUtcNow());
        else if (Problem is { TextKey: "Content.ChangedByOther" } && await editor.NowAsync(postId) is { Ok: true, Value: { } now } && now.Version != Draft.Version)
        {
            Problem = null;
            Draft.Meet(now);
            return true;
        }
        else
            Draft.Refused();
        return false;
    }

    private void TryAgain()
    {
        again ??= clock.CreateTimer(_ => _ = inCircuit(SaveAsync), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        again.Change(TryAgainAfter, Timeout.InfiniteTimeSpan);
    }
}
