using ContentFactory.Domain.Data;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace ContentFactory.Domain.Access;

/// <summary>Removes once a day what was read and is older than 60 days, and after 180 days what nobody read. Every node may: the second finds nothing.</summary>
internal sealed class NotificationUpkeep(SystemDb system, Started started, TimeProvider clock, ILogger<NotificationUpkeep> log) : BackgroundService
{
    // never waits for a row, so it stands in nobody's way: what is being told again or marked is left for the next day
    private const string Remove = """
        with old as materialized (
            select tenant_id, id from notifications
            where created_at < app_now() - interval '60 days' and (read_at is not null or created_at < app_now() - interval '180 days')
            for update skip locked)
        delete from notifications n using old where n.tenant_id = old.tenant_id and n.id = old.id
        """;

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
