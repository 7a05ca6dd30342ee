using ContentFactory.Domain.Data;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace ContentFactory.Domain.Platforms.Telegram;

/// <summary>Reads what people write to the product's bot, on one node at a time: Telegram gives its updates to one reader only.</summary>
internal sealed class ProductBotLoop(ProductBot bot, DataSources sources, Started started, TimeProvider clock, ILogger<ProductBotLoop> log) : BackgroundService
{
    private const long Lock = 7235910246;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!bot.IsSet)
            return;
        await started.WaitAsync(stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ReadAsync(stoppingToken);
            }
            catch (Exception e) when (e is NpgsqlException or TimeoutException or IOException)
            {
                log.LogWarning("The bot waits for the database: {Reason}", e.Message);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                log.LogError(e, "A step of the bot failed");
            }
            await Task.Delay(Pause, clock, stoppingToken);
        }
    }

    /// <summary>Until Telegram or the database fails, or another node reads.</summary>
    private async Task ReadAsync(CancellationToken ct)
    {
        await using var connection = sources.UnpooledSystem();
        await connection.OpenAsync(ct);
        if (!await IsMineAsync(connection, "select pg_try_advisory_lock($1)", ct))
            return;
        long? offset = 0;
        // asked each time: a lock that went with its session must not leave two readers
        while (offset is not null && await IsMineAsync(connection, "select exists (select 1 from pg_locks where locktype = 'advisory' and pid = pg_backend_pid() and ((classid::bigint << 32) | objid::bigint) = $1)", ct))
            offset = await bot.ReadOnceAsync(offset.Value, ct);
    }

    private static async Task<bool> IsMineAsync(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection) { Parameters = { new NpgsqlParameter<long> { TypedValue = Lock } } };
        return await command.ExecuteScalarAsync(ct) is true;
    }
}
