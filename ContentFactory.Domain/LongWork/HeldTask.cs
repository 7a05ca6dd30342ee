using ContentFactory.Domain.Data;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace ContentFactory.Domain.LongWork;

/// <summary>A claimed task while its work goes on: keeps the lease, writes progress, hears of the end that others wish.</summary>
internal sealed class HeldTask : IDisposable
{
    private readonly ClaimedTask task;
    private readonly LongWorkQueue queue;
    private readonly Changes changes;
    private readonly LongWorkOptions options;
    private readonly TimeProvider clock;
    private readonly ILogger log;
    private readonly CancellationTokenSource ending = new();
    private readonly SemaphoreSlim oneAtATime = new(1);
    private Reached written;
    private Reached shown;
    private long seenAt;

    public HeldTask(ClaimedTask task, LongWorkQueue queue, Changes changes, LongWorkOptions options, TimeProvider clock, ILogger log)
    {
        (this.task, this.queue, this.changes, this.options, this.clock, this.log) = (task, queue, changes, options, clock, log);
        (written, shown, seenAt) = (task.Reached, task.Reached, clock.GetTimestamp());
        Progress = new LongProgress(task.Cursor, task.Reached, SaveAsync);
    }

    public LongProgress Progress { get; }

    public Held State { get; private set; } = Held.Yes;

    /// <summary>Fires when somebody cancelled the task or another node may have it.</summary>
    public CancellationToken Ending => ending.Token;

    /// <summary>Until the timer is disposed of.</summary>
    public async Task BeatAsync(PeriodicTimer tick)
    {
        while (await tick.WaitForNextTickAsync())
        {
            try
            {
                await TickAsync(Progress.Reached);
            }
            catch (Exception e) when (e is NpgsqlException or TimeoutException or IOException)
            {
                log.LogWarning("A heartbeat of long work failed: {Reason}", e.Message);
                if (clock.GetElapsedTime(seenAt) >= options.Lease)
                    await EndAsync(Held.Lost);
            }
        }
    }

    public void Dispose()
    {
        ending.Dispose();
        oneAtATime.Dispose();
    }

    private async Task TickAsync(Reached reached)
    {
        if (!ReferenceEquals(reached, written) || clock.GetElapsedTime(seenAt) >= options.Heartbeat)
            await WriteAsync(reached, null);
        if (!ReferenceEquals(reached, shown))
            changes.Notify(task.TenantId, ChangeTopics.LongWork);
        shown = reached;
    }

    private async Task SaveAsync(Reached reached, string cursor)
    {
        await WriteAsync(reached, cursor);
        ending.Token.ThrowIfCancellationRequested();
    }

    /// <summary>In turn: an older progress must not overwrite a newer one.</summary>
    private async Task WriteAsync(Reached reached, string? cursor)
    {
        await oneAtATime.WaitAsync();
        try
        {
            var asked = clock.GetTimestamp();
            var held = await queue.BeatAsync(task, reached, cursor);
            if (held is Held.Yes)
                (written, seenAt) = (reached, asked);
            else
                await EndAsync(held);
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    private async Task EndAsync(Held why)
    {
        if (ending.IsCancellationRequested)
            return;
        State = why;
        Progress.IsCancelled = why is Held.Cancelling;
        await ending.CancelAsync();
    }
}
