using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace ContentFactory.Domain.Data;

/// <summary>
/// A duty over rows that fall due: a step at the start, then whenever the next row is due, and at the latest after <paramref name="idle"/>.
/// Every node may; an outage or a bug in one step is logged and ends nothing.
/// </summary>
internal abstract class DueLoop(TimeSpan idle, Started started, TimeProvider clock, ILogger log) : BackgroundService
{
    // a timer takes no shorter one, and a wrong answer of the database must not make the loop spin
    private static readonly TimeSpan Least = TimeSpan.FromMilliseconds(100);

    /// <summary>Does what is due. Returns how long until more is; null where nothing waits.</summary>
    protected abstract Task<TimeSpan?> StepAsync(CancellationToken ct);

    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await started.WaitAsync(stoppingToken);
        using var timer = new PeriodicTimer(idle, clock);
        do
            timer.Period = await RestAsync(stoppingToken);
        while (await timer.WaitForNextTickAsync(stoppingToken));
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
        return idle;
    }
}
