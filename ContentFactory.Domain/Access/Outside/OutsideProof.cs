using Microsoft.AspNetCore.Identity;

namespace ContentFactory.Domain.Access;

/// <summary>
/// Proves that a provider's address belongs to the person who came by the provider: by the password of its account, or by a code sent to
/// the address. An address that the provider does not vouch for is proved by a code alone, and answered alike with and without an account.
/// </summary>
public sealed class OutsideProof(OutsideEntry entry, PasswordDoor passwords, EntryCodes codes, UserManager<Person> people)
{
    /// <summary>Whether a password may prove it. Says nothing of addresses that nobody vouches for.</summary>
    public static bool TakesPassword(OutsideIdentity identity) => identity.EmailVerified;

    /// <summary>Whom the password belongs to. The login is joined by the door, after the second factor.</summary>
    public async Task<Result<Person>> ByPasswordAsync(OutsideIdentity identity, string? password, string network, CancellationToken ct)
    {
        if (!TakesPassword(identity))
            return Problem.NotFound();
        var right = await passwords.CheckAsync(identity.Email, password ?? "", network, ct);
        return right is { Problem: { Kind: ProblemKind.Invalid } } ? Problem.Invalid("Password", "Access.OutsidePasswordWrong") : right;
    }

    /// <summary>Writes a code to the address, good for this login alone. The ticket is for the browser that asked.</summary>
    public Task<Result<EntryTicket>> SendCodeAsync(OutsideIdentity identity, string network, string language, CancellationToken ct) =>
        codes.BeginAsync(EntryKind.Join, identity.Email, network, language, ct, identity);

    /// <summary>Whose the address is: an account is made where there was none.</summary>
    public async Task<Result<Person>> ByCodeAsync(OutsideIdentity identity, EntryTicket? ticket, string? typed, string network, string language, CancellationToken ct)
    {
        var confirmed = await codes.ConfirmAsync(EntryKind.Join, ticket, typed, network, ct, identity);
        if (!confirmed.Ok)
            return confirmed.Problem;
        if (confirmed.Value.PersonId is { } id)
            return await people.FindByIdAsync($"{id}") is { } person && confirmed.Value.IsOf(person) ? person : Problem.Invalid("Code", "Access.CodeUsed");
        return EmailAddress.TryParse(confirmed.Value.Address, out var address) && await entry.CreateAsync(identity, address, language, ct) is { } made ? made : Problem.Conflict("Access.OutsideTaken");
    }
}
