using ContentFactory.Domain.Data;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace ContentFactory.Domain.Media.Previews;

/// <summary>Makes previews: woken by a new file, and by a clock for what a dead node held.</summary>
internal sealed class PreviewLoop(PreviewQueue queue, Changes changes, Started started, TimeProvider clock, ILogger<PreviewLoop> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    private volatile TaskCompletionSource woken = new(TaskCreationOptions.RunContinuationsAsynchronously);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await started.WaitAsync(stoppingToken);
        using var added = changes.Subscribe(Guid.Empty, ChangeTopics.Media, Wake);
        while (!stoppingToken.IsCancellationRequested)
        {
            woken = new(TaskCreationOptions.RunContinuationsAsynchronously);
            try
            {
                while (await queue.MakeAsync(stoppingToken) > 0)
                {
                }
            }
            catch (Exception e) when (e is NpgsqlException or TimeoutException or IOException)
            {
                log.LogWarning("Previews wait for the database: {Reason}", e.Message);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                log.LogError(e, "Making previews failed");
            }
            await Task.WhenAny(woken.Task, Task.Delay(Pause, clock, stoppingToken));
        }
    }

    private Task Wake()
    {
        woken.TrySetResult();
        return Task.CompletedTask;
    }
}
