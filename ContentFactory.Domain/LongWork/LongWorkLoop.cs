using ContentFactory.Domain.Data;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace ContentFactory.Domain.LongWork;

/// <summary>Keeps a few tasks under way: woken by a new one, by one that ended, and by a clock for what dead nodes held.</summary>
internal sealed class LongWorkLoop(LongWorker worker, Changes changes, Started started, IOptions<LongWorkOptions> options, TimeProvider clock, ILogger<LongWorkLoop> log) : BackgroundService
{
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(1);

    private volatile TaskCompletionSource woken = new(TaskCreationOptions.RunContinuationsAsynchronously);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await started.WaitAsync(stoppingToken);
        using var added = changes.Subscribe(Guid.Empty, ChangeTopics.LongWork, Wake);
        var running = new List<Task>();
        try
        {
            while (!stoppingToken.IsCancellationRequested)
                await StepAsync(running, stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
        await Task.WhenAll(running);
    }

    private async Task StepAsync(List<Task> running, CancellationToken ct)
    {
        woken = new(TaskCreationOptions.RunContinuationsAsynchronously);
        running.RemoveAll(r => r.IsCompleted);
        try
        {
            var free = options.Value.AtOnce - running.Count;
            var claimed = free > 0 ? await worker.ClaimAsync(free, ct) : [];
            running.AddRange(claimed.Select(task => RunAsync(task, ct)));
            if (claimed.Count == 0)
                await Task.WhenAny(woken.Task, Task.Delay(options.Value.Idle, clock, ct));
            ct.ThrowIfCancellationRequested();
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException or IOException)
        {
            log.LogWarning("Long work waits for the database: {Reason}", e.Message);
            await Task.Delay(AfterFailure, clock, ct);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // a bug in one step must not end the work of everybody: an exception that leaves here stops the process
            log.LogError(e, "A step of long work failed");
            await Task.Delay(AfterFailure, clock, ct);
        }
    }

    private async Task RunAsync(ClaimedTask task, CancellationToken stop)
    {
        try
        {
            await worker.RunAsync(task, stop);
        }
        catch (Exception e)
        {
            log.LogError(e, "Long work {Task} broke off and is left to its lease", task.Id);
        }
        await Wake();
    }

    private Task Wake()
    {
        woken.TrySetResult();
        return Task.CompletedTask;
    }
}
