using System.Buffers.Text;
using ContentFactory.Domain.Data;
using Microsoft.AspNetCore.Identity;

namespace ContentFactory.Domain.Access;

/// <summary>A passkey as its owner sees it.</summary>
public sealed record OwnPasskey(string Id, string Name, DateTimeOffset CreatedAt);

/// <summary>A person's passkeys: named, listed and removed by the person. The last way of signing in stays.</summary>
public sealed class OwnPasskeys(UserManager<Person> people, OwnLogins ways, FreshProof proof, AccountTrail trail, Changes changes)
{
    public const int Most = 20;
    public const int LongestName = 60;

    public async Task<IReadOnlyList<OwnPasskey>> ListAsync(Person person) =>
        [.. (await people.GetPasskeysAsync(person)).OrderBy(p => p.CreatedAt).Select(p => new OwnPasskey(Base64Url.EncodeToString(p.CredentialId), p.Name ?? "", p.CreatedAt))];

    /// <param name="passkey">What the browser attested and the framework examined.</param>
    public async Task<Result> AddAsync(OwnSession own, UserPasskeyInfo passkey, string? name, CancellationToken ct)
    {
        if (await proof.MissingAsync(own, ct) is { } missing)
            return missing;
        var person = own.Person;
        var called = PlainText.Line(name ?? "");
        if (called.Length is 0 or > LongestName || called.Any(char.IsControl))
            return Problem.Invalid("Name", "Access.PasskeyNameMissing", LongestName);
        if ((await people.GetPasskeysAsync(person)).Count >= Most)
            return Problem.Limit("Access.PasskeysFull", Most);
        if (await people.FindByPasskeyIdAsync(passkey.CredentialId) is not null)
            return Problem.Conflict("Access.PasskeyTaken");
        passkey.Name = called;
        return await trail.ChangeAsync(person, new("passkey", null, new { Name = called }, "PasskeyAdded", called), async () => (await people.AddOrUpdatePasskeyAsync(person, passkey)).Succeeded, ct);
    }

    /// <summary>Other sessions of the person end with it.</summary>
    public async Task<Result> RemoveAsync(OwnSession own, string id, CancellationToken ct)
    {
        if (await proof.MissingAsync(own, ct) is { } missing)
            return missing;
        var person = own.Person;
        if ((await ListAsync(person)).FirstOrDefault(p => p.Id == id) is not { } passkey)
            return Problem.NotFound();
        if (!(await ways.ReadAsync(person)).CanRemove)
            return Problem.Conflict("Access.LastWayIn");
        var done = await trail.ChangeAsync(person, new("passkey", new { passkey.Name }, null, "PasskeyRemoved", passkey.Name),
            async () => (await people.RemovePasskeyAsync(person, Base64Url.DecodeFromChars(id))).Succeeded && (await people.UpdateSecurityStampAsync(person)).Succeeded, ct);
        if (done.Ok)
            changes.Notify(Guid.Empty, ChangeTopics.Access);
        return done;
    }
}
