using ContentFactory.Domain.Analytics.Days;
using ContentFactory.Domain.Platforms;

namespace ContentFactory.Domain.Analytics;

/// <summary>A publication of the past whose numbers nobody read.</summary>
/// <param name="Lease">Its next reading as the row has it: ahead of now, so that no collector takes it meanwhile.</param>
public sealed record UnreadPublication(Guid TenantId, Guid Id, Guid ChannelId, string ExternalId, DateTimeOffset PublishedAt, DateTimeOffset Lease);

/// <summary>Makes up for readings that would have been made since a publication went out, as the collector would have written them.</summary>
public sealed class MetricsHistory
{
    private readonly SnapshotWriter writer;
    private readonly TimeProvider clock;

    internal MetricsHistory(SnapshotWriter writer, TimeProvider clock) => (this.writer, this.clock) = (writer, clock);

    /// <param name="numbers">What the network said about a publication at a past moment.</param>
    public async Task ReplayAsync(
        IReadOnlyList<UnreadPublication> publications, string zoneId, string source, Func<UnreadPublication, DateTimeOffset, PostMetrics> numbers, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        // in order of time over all publications, because followers are carried from day to day
        foreach (var (publication, at, next) in publications.SelectMany(p => Readings(p, zoneId, now)).OrderBy(r => r.At))
        {
            var due = new DueMetrics(
                publication.TenantId, publication.Id, publication.ChannelId, publication.ExternalId, publication.PublishedAt, publication.Lease, at, zoneId, source, "", null, true, []);
            var written = await writer.WriteAsync(due, new(MetricsKind.Read, numbers(publication, at), source), next, ct);
            if (!written)
                throw new InvalidOperationException($"Publication {publication.Id} was changed while its past numbers were written.");
        }
    }

    private static IEnumerable<(UnreadPublication Publication, DateTimeOffset At, DateTimeOffset? Next)> Readings(UnreadPublication publication, string zoneId, DateTimeOffset now)
    {
        var at = MetricsPlan.Next(publication.PublishedAt, publication.PublishedAt, zoneId, sandbox: false);
        if (at > now)
            at = now;
        while (at <= now)
        {
            var next = at == now ? MetricsPlan.Next(publication.PublishedAt, now, zoneId, sandbox: true) : MetricsPlan.Next(publication.PublishedAt, at.Value, zoneId, sandbox: false);
            yield return (publication, at.Value, next <= now ? publication.Lease : next);
            at = at == now ? null : next;
        }
    }
}
