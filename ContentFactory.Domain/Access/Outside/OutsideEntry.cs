using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace ContentFactory.Domain.Access;

/// <summary>
/// What a provider's word is worth. A login opens the account it was joined to; a verified address without an account gets one; a verified
/// address with an account is joined only after a proof; one that the provider does not vouch for is proved by our letter (<see cref="OutsideProof"/>).
/// </summary>
public sealed class OutsideEntry(AccessDb db, UserManager<Person> people, LetterBox letters, AccountTrail trail, TimeProvider clock)
{
    public async Task<OutsideAnswer> DecideAsync(OutsideIdentity identity, string language, CancellationToken ct)
    {
        if (await people.FindByLoginAsync(identity.Provider, identity.Key) is { } known)
            return known.DeactivatedAt is null ? new(OutsideFate.Known, known) : new(OutsideFate.Refused);
        if (!EmailAddress.TryParse(identity.Email, out var address))
            return new(OutsideFate.Unverified);
        if (!identity.EmailVerified)
            return new(OutsideFate.MustProve);
        if (await people.FindByEmailAsync(address.Value) is { } owner)
            return owner.DeactivatedAt is null ? new(OutsideFate.MustProve) : new(OutsideFate.Refused);
        return await CreateAsync(identity, address, language, ct) is { } made ? new(OutsideFate.Created, made) : new(OutsideFate.Refused);
    }

    /// <summary>Joins a login to an account after every proof that the account asks for, and tells its owner. False where it is another's.</summary>
    public async Task<bool> JoinAsync(Person person, OutsideIdentity identity, CancellationToken ct)
    {
        if (await people.FindByLoginAsync(identity.Provider, identity.Key) is { } known)
            return known.Id == person.Id;
        var login = new UserLoginInfo(identity.Provider, identity.Key, identity.Shown);
        var change = new AccountChange("login", null, new { identity.Provider, identity.Shown }, "OutsideJoined", identity.Provider, identity.Shown);
        return (await trail.ChangeAsync(person, change, async () => (await people.AddLoginAsync(person, login)).Succeeded, ct)).Ok;
    }

    /// <summary>Null where the address was taken in the same moment, or is none that accounts may have.</summary>
    internal async Task<Person?> CreateAsync(OutsideIdentity identity, EmailAddress address, string language, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var person = new Person
        {
            Id = Ids.New(now), Email = address.Value, UserName = address.Value, EmailConfirmed = true, DisplayName = NameOf(identity), Language = language, CreatedAt = now,
        };
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        try
        {
            if (!(await people.CreateAsync(person)).Succeeded || !(await people.AddLoginAsync(person, new UserLoginInfo(identity.Provider, identity.Key, identity.Shown))).Succeeded)
                return null;
            await people.AddToRoleAsync(person, SystemRoles.Client);
            trail.Note(person.Id, "account", null, new { Registered = true, identity.Provider });
            await letters.QueueAsync(person.Email!, language, "Welcome", ct, person.DisplayName);
            await transaction.CommitAsync(ct);
            return person;
        }
        catch (DbUpdateException e) when (e.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            return null;
        }
    }

    private static string NameOf(OutsideIdentity identity)
    {
        var name = PlainText.Line(string.Concat((identity.Name ?? "").Where(c => !char.IsControl(c))));
        return PlainText.Cut(name.Length > 0 ? name : identity.Email!.Split('@')[0], PersonName.Longest);
    }
}
