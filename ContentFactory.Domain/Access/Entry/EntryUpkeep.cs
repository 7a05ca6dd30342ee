using ContentFactory.Domain.Data;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace ContentFactory.Domain.Access;

/// <summary>Removes every hour what the doors no longer need: requests of yesterday, counters whose time is over.</summary>
internal sealed class EntryUpkeep(EntryDesk desk, Started started, TimeProvider clock, ILogger<EntryUpkeep> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await started.WaitAsync(stoppingToken);
        using var timer = new PeriodicTimer(Interval, clock);
        do
        {
            try
            {
                await desk.SweepAsync(stoppingToken);
            }
            catch (Exception e) when (e is NpgsqlException or TimeoutException or IOException)
            {
                log.LogWarning("Old codes and counters could not be removed: {Reason}", e.Message);
            }
        } while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
