using ContentFactory.Domain.Data;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace ContentFactory.Domain.Access;

/// <summary>Forwards what has gathered. Every node may: one at a time does.</summary>
internal sealed class NoticePostLoop(NoticePost post, BotMessageQueue messages, Started started, TimeProvider clock, ILogger<NoticePostLoop> log) : BackgroundService
{
    private static readonly TimeSpan Idle = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await started.WaitAsync(stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            var rest = Idle;
            try
            {
                await post.ForwardAsync(stoppingToken);
                await messages.SweepAsync(stoppingToken);
                if (await post.NextDueAsync(stoppingToken) is { } next && next < rest)
                    rest = next;
            }
            catch (Exception e) when (e is NpgsqlException or TimeoutException or IOException)
            {
                log.LogWarning("Forwarding notices waits for the database: {Reason}", e.Message);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                log.LogError(e, "Forwarding notices failed");
            }
            await Task.Delay(rest, clock, stoppingToken);
        }
    }
}
