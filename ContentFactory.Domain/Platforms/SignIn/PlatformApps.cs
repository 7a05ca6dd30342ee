using ContentFactory.Domain.Data;
using Microsoft.Extensions.Configuration;

namespace ContentFactory.Domain.Platforms;

/// <summary>
/// The apps that this installation has registered at networks: <c>Platforms:Apps:{pool}:{n}:Id</c> and <c>Secret</c>. Accounts of one pool may belong
/// to different apps; which one is a channel's is kept with it.
/// </summary>
public sealed class PlatformApps
{
    public const string Section = "Platforms:Apps";

    private readonly ILookup<string, PlatformApp> byPool;

    public PlatformApps(IConfiguration configuration) =>
        byPool = configuration.GetSection(Section).GetChildren()
            .SelectMany(pool => pool.GetChildren().Select(app => (Pool: pool.Key.ToLowerInvariant(), App: Read(app)))).ToLookup(p => p.Pool, p => p.App);

    /// <summary>In the order of the settings.</summary>
    public IReadOnlyList<PlatformApp> Of(string pool) => [.. byPool[pool]];

    /// <summary>Null where the app is not in the settings any more. Without an id the pool's first.</summary>
    public PlatformApp? Find(string pool, string? appId) => byPool[pool].FirstOrDefault(a => appId is null || a.Id == appId);

    private static PlatformApp Read(IConfigurationSection app) =>
        app["Id"] is { Length: > 0 and <= 100 } id && app["Secret"] is { Length: > 0 } secret
            ? new(id, secret)
            : throw new ConfigurationException(app.Path.Replace(":", "__", StringComparison.Ordinal), "is incomplete", "an Id (at most 100 characters) and a Secret, as the network's developer page shows them");
}
