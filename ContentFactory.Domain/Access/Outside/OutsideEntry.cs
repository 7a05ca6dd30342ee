using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace ContentFactory.Domain.Access;

/// <summary>
/// What a provider's word is worth. A login opens the account it was joined to; a verified address without an account gets one; a verified
/// address with an account is joined only after a proof (<see cref="OutsideProof"/>); an unverified address does nothing at all.
/// </summary>
public sealed class OutsideEntry(AccessDb db, UserManager<Person> people, LetterBox letters, TimeProvider clock)
{
    public async Task<OutsideAnswer> DecideAsync(OutsideIdentity identity, string language, CancellationToken ct)
    {
        if (await people.FindByLoginAsync(identity.Provider, identity.Key) is { } known)
            return known.DeactivatedAt is null ? new(OutsideFate.Known, known) : new(OutsideFate.Refused);
        if (!identity.EmailVerified || !EmailAddress.TryParse(identity.Email, out var address))
            return new(OutsideFate.Unverified);
        if (await people.FindByEmailAsync(address.Value) is { } owner)
            return owner.DeactivatedAt is null ? new(OutsideFate.MustProve, owner) : new(OutsideFate.Refused);
        return await CreateAsync(identity, address, language, ct) is { } made ? new(OutsideFate.Created, made) : new(OutsideFate.Refused);
    }

    /// <summary>Joins a login to an account after the proof, and tells its owner.</summary>
    internal async Task<bool> JoinAsync(Person person, OutsideIdentity identity, CancellationToken ct)
    {
        if (!(await people.AddLoginAsync(person, new UserLoginInfo(identity.Provider, identity.Key, identity.Shown))).Succeeded)
            return false;
        await letters.QueueAsync(person.Email!, person.Language, "OutsideJoined", ct, person.DisplayName, identity.Provider, identity.Shown);
        return true;
    }

    /// <summary>Null where the address was taken in the same moment, or is none that accounts may have.</summary>
    private async Task<Person?> CreateAsync(OutsideIdentity identity, EmailAddress address, string language, CancellationToken ct)
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
        return PlainText.Cut(name.Length > 0 ? name : identity.Email!.Split('@')[0], 200);
    }
}
