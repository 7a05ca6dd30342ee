using System.Collections.Concurrent;
using System.Globalization;

namespace ContentFactory.Tests.Publishing.Chaos;

internal sealed record NetworkPost(string Id, string Url, string Text, DateTimeOffset At);

/// <summary>Something prepared, which becomes at most one post.</summary>
internal sealed class Container(string id, string account, string text)
{
    private readonly Lock gate = new();
    private Task<NetworkPost>? publishing;

    public string Id => id;
    public string Account => account;
    public string Text => text;

    public Task<NetworkPost>? Publishing
    {
        get
        {
            lock (gate)
                return publishing;
        }
    }

    public (Task<NetworkPost> Post, bool First) Publish(Func<Task<NetworkPost>> accept)
    {
        lock (gate)
        {
            var first = publishing is null;
            return (publishing ??= accept(), first);
        }
    }
}

/// <summary>What the six networks hold: posts by account, containers, keys that were seen, and accounts that are limited for a while.</summary>
internal sealed class NetworkState(TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, ConcurrentQueue<NetworkPost>> posts = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Container> containers = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, DateTimeOffset> limitedUntil = new(StringComparer.Ordinal);
    private int last;

    public NetworkPost Add(string account, string text)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"{account}/{Interlocked.Increment(ref last)}");
        var post = new NetworkPost(id, $"https://network.example/{id}", text, clock.GetUtcNow());
        posts.GetOrAdd(account, _ => new()).Enqueue(post);
        return post;
    }

    public IReadOnlyList<NetworkPost> Recent(string account, int most) => [.. posts.GetValueOrDefault(account, new()).Reverse().Take(most)];

    public Container Prepare(string account, string text)
    {
        var container = new Container(string.Create(CultureInfo.InvariantCulture, $"c{Interlocked.Increment(ref last)}"), account, text);
        return containers[container.Id] = container;
    }

    public Container? Find(string account, string id) => containers.GetValueOrDefault(id) is { } found && found.Account == account ? found : null;

    /// <summary>The key counts from the moment it arrives, so that a repeat waits for the first call instead of racing it.</summary>
    public Container Keyed(string account, string key, string text) => containers.GetOrAdd($"{account}|{key}", id => new(id, account, text));

    public void Limit(string account, TimeSpan time) => limitedUntil[account] = clock.GetUtcNow() + time;

    public TimeSpan? LimitedFor(string account) => limitedUntil.GetValueOrDefault(account) - clock.GetUtcNow() is { } left && left > TimeSpan.Zero ? left : null;
}
