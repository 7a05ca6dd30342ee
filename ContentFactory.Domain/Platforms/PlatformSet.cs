namespace ContentFactory.Domain.Platforms;

/// <summary>The connectors by their key.</summary>
public sealed class PlatformSet(IEnumerable<IPlatform> platforms)
{
    private readonly Dictionary<string, IPlatform> byKey = platforms.ToDictionary(p => p.Key, StringComparer.Ordinal);

    public IReadOnlyCollection<string> Keys => byKey.Keys;

    public IReadOnlyCollection<IPlatform> All => byKey.Values;

    public IPlatform? Find(string key) => byKey.GetValueOrDefault(key);
}
