using ContentFactory.Domain.Data;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace ContentFactory.Domain.Channels;

/// <summary>Renews tokens ahead of their end. Every node may: who asks is decided channel by channel.</summary>
internal sealed class TokenLoop(TokenRefresher refresher, Started started, IOptions<TokenOptions> options, TimeProvider clock, ILogger<TokenLoop> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await started.WaitAsync(stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            var rest = options.Value.Idle;
            try
            {
                await refresher.RefreshDueAsync(stoppingToken);
                if (await refresher.NextDueAsync(stoppingToken) is { } next && next < rest)
                    rest = next;
            }
            catch (Exception e) when (e is NpgsqlException or TimeoutException or IOException)
            {
                log.LogWarning("Renewing tokens waits for the database: {Reason}", e.Message);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                log.LogError(e, "Renewing tokens failed");
            }
            await Task.Delay(rest, clock, stoppingToken);
        }
    }
}
