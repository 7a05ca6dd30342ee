using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace ContentFactory.Domain.Data;

/// <summary>
/// A duty over rows that fall due: a step at the start, then whenever the next row is due or <paramref name="wakes"/> is told, and at the
/// latest after <paramref name="idle"/>. Every node may; an outage or a bug in one step is logged and ends nothing.
/// </summary>
internal abstract class DueLoop(TimeSpan idle, Started started, TimeProvider clock, ILogger log, (Changes Changes, string Topic)? wakes = null) : BackgroundService
{
    // a wrong answer of the database must not make the loop spin
    private static readonly TimeSpan Least = TimeSpan.FromMilliseconds(100);

    private static readonly TimeSpan MostAfterFailure = TimeSpan.FromSeconds(15);

    private volatile TaskCompletionSource woken = New();

    /// <summary>Does what is due. Returns how long until more is; null where nothing waits.</summary>
    protected abstract Task<TimeSpan?> StepAsync(CancellationToken ct);

    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await started.WaitAsync(stoppingToken);
        using var told = wakes?.Changes.Subscribe(Guid.Empty, wakes.Value.Topic, Wake);
        while (!stoppingToken.IsCancellationRequested)
        {
            // before the step: what is told while it runs is looked at after it
            woken = New();
            var rest = await RestAsync(stoppingToken);
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
            await Task.WhenAny(woken.Task, Task.Delay(rest, clock, stop.Token));
            await stop.CancelAsync();
        }
        stoppingToken.ThrowIfCancellationRequested();
    }

    private async Task<TimeSpan> RestAsync(CancellationToken ct)
    {
        try
        {
            return await StepAsync(ct) is { } next && next < idle ? (next > Least ? next : Least) : idle;
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException or IOException)
        {
            log.LogWarning("Waits for the database: {Reason}", e.Message);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            log.LogError(e, "A step failed");
        }
        return idle < MostAfterFailure ? idle : MostAfterFailure;
    }

    private Task Wake()
    {
        woken.TrySetResult();
        return Task.CompletedTask;
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
