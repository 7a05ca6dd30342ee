namespace ContentFactory.Domain.Platforms;

/// <summary>One of the counters that a network keeps for a registered app.</summary>
/// <param name="Pool">As in <see cref="PlatformApps"/>: "google".</param>
/// <param name="Day">As the network counts days.</param>
/// <param name="Kind">The network's own counter: "units".</param>
public sealed record UsageCounter(string Pool, string App, DateOnly Day, string Kind);

/// <summary>What an app has used of one of its daily limits, by its calls over all nodes.</summary>
public sealed record AppUsage(string Kind, long Used, long Limit)
{
    public long Left => Math.Max(Limit - Used, 0);

    public bool IsOut => Used >= Limit;

    public bool IsLow => !IsOut && Used * 10 >= Limit * 8;

    /// <summary>As little as a tenant may learn of what all tenants of the app did: enough, nearly used up, or used up.</summary>
    public AppUsage Rounded() => this with { Used = IsOut ? Limit : IsLow ? Limit * 8 / 10 : 0 };
}

/// <summary>
/// Counts what the calls of registered apps cost. Connectors count here, in memory; every few seconds it is added to the sum of all nodes, which is
/// known here as it was read last.
/// </summary>
public sealed class PlatformUsage
{
    private readonly Lock gate = new();
    private readonly Dictionary<UsageCounter, long> pending = [];
    private IReadOnlyDictionary<UsageCounter, long> writing = new Dictionary<UsageCounter, long>();
    private IReadOnlyDictionary<UsageCounter, long> sums = new Dictionary<UsageCounter, long>();

    /// <summary>The sum of all nodes was read once at least; before that nothing may be shown.</summary>
    public bool IsRead { get; private set; }

    public void Add(UsageCounter counter, long amount)
    {
        lock (gate)
            pending[counter] = pending.GetValueOrDefault(counter) + amount;
    }

    public long Of(UsageCounter counter)
    {
        lock (gate)
            return sums.GetValueOrDefault(counter) + writing.GetValueOrDefault(counter) + pending.GetValueOrDefault(counter);
    }

    /// <summary>What has to be written. Followed by <see cref="Settle"/> or <see cref="Return"/>.</summary>
    internal IReadOnlyDictionary<UsageCounter, long> Take()
    {
        lock (gate)
        {
            writing = new Dictionary<UsageCounter, long>(pending);
            pending.Clear();
            return writing;
        }
    }

    /// <summary>It is written; <paramref name="read"/> holds it.</summary>
    internal void Settle(IReadOnlyDictionary<UsageCounter, long> read)
    {
        lock (gate)
        {
            (sums, writing) = (read, new Dictionary<UsageCounter, long>());
            IsRead = true;
        }
    }

    /// <summary>It was not written, or nothing says so: counted twice is better than not at all.</summary>
    internal void Return()
    {
        lock (gate)
        {
            foreach (var (counter, amount) in writing)
                pending[counter] = pending.GetValueOrDefault(counter) + amount;
            writing = new Dictionary<UsageCounter, long>();
        }
    }
}
