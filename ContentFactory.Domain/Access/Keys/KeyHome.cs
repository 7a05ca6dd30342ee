using ContentFactory.Domain.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace ContentFactory.Domain.Access.Keys;

/// <summary>
/// Ties the store of keys to its installation: the database remembers the name of the store. A node with another folder would find no key, take every credential
/// for lost and have all channels connected again; it is stopped instead.
/// </summary>
public sealed class KeyHome(ITenantKeyStore store, IServiceScopeFactory scopes, TimeProvider clock)
{
    private volatile bool known;

    /// <exception cref="KeysAwayException">The store does not answer, or is not the one of this installation.</exception>
    public void Check()
    {
        if (known)
            return;
        var (wanted, found) = Look();
        if (wanted != found)
            throw new KeysAwayException("the store that is set is not the one of this installation");
        known = true;
    }

    /// <summary>For the start: what is wrong with the setting is said instead of waited for.</summary>
    /// <exception cref="ConfigurationException">The store is another one.</exception>
    public void RefuseForeign()
    {
        var (wanted, found) = Look();
        if (wanted != found)
            throw new ConfigurationException("Keys__Folder", "is not where this installation keeps the keys of its tenants", "the folder that the first node used, shared by all nodes; or ConnectionStrings__Keys, a second database, set on all nodes");
    }

    private (Guid Wanted, Guid? Found) Look()
    {
        try
        {
            return Compare();
        }
        catch (Exception e) when (e is not KeysAwayException && TenantKeys.IsAway(e))
        {
            throw new KeysAwayException("the database cannot be asked for the name of the store", e);
        }
    }

    private (Guid Wanted, Guid? Found) Compare()
    {
        using var scope = scopes.CreateScope();
        var db = scope.ServiceProvider.GetRequiredService<AccessDb>();
        var found = store.Identity();
        if (Wanted(db) is { } wanted)
            return (wanted, found);
        var name = found ?? store.Identify(Ids.New(clock));
        return (Remember(db, name), name);
    }

    private static Guid? Wanted(AccessDb db) => db.KeyStores.AsNoTracking().Select(s => (Guid?)s.StoreId).SingleOrDefault();

    private Guid Remember(AccessDb db, Guid name)
    {
        db.KeyStores.Add(new KeyStoreName(name, clock.GetUtcNow()));
        try
        {
            db.SaveChanges();
            return name;
        }
        catch (DbUpdateException e) when (e.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            // another node was first
            return Wanted(db)!.Value;
        }
    }
}
