using ContentFactory.Domain.Data;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace ContentFactory.Domain.Publishing;

/// <summary>Deletes posts at their networks: woken by a person who asks for it, or when the next call is due.</summary>
internal sealed class RemovalLoop(Remover remover, Changes changes, Started started, TimeProvider clock, ILogger<RemovalLoop> log) : BackgroundService
{
    private static readonly TimeSpan Idle = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(1);

    private volatile TaskCompletionSource woken = new(TaskCreationOptions.RunContinuationsAsynchronously);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await started.WaitAsync(stoppingToken);
        using var asked = changes.Subscribe(Guid.Empty, ChangeTopics.Removals, () =>
        {
            woken.TrySetResult();
            return Task.CompletedTask;
        });
        while (!stoppingToken.IsCancellationRequested)
        {
            woken = new(TaskCreationOptions.RunContinuationsAsynchronously);
            var rest = await StepAsync(stoppingToken);
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
            await Task.WhenAny(woken.Task, Task.Delay(rest, clock, stop.Token));
            await stop.CancelAsync();
            stoppingToken.ThrowIfCancellationRequested();
        }
    }

    private async Task<TimeSpan> StepAsync(CancellationToken ct)
    {
        try
        {
            while (await remover.RemoveDueAsync(ct) > 0)
                continue;
            return await remover.NextDueAsync(ct) is { } next && next < Idle ? next : Idle;
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException or IOException)
        {
            log.LogWarning("Removals wait for the database: {Reason}", e.Message);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            log.LogError(e, "A step of removing failed");
        }
        return AfterFailure;
    }
}
