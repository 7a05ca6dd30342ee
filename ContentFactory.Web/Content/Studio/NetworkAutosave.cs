using ContentFactory.Domain;

namespace ContentFactory.Web.Content;

/// <summary>
/// Saves the texts of networks by themselves: a moment after the last letter, at once when a field is left, and again while the database
/// is away. One save at a time; while the page runs a verb it waits.
/// </summary>
/// <param name="write">Writes one network's messages; null where that was done.</param>
public sealed class NetworkAutosave(NetworkDesk desk, TimeProvider clock, Func<Func<Task>, Task> inCircuit, Func<bool> isBusy, Func<string, IReadOnlyList<string>, Task<Problem?>> write, Func<Task> onChange) : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1.5);
    private static readonly TimeSpan TryAgainAfter = TimeSpan.FromSeconds(5);

    // whoever types without a pause is saved all the same
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim saving = new(1);
    private ITimer? timer;
    private DateTimeOffset? since;
    private bool isLeft;

    public void Typed()
    {
        var now = clock.GetUtcNow();
        since ??= now;
        var rest = since.Value + Longest - now;
        Due(rest < TimeSpan.Zero ? TimeSpan.Zero : rest < Pause ? rest : Pause);
    }

    /// <summary>A field is left.</summary>
    public Task LeaveFieldAsync() => SaveIdleAsync();

    /// <summary>All that waits; returns once it is saved or refused.</summary>
    public Task SaveAsync() => SaveAsync(() => desk.Waiting);

    /// <summary>Asked for by the person: also what would not save itself.</summary>
    public Task SaveAsync(string network) => SaveAsync(() => [network]);

    public async ValueTask DisposeAsync()
    {
        isLeft = true;
        if (timer is not null)
            await timer.DisposeAsync();
        timer = null;
    }

    private async Task SaveAsync(Func<IReadOnlyList<string>> which)
    {
        await saving.WaitAsync();
        try
        {
            since = null;
            foreach (var network in which())
                await SaveOneAsync(network, desk[network]);
        }
        finally
        {
            saving.Release();
        }
        TryAgain();
    }

    private async Task SaveOneAsync(string network, VariantDraft draft)
    {
        var sent = draft.Parts.ToList();
        if (await write(network, sent) is { } problem)
            draft.Refused(problem);
        else
            draft.Saved(sent);
        await onChange();
    }

    private Task SaveIdleAsync()
    {
        if (!isBusy())
            return SaveAsync();
        Due(Pause);
        return Task.CompletedTask;
    }

    // what the text itself is refused for waits for another text
    private void TryAgain()
    {
        var problems = desk.Waiting.Select(network => desk[network].Problem).ToList();
        if (problems.Contains(null))
            Due(Pause);
        else if (problems.Exists(p => p!.Kind is ProblemKind.Unavailable or ProblemKind.Conflict))
            Due(TryAgainAfter);
    }

    private void Due(TimeSpan after)
    {
        if (isLeft)
            return;
        timer ??= clock.CreateTimer(_ => _ = inCircuit(SaveIdleAsync), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        timer.Change(after, Timeout.InfiniteTimeSpan);
    }
}
