using Microsoft.AspNetCore.Identity;

namespace ContentFactory.Domain.Access;

/// <summary>A login at a provider as its owner sees it.</summary>
public sealed record OwnLogin(string Provider, string Key, string Shown);

/// <param name="CanRemove">False while it is the only way in that is left.</param>
public sealed record OwnWaysIn(bool HasPassword, int Passkeys, IReadOnlyList<OwnLogin> Logins)
{
    public int Count => (HasPassword ? 1 : 0) + Passkeys + Logins.Count;
    public bool CanRemove => Count > 1;
}

/// <summary>The ways by which a person signs in: listed, added and removed by the person. The last one stays.</summary>
public sealed class OwnLogins(UserManager<Person> people, OutsideEntry entry, FreshProof proof, AccountTrail trail, Data.Changes changes)
{
    public async Task<OwnWaysIn> ReadAsync(Person person)
    {
        var logins = await people.GetLoginsAsync(person);
        return new(await people.HasPasswordAsync(person), (await people.GetPasskeysAsync(person)).Count,
            [.. logins.Select(l => new OwnLogin(l.LoginProvider, l.ProviderKey, l.ProviderDisplayName ?? l.LoginProvider)).OrderBy(l => l.Provider, StringComparer.Ordinal)]);
    }

    public async Task<Result> AddAsync(OwnSession own, OutsideIdentity identity, CancellationToken ct)
    {
        if (await proof.MissingAsync(own, ct) is { } missing)
            return missing;
        return await entry.JoinAsync(own.Person, identity, ct) ? Result.Done : Problem.Conflict("Access.OutsideTaken");
    }

    /// <summary>Other sessions of the person end: whoever came in by this login is out.</summary>
    public async Task<Result> RemoveAsync(OwnSession own, string provider, string key, CancellationToken ct)
    {
        if (await proof.MissingAsync(own, ct) is { } missing)
            return missing;
        var person = own.Person;
        var ways = await ReadAsync(person);
        if (ways.Logins.FirstOrDefault(l => l.Provider == provider && l.Key == key) is not { } login)
            return Problem.NotFound();
        if (!ways.CanRemove)
            return Problem.Conflict("Access.LastWayIn");
        // the account's concurrency stamp lets only one of two removals at once through
        var done = await trail.ChangeAsync(person, new("login", new { provider, login.Shown }, null, "OutsideRemoved", provider, login.Shown), async () => (await people.RemoveLoginAsync(person, provider, key)).Succeeded, ct);
        if (done.Ok)
            changes.Notify(Guid.Empty, Data.ChangeTopics.Access);
        return done;
    }
}
