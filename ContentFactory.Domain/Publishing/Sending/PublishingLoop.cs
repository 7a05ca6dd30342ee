using ContentFactory.Domain.Data;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace ContentFactory.Domain.Publishing;

/// <summary>Claims whenever something is due: woken by a change, by a finished batch or by the next due time.</summary>
internal sealed class PublishingLoop(PublishingQueue queue, Publisher publisher, Changes changes, Started started, IOptions<PublishingOptions> options, TimeProvider clock, ILogger<PublishingLoop> log) : BackgroundService
{
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(1);

    private readonly PublishingOptions options = options.Value;
    private volatile TaskCompletionSource woken = new(TaskCreationOptions.RunContinuationsAsynchronously);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await started.WaitAsync(stoppingToken);
        using var due = changes.Subscribe(Guid.Empty, ChangeTopics.Due, Wake);
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
        if (running.Count >= options.Batches)
            await Task.WhenAny(running);
        try
        {
            var claimed = await queue.ClaimAsync(options.BatchSize, ct);
            if (claimed.Count > 0)
                running.Add(RunAsync(claimed, ct));
            else
                await SleepAsync(ct);
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException or IOException)
        {
            log.LogWarning("Publishing waits for the database: {Reason}", e.Message);
            await Task.Delay(AfterFailure, clock, ct);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // a bug in one step must not end publishing for everybody: an exception that leaves here stops the process
            log.LogError(e, "A step of publishing failed");
            await Task.Delay(AfterFailure, clock, ct);
        }
    }

    private async Task RunAsync(IReadOnlyList<DuePublication> claimed, CancellationToken stop)
    {
        try
        {
            await publisher.RunAsync(claimed, stop);
        }
        catch (Exception e)
        {
            log.LogError(e, "A batch of publications broke off");
        }
        await Wake();
    }

    private async Task SleepAsync(CancellationToken ct)
    {
        var until = await queue.NextDueAsync(ct) is { } next && next < options.Idle ? next : options.Idle;
        await Task.WhenAny(woken.Task, Task.Delay(until, clock, ct));
        ct.ThrowIfCancellationRequested();
    }

    private Task Wake()
    {
        woken.TrySetResult();
        return Task.CompletedTask;
    }
}

/// <summary>Takes over what dead nodes held.</summary>
internal sealed class PublishingSweep(PublishingQueue queue, Started started, IOptions<PublishingOptions> options, TimeProvider clock, ILogger<PublishingSweep> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await started.WaitAsync(stoppingToken);
        using var tick = new PeriodicTimer(options.Value.Sweep, clock);
        do
        {
            try
            {
                await queue.SweepAsync(stoppingToken);
            }
            catch (Exception e) when (e is NpgsqlException or TimeoutException or IOException)
            {
                log.LogWarning("The sweep of publishing waits for the database: {Reason}", e.Message);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                log.LogError(e, "The sweep of publishing failed");
            }
        } while (await tick.WaitForNextTickAsync(stoppingToken));
    }
}
