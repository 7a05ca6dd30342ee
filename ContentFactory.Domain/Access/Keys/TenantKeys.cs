using System.Collections.Concurrent;
using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace ContentFactory.Domain.Access.Keys;

/// <summary>An opened key.</summary>
internal sealed record TenantKey(int Generation, byte[] Key, DateTimeOffset CreatedAt);

/// <summary>The keys of tenants, remembered for a minute: so long another node may seal with the former generation, or open for a tenant that has been forgotten.</summary>
public sealed class TenantKeys(ITenantKeyStore store, KeyHome home, IDataProtectionProvider protection, TimeProvider clock)
{
    internal const int KeyBytes = 32;
    internal static readonly TimeSpan Remembered = TimeSpan.FromMinutes(1);
    private const int Most = 10_000;

    private readonly ConcurrentDictionary<Guid, Ring> rings = new();

    /// <summary>What the tenant's secrets are sealed with now; made at first use.</summary>
    internal TenantKey Current(Guid tenantId) => RingOf(tenantId).Newest ?? Add(tenantId);

    /// <summary>Null where the key is gone for good, with the tenant or with a generation that nothing was sealed with any more.</summary>
    internal TenantKey? Find(Guid tenantId, int generation) =>
        // another node may have made it since
        RingOf(tenantId).Keys.GetValueOrDefault(generation) ?? Read(tenantId).Keys.GetValueOrDefault(generation);

    /// <summary>A new generation, which seals from now on.</summary>
    internal TenantKey Renew(Guid tenantId) => Add(tenantId);

    internal IReadOnlyList<Guid> Rotated()
    {
        home.Check();
        return store.Rotated();
    }

    internal IReadOnlyList<TenantKey> All(Guid tenantId) => [.. Read(tenantId).Keys.Values.OrderBy(k => k.Generation)];

    /// <summary>Drops the generations before the newest.</summary>
    internal void RemoveFormer(Guid tenantId)
    {
        var ring = Read(tenantId);
        foreach (var former in ring.Generations.Where(g => g < ring.Newest?.Generation))
            store.Remove(tenantId, former);
        rings.TryRemove(tenantId, out _);
    }

    /// <summary>Nothing that was sealed for the tenant opens again, in the database or in a copy of it; on other nodes after a minute at the latest.</summary>
    public void Forget(Guid tenantId)
    {
        home.Check();
        store.Forget(tenantId);
        rings.TryRemove(tenantId, out _);
    }

    /// <exception cref="KeysAwayException">The store does not answer, or is not the one of this installation.</exception>
    public void Probe()
    {
        home.Check();
        store.Probe();
    }

    private Ring RingOf(Guid tenantId) => rings.TryGetValue(tenantId, out var ring) && clock.GetElapsedTime(ring.ReadAt) < Remembered ? ring : Read(tenantId);

    private Ring Read(Guid tenantId)
    {
        home.Check();
        var readAt = clock.GetTimestamp();
        var stored = store.Read(tenantId);
        var ring = new Ring(stored.Select(k => Unwrap(tenantId, k)).OfType<TenantKey>().ToDictionary(k => k.Generation), [.. stored.Select(k => k.Generation)], readAt);
        if (rings.Count >= Most)
            rings.Clear();
        return rings[tenantId] = ring;
    }

    private TenantKey Add(Guid tenantId)
    {
        var generation = Read(tenantId).Generations.DefaultIfEmpty(0).Max();
        var key = RandomNumberGenerator.GetBytes(KeyBytes);
        // taken by another node, or by one that died while it wrote it
        do
            generation++;
        while (!store.Add(tenantId, new(generation, Wrap(tenantId, generation, key), clock.GetUtcNow())));
        return Read(tenantId).Newest ?? throw new KeysAwayException("the key just made is not there");
    }

    private byte[] Wrap(Guid tenantId, int generation, byte[] key)
    {
        try
        {
            return ProtectorOf(tenantId, generation).Protect(key);
        }
        catch (CryptographicException e) when (IsAway(e))
        {
            throw new KeysAwayException("the key ring cannot be read", e);
        }
    }

    private TenantKey? Unwrap(Guid tenantId, StoredKey stored)
    {
        try
        {
            return new(stored.Generation, ProtectorOf(tenantId, stored.Generation).Unprotect(stored.Wrapped), stored.CreatedAt);
        }
        catch (CryptographicException e) when (IsAway(e))
        {
            throw new KeysAwayException("the key ring cannot be read", e);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>Data Protection wraps every fault, those of its database too.</summary>
    internal static bool IsAway(Exception? fault) => fault is DbException or TimeoutException or IOException or System.Net.Sockets.SocketException || (fault?.InnerException is { } inner && IsAway(inner));

    private IDataProtector ProtectorOf(Guid tenantId, int generation) =>
        protection.CreateProtector("ContentFactory.TenantKey", tenantId.ToString("N"), generation.ToString(CultureInfo.InvariantCulture));

    /// <param name="Keys">Those that open.</param>
    /// <param name="Generations">Those that are stored, whether they open or not.</param>
    private sealed record Ring(Dictionary<int, TenantKey> Keys, int[] Generations, long ReadAt)
    {
        public TenantKey? Newest => Keys.Count == 0 ? null : Keys[Keys.Keys.Max()];
    }
}
