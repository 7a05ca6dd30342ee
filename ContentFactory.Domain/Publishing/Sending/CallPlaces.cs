using ContentFactory.Domain.Platforms;

namespace ContentFactory.Domain.Publishing;

/// <summary>
/// How many calls to one network run at once, and how many attempts may be begun ahead of them. Begun ahead, attempts are committed by the
/// hundred; but what is begun and not called becomes unknown in a crash, so no more is begun than the last moment's calls would have taken.
/// </summary>
internal sealed class CallPlaces(int most, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Ahead = TimeSpan.FromMilliseconds(250);

    private readonly SemaphoreSlim calls = new(most);
    private readonly Pace ended = new(Ahead, clock);
    private readonly Lock gate = new();
    private readonly Queue<TaskCompletionSource> waiting = new();
    private int begun;

    /// <summary>Until an attempt may be begun; <see cref="End"/> follows it.</summary>
    public Task TurnAsync()
    {
        lock (gate)
        {
            if (begun < May)
            {
                begun++;
                return Task.CompletedTask;
            }
            var turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            waiting.Enqueue(turn);
            return turn.Task;
        }
    }

    public void End()
    {
        ended.Add();
        lock (gate)
        {
            begun--;
            while (begun < May && waiting.TryDequeue(out var turn))
            {
                begun++;
                turn.SetResult();
            }
        }
    }

    /// <summary>Runs the call of a begun attempt in its place. Null where <paramref name="stop"/> came first.</summary>
    public async Task<PublishOutcome?> CallAsync(Func<Task<PublishOutcome?>> call, CancellationToken stop)
    {
        try
        {
            await calls.WaitAsync(stop);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
        try
        {
            return await call();
        }
        finally
        {
            calls.Release();
        }
    }

    public void Dispose() => calls.Dispose();

    private int May => most + ended.Recent;
}
