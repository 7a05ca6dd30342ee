using Microsoft.Extensions.Logging;
using Npgsql;
using Quartz;

namespace ContentFactory.Domain.Clocks;

/// <summary>The duties of this node by name.</summary>
public sealed class ClockBook(IServiceProvider services, IEnumerable<ClockDuty> duties, ILogger<ClockBook> log)
{
    public IReadOnlyList<ClockDuty> Duties { get; } = [.. duties];

    public async Task RunAsync(string name, CancellationToken ct)
    {
        // a node of another version may have planned what this one does not know
        if (Duties.FirstOrDefault(d => d.Name == name) is not { } duty)
            return;
        try
        {
            await duty.Run(services, ct);
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException or IOException)
        {
            log.LogWarning("The duty {Duty} waits for its next tick: {Reason}", name, e.Message);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            log.LogError(e, "The duty {Duty} failed", name);
        }
    }
}

/// <summary>One tick of one duty.</summary>
internal sealed class ClockJob(ClockBook book) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await book.RunAsync(context.JobDetail.Key.Name, cancellationToken);
}
