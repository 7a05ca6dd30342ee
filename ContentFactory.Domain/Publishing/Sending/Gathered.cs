using Npgsql;

namespace ContentFactory.Domain.Publishing;

/// <summary>
/// Gathers single rows into batch statements: what arrives while a statement runs goes into the next one. No timer: a lone row goes at once.
/// </summary>
internal sealed class Gathered<TItem, TResult>(int most, Func<IReadOnlyList<TItem>, Task<IReadOnlyList<TResult>>> run)
{
    private readonly Lock gate = new();
    private readonly Queue<Waiting> queue = new();
    private bool running;

    public Task<TResult> AddAsync(TItem item)
    {
        var waiting = new Waiting(item);
        lock (gate)
        {
            queue.Enqueue(waiting);
            if (running)
                return waiting.Done.Task;
            running = true;
        }
        _ = DrainAsync();
        return waiting.Done.Task;
    }

    private async Task DrainAsync()
    {
        await Task.Yield();
        while (Next() is { Count: > 0 } batch)
            await RunAsync(batch);
    }

    private List<Waiting> Next()
    {
        lock (gate)
        {
            var batch = new List<Waiting>();
            while (batch.Count < most && queue.TryDequeue(out var waiting))
                batch.Add(waiting);
            running = batch.Count > 0;
            return batch;
        }
    }

    /// <summary>A row that the database refuses must not take its batch with it: then each runs alone.</summary>
    private async Task RunAsync(List<Waiting> batch)
    {
        try
        {
            var results = await run([.. batch.Select(w => w.Item)]);
            for (var i = 0; i < batch.Count; i++)
                batch[i].Done.TrySetResult(results[i]);
        }
        catch (PostgresException) when (batch.Count > 1)
        {
            foreach (var single in batch)
                await RunAsync([single]);
        }
        catch (Exception e)
        {
            foreach (var waiting in batch)
                waiting.Done.TrySetException(e);
        }
    }

    private sealed record Waiting(TItem Item)
    {
        public TaskCompletionSource<TResult> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
