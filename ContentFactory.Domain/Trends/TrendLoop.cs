using ContentFactory.Domain.Data;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace ContentFactory.Domain.Trends;

/// <summary>Collects what is due, looking twice a minute: the shortest interval of a source is five.</summary>
internal sealed class TrendLoop(DueSources due, Started started, TimeProvider clock, ILogger<TrendLoop> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await started.WaitAsync(stoppingToken);
        using var timer = new PeriodicTimer(Pause, clock);
        do
        {
            try
            {
                while (await due.CollectAsync(stoppingToken) > 0)
                {
                }
            }
            catch (Exception e) when (e is NpgsqlException or TimeoutException or IOException)
            {
                log.LogWarning("Collecting waits for the database: {Reason}", e.Message);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                log.LogError(e, "Collecting failed");
            }
        } while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
