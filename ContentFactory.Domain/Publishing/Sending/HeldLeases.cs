using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace ContentFactory.Domain.Publishing;

/// <summary>What a batch holds, kept by heartbeats. A lease that is lost cancels the call it stood for.</summary>
internal sealed class HeldLeases
{
    private readonly PublishingQueue queue;
    private readonly PublishingOptions options;
    private readonly TimeProvider clock;
    private readonly ILogger log;
    private readonly ConcurrentDictionary<Guid, Lease> leases;

    public HeldLeases(PublishingQueue queue, PublishingOptions options, TimeProvider clock, ILogger log, IReadOnlyList<DuePublication> claimed)
    {
        (this.queue, this.options, this.clock, this.log) = (queue, options, clock, log);
        leases = new(claimed.Select(due => KeyValuePair.Create(due.Id, new Lease(due) { SeenAt = clock.GetTimestamp() })));
    }

    /// <summary>Fires when the lease of a publication is lost.</summary>
    public CancellationToken LostOf(DuePublication due) => leases[due.Id].Lost.Token;

    public void Drop(DuePublication due) => leases.TryRemove(due.Id, out _);

    /// <summary>Until the timer is disposed of.</summary>
    public async Task BeatAsync(PeriodicTimer beat)
    {
        while (await beat.WaitForNextTickAsync())
        {
            var asked = clock.GetTimestamp();
            var held = leases.Values.ToList();
            try
            {
                var kept = await queue.ExtendAsync([.. held.Select(l => l.Due)]);
                await LoseAsync(held.Where(l => !kept.Contains(l.Due.Id)));
                held.Where(l => kept.Contains(l.Due.Id)).ToList().ForEach(l => l.SeenAt = asked);
            }
            catch (Exception e) when (e is NpgsqlException or TimeoutException or IOException)
            {
                log.LogWarning("A heartbeat of publishing failed: {Reason}", e.Message);
                await LoseAsync(held.Where(l => clock.GetElapsedTime(l.SeenAt) >= options.Lease));
            }
        }
    }

    /// <summary>What ended while the heartbeat was under way has been dropped and lost nothing.</summary>
    private async Task LoseAsync(IEnumerable<Lease> lost)
    {
        foreach (var lease in lost.Where(l => leases.ContainsKey(l.Due.Id) && !l.Lost.IsCancellationRequested))
        {
            log.LogWarning("The lease of publication {Publication} is lost; its call is given up", lease.Due.Id);
            await lease.Lost.CancelAsync();
        }
    }

    private sealed record Lease(DuePublication Due)
    {
        public CancellationTokenSource Lost { get; } = new();
        public long SeenAt { get; set; }
    }
}
