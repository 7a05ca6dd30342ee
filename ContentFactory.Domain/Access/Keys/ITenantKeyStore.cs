namespace ContentFactory.Domain.Access.Keys;

/// <summary>One key of a tenant as it is kept: wrapped by Data Protection. Of several generations the highest seals.</summary>
public sealed record StoredKey(int Generation, byte[] Wrapped, DateTimeOffset CreatedAt);

/// <summary>
/// Where the keys of tenants lie: outside the main database, so that a dump of it opens nothing. Blocking, because credentials are opened in the midst of other work;
/// <see cref="TenantKeys"/> remembers what it read. All of it throws <see cref="KeysAwayException"/> where the store does not answer.
/// </summary>
public interface ITenantKeyStore
{
    /// <summary>Null for a store that was never used.</summary>
    Guid? Identity();

    /// <summary>Names a new store. The answer is the name it has: another node may have been quicker.</summary>
    Guid Identify(Guid id);

    /// <summary>All generations of a tenant; none where it has no keys, or has been forgotten.</summary>
    IReadOnlyList<StoredKey> Read(Guid tenantId);

    /// <summary>False where there is such a generation already. What was added has been stored for good.</summary>
    bool Add(Guid tenantId, StoredKey key);

    void Remove(Guid tenantId, int generation);

    void Forget(Guid tenantId);

    /// <summary>Tenants with more than one generation.</summary>
    IReadOnlyList<Guid> Rotated();

    /// <summary>Tries it without a tenant.</summary>
    void Probe();
}

/// <summary>The store of keys does not answer. Says nothing of whether a secret would open: whoever waits for it tries again.</summary>
public sealed class KeysAwayException(string reason, Exception? inner = null) : IOException($"The store of tenants' keys is away: {reason}", inner);
