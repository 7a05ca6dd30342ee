using System.Threading.Channels;
using ContentFactory.Domain.Analytics.Days;
using ContentFactory.Domain.Channels;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.Platforms;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace ContentFactory.Domain.Analytics;

/// <summary>Reads due numbers from the networks and hands them to the writer. Reading is harmless, so a lost lease only means reading again.</summary>
internal sealed class MetricsCollector(MetricsQueue queue, SnapshotWriter writer, PlatformSet platforms, ChannelAccounts accounts, IOptions<AnalyticsOptions> options, ILogger<MetricsCollector> log)
{
    private const int MostAtOnce = 100;

    /// <summary>Claims one batch and sees it through. Returns how many were claimed.</summary>
    public async Task<int> CollectDueAsync(CancellationToken ct)
    {
        var due = await queue.ClaimAsync(ct);
        var taken = System.Threading.Channels.Channel.CreateUnbounded<TakenReading>(new() { SingleReader = true });
        await Task.WhenAll(ReadAllAsync(due, taken.Writer, ct), WriteAllAsync(taken.Reader, ct));
        return due.Count;
    }

    private async Task ReadAllAsync(IReadOnlyList<DueMetrics> due, ChannelWriter<TakenReading> taken, CancellationToken ct)
    {
        try
        {
            await Parallel.ForEachAsync(due, new ParallelOptions { MaxDegreeOfParallelism = options.Value.CallsAtOnce, CancellationToken = ct }, async (one, stop) =>
            {
                var outcome = await ReadAsync(one, stop);
                taken.TryWrite(new(one, outcome, Next(one, outcome)));
            });
        }
        finally
        {
            taken.Complete();
        }
    }

    /// <summary>Whatever was read while the last ones were written goes into one transaction; a slow network keeps nobody waiting.</summary>
    private async Task WriteAllAsync(ChannelReader<TakenReading> taken, CancellationToken ct)
    {
        while (await taken.WaitToReadAsync(ct))
        {
            var together = new List<TakenReading>();
            while (together.Count < MostAtOnce && taken.TryRead(out var one))
                together.Add(one);
            await WriteAsync(together, ct);
        }
    }

    private async Task WriteAsync(IReadOnlyList<TakenReading> readings, CancellationToken ct)
    {
        try
        {
            var kept = await writer.WriteAsync(readings, ct);
            foreach (var late in readings.Where(r => !kept.Contains(r.Due.PublicationId)))
                log.LogInformation("Numbers of publication {Publication} came too late and were refused", late.Due.PublicationId);
        }
        catch (Exception e) when (readings.Count > 1 && IsOfTheReading(e))
        {
            foreach (var one in readings)
                await WriteAsync([one], ct);
        }
        catch (Exception e) when (IsOfTheReading(e))
        {
            // one publication that meets a bug must not keep the others waiting; its lease runs out by itself
            log.LogError(e, "Numbers of publication {Publication} were not written", readings[0].Due.PublicationId);
        }
    }

    private static bool IsOfTheReading(Exception e) => e is PostgresException or not (NpgsqlException or OperationCanceledException);

    private async Task<MetricsOutcome> ReadAsync(DueMetrics due, CancellationToken ct)
    {
        if (MetricsPlan.IsOver(due.PublishedAt, due.Now) || platforms.Find(due.Platform) is not { } platform)
            return new(MetricsKind.NotObtainable);
        try
        {
            if (accounts.Open(due.TenantId, due.ChannelId, due.AccountId, due.Handle, due.Sandbox, due.Secrets, due.Platform, due.AppKey) is not { } account)
                return new(MetricsKind.Failed);
            return await platform.ReadMetricsAsync(account, due.ExternalId, ct);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            log.LogError(e, "The connector {Platform} failed on numbers of publication {Publication}", platform.Key, due.PublicationId);
            return new(MetricsKind.Failed);
        }
    }

    private DateTimeOffset? Next(DueMetrics due, MetricsOutcome outcome)
    {
        var planned = MetricsPlan.Next(due.PublishedAt, due.Now, due.ZoneId, due.Sandbox);
        return outcome.Kind switch
        {
            MetricsKind.Read => planned,
            MetricsKind.Removed or MetricsKind.NotObtainable => null,
            MetricsKind.RateLimited or MetricsKind.Failed => planned is null ? null : due.Now + (outcome.RetryAfter ?? TimeSpan.FromMinutes(options.Value.RetryMinutes)),
        };
    }
}

/// <summary>Collects whenever numbers are due.</summary>
internal sealed class MetricsLoop(MetricsCollector collector, MetricsQueue queue, Started started, IOptions<AnalyticsOptions> options, TimeProvider clock, ILogger<MetricsLoop> log)
    : DueLoop(TimeSpan.FromSeconds(options.Value.IdleSeconds), started, clock, log)
{
    /// <summary>While one batch waits for networks, the other is written.</summary>
    internal const int AtOnce = 2;

    protected override async Task<TimeSpan?> StepAsync(CancellationToken ct)
    {
        await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => DrainAsync(ct)));
        return await queue.NextDueAsync(ct);
    }

    private async Task DrainAsync(CancellationToken ct)
    {
        while (await collector.CollectDueAsync(ct) > 0)
            continue;
    }
}
