using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace ContentFactory.Domain.Data;

/// <summary>Keeps the months of the large tables ahead of time, twice a day. Every node may: making a partition that exists does nothing.</summary>
internal sealed class PartitionUpkeep(SystemDb system, Started started, TimeProvider clock, ILogger<PartitionUpkeep> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(12);

    public async Task<int> EnsureAsync(CancellationToken ct)
    {
        await using var connection = await system.OpenAsync(ct);
        await using var command = connection.CreateCommand();
        command.CommandText = "select ensure_all_partitions()";
        return (int)(await command.ExecuteScalarAsync(ct))!;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await started.WaitAsync(stoppingToken);
        using var timer = new PeriodicTimer(Interval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await EnsureAsync(stoppingToken);
            }
            catch (Exception e) when (e is NpgsqlException or TimeoutException or IOException)
            {
                log.LogError("Partitions could not be made: {Reason}", e.Message);
            }
        }
    }
}
