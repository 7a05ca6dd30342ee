using ContentFactory.Domain.Data;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace ContentFactory.Domain.Publishing;

/// <summary>Looks for lost answers: woken by a publication that became unknown, or when the next look is due.</summary>
internal sealed class SettlingLoop(Settler settler, Changes changes, Started started, TimeProvider clock, ILogger<SettlingLoop> log) : BackgroundService
{
    private static readonly TimeSpan Idle = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(1);

    private volatile TaskCompletionSource woken = new(TaskCreationOptions.RunContinuationsAsynchronously);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await started.WaitAsync(stoppingToken);
        using var unknown = changes.Subscribe(Guid.Empty, ChangeTopics.Unknown, () =>
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
            while (await settler.SettleDueAsync(ct) > 0)
                continue;
            return await settler.NextDueAsync(ct) is { } next && next < Idle ? next : Idle;
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException or IOException)
        {
            log.LogWarning("Settling waits for the database: {Reason}", e.Message);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            log.LogError(e, "A step of settling failed");
        }
        return AfterFailure;
    }
}
