namespace ContentFactory.Domain.Publishing;

/// <summary>
/// What this node has claimed and not seen through. That may be some batches, and where the networks are quick as much as ended within the
/// last second: one large claim costs less than many small ones, but what is claimed can no longer be edited and is no other node's.
/// </summary>
internal sealed class InFlight(PublishingOptions options, TimeProvider clock)
{
    private const int Quick = 3;
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly Lock gate = new();
    private readonly Pace pace = new(Second, clock);
    private int held;
    private int ended;
    private TaskCompletionSource firstEnded = New();
    private TaskCompletionSource halfEnded = New();

    /// <summary>Something has ended since the last claim began.</summary>
    public Task FirstEnded => firstEnded.Task;

    /// <summary>As much has ended since the last claim began as is still held.</summary>
    public Task HalfEnded => halfEnded.Task;

    /// <summary>
    /// How many may be claimed: waits until it is half of what may be held, and after a second, when what is held is slow, for a batch.
    /// What ends is counted anew from here.
    /// </summary>
    public async Task<int> RoomAsync(CancellationToken ct)
    {
        for (var least = int.MaxValue; ; least = options.BatchSize)
        {
            Task more;
            lock (gate)
            {
                (ended, firstEnded, halfEnded) = (0, New(), New());
                var most = Math.Clamp(pace.Recent, options.BatchSize * options.Batches, Quick * options.BatchSize * options.Batches);
                if (most - held >= Math.Min(least, (most + 1) / 2))
                    return most - held;
                more = halfEnded.Task;
            }
            await Task.WhenAny(more, Task.Delay(Second, clock, ct));
            ct.ThrowIfCancellationRequested();
        }
    }

    public void Begin(int count)
    {
        lock (gate)
            held += count;
    }

    public void End()
    {
        pace.Add();
        lock (gate)
        {
            held--;
            ended++;
            firstEnded.TrySetResult();
            if (ended >= held)
                halfEnded.TrySetResult();
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
