using ContentFactory.Domain.Data;
using Npgsql;

namespace ContentFactory.Web.Access;

/// <summary>Checks the open circuits of this node every 30 seconds, and at once when somebody's access changed.</summary>
internal sealed class CircuitWatch(OpenCircuits circuits, SessionCache cache, CircuitTickets tickets, Changes changes, Started started, TimeProvider clock, ILogger<CircuitWatch> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await started.WaitAsync(stoppingToken);
        using var changed = changes.Subscribe(Guid.Empty, ChangeTopics.Access, () =>
        {
            cache.Forget();
            return CheckAsync(stoppingToken);
        });
        using var timer = new PeriodicTimer(Interval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await CheckAsync(stoppingToken);
            tickets.Tidy();
        }
    }

    private async Task CheckAsync(CancellationToken ct)
    {
        try
        {
            await circuits.CheckAsync(ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException or IOException)
        {
            log.LogWarning("The open pages could not be checked: {Reason}", e.Message);
        }
    }
}
