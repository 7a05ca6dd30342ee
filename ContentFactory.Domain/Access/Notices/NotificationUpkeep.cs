using ContentFactory.Domain.Data;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace ContentFactory.Domain.Access;

/// <summary>Removes once a day what was read and is older than 60 days. Every node may: the second finds nothing.</summary>
internal sealed class NotificationUpkeep(SystemDb system, Started started, TimeProvider clock, ILogger<NotificationUpkeep> log) : BackgroundService
{
    private const string Remove = "delete from notifications where read_at is not null and created_at < app_now() - interval '60 days'";
    private static readonly TimeSpan Interval = TimeSpan.FromDays(1);

    public async Task<int> RemoveOldAsync(CancellationToken ct)
    {
        await using var connection = await system.OpenAsync(ct);
        await using var command = new NpgsqlCommand(Remove, connection);
        return await command.ExecuteNonQueryAsync(ct);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await started.WaitAsync(stoppingToken);
        using var timer = new PeriodicTimer(Interval, clock);
        do
        {
            try
            {
                await RemoveOldAsync(stoppingToken);
            }
            catch (Exception e) when (e is NpgsqlException or TimeoutException or IOException)
            {
                log.LogWarning("Old notifications could not be removed: {Reason}", e.Message);
            }
        } while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
