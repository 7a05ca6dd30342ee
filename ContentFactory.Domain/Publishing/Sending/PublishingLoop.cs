using ContentFactory.Domain.Data;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace ContentFactory.Domain.Publishing;

/// <summary>Claims whenever something is due and there is room: woken by a change, by what ended or by the next due time.</summary>
internal sealed class PublishingLoop(PublishingQueue queue, Publisher publisher, Changes changes, Started started, IOptions<PublishingOptions> options, TimeProvider clock, ILogger<PublishingLoop> log) : BackgroundService
{
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(1);

    // what ends gathers for so long before the channels it freed are looked at
    private static readonly TimeSpan Gather = TimeSpan.FromMilliseconds(100);

    private readonly PublishingOptions options = options.Value;
    private readonly InFlight inFlight = new(options.Value, clock);
    private volatile TaskCompletionSource changed = New();

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
        var room = await inFlight.RoomAsync(ct);
        changed = New();
        running.RemoveAll(r => r.IsCompleted);
        try
        {
            var claimed = await queue.ClaimAsync(room, ct);
            inFlight.Begin(claimed.Count);
            if (claimed.Count > 0)
                running.Add(RunAsync(claimed, ct));
            if (claimed.Count < room)
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
            await publisher.RunAsync(claimed, stop, inFlight.End);
        }
        catch (Exception e)
        {
            log.LogError(e, "A batch of publications broke off");
        }
    }

    /// <summary>Everything free was claimed: until something changes, ends or falls due.</summary>
    private async Task SleepAsync(CancellationToken ct)
    {
        var until = await queue.NextDueAsync(ct) is { } next && next < options.Idle ? next : options.Idle;
        using var awake = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var ended = inFlight.FirstEnded;
        var timer = Task.Delay(until, clock, awake.Token);
        if (await Task.WhenAny(changed.Task, ended, timer) == ended)
            await Task.WhenAny(changed.Task, inFlight.HalfEnded, timer, Task.Delay(Gather, clock, awake.Token));
        await awake.CancelAsync();
        ct.ThrowIfCancellationRequested();
    }

    private Task Wake()
    {
        changed.TrySetResult();
        return Task.CompletedTask;
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
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
