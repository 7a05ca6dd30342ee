using Npgsql;

namespace ContentFactory.Domain.Trends.Clusters;

/// <param name="At">When it was published, or collected where nothing says.</param>
internal sealed record Story(Guid Id, Guid ClusterId, DateTimeOffset At, StoryWords Words);

/// <summary>
/// Puts new items to those that tell the same story. A cluster bears the id of its first item, which leads it; where two meet, the
/// smaller id stays, so that the order in which feeds are read does not matter for who is together. To be called under
/// <see cref="ClusterRows.LockAsync"/> in the transaction that wrote the items.
/// </summary>
internal sealed class StoryClusters(AppDb rows)
{
    private readonly ClusterRows table = new(rows);

    /// <param name="repeated">Sentences of the feed that are no story; items of the same source are read without them.</param>
    public async Task JoinAsync(IReadOnlyList<Story> fresh, Guid sourceId, IReadOnlySet<string> repeated, DateTimeOffset now, CancellationToken ct)
    {
        await table.ForgetAsync(now, ct);
        var bands = fresh.SelectMany((story, n) => MinHash.Bands(story.Words).Select(band => (n, band))).ToList();
        await table.AddBandsAsync([.. bands.Select(b => (fresh[b.n].Id, b.band))], ct);
        var pairs = await table.NeighboursAsync(bands, ct);
        var known = fresh.ToDictionary(f => f.Id);
        foreach (var (id, cluster, at, title, summary, source, name) in await table.ReadAsync([.. pairs.Select(p => p.ItemId).Distinct().Where(id => !known.ContainsKey(id))], ct))
            known[id] = new Story(id, cluster, at, StoryWords.Of(title, summary, name, source == sourceId ? repeated : NoSentences));
        var together = new Groups();
        foreach (var (n, id) in pairs)
            if (known.TryGetValue(id, out var other) && other.Id != fresh[n].Id && (other.At - fresh[n].At).Duration() <= Likeness.Longest && Likeness.Same(fresh[n].Words, other.Words))
                together.Join(fresh[n].ClusterId, other.ClusterId);
        await table.MergeAsync(together.Moves(), ct);
    }

    private static readonly HashSet<string> NoSentences = [];

    /// <summary>Cluster ids that turned out to be one; the smallest speaks for its group.</summary>
    private sealed class Groups
    {
        private readonly Dictionary<Guid, Guid> parents = [];

        public void Join(Guid a, Guid b)
        {
            var (left, right) = (Root(a), Root(b));
            if (left == right)
                return;
            var (first, second) = left.CompareTo(right) < 0 ? (left, right) : (right, left);
            (parents[first], parents[second]) = (first, first);
        }

        public IReadOnlyList<(Guid From, Guid To)> Moves() => [.. parents.Keys.ToList().Select(id => (id, Root(id))).Where(m => m.id != m.Item2)];

        private Guid Root(Guid id)
        {
            while (parents.TryGetValue(id, out var parent) && parent != id)
                id = parent;
            return id;
        }
    }
}
