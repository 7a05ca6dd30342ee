using ContentFactory.Domain.Data;
using Microsoft.AspNetCore.Identity;

namespace ContentFactory.Domain.Access;

/// <summary>A new password for whoever reads the letters of an account. All sessions end, and the owner is told.</summary>
public sealed class PasswordReset(EntryCodes codes, UserManager<Person> people, IPasswordHasher<Person> hasher, AccountTrail trail, WaysLeft ways, PublicAddress site, AttemptLimits limits, EntryLimits most, Changes changes)
{
    /// <returns>True where something else still opens the account or acts for it, which its owner should look at.</returns>
    public async Task<Result<bool>> ResetAsync(EntryTicket? ticket, string? code, string password, string network, CancellationToken ct)
    {
        if (PasswordRule.Fault(password) is { } fault)
            return fault;
        var confirmed = await codes.ConfirmAsync(EntryKind.Reset, ticket, code, network, ct);
        if (!confirmed.Ok)
            return confirmed.Problem;
        if (await people.FindByIdAsync($"{confirmed.Value.PersonId}") is not { } person || !confirmed.Value.IsOf(person))
            return Problem.Invalid("Code", "Access.CodeUsed");
        var changed = await trail.ChangeAsync(person, new("password", null, new { Change = "reset" }, "PasswordSet", site.Link("/reset")), async () =>
        {
            person.PasswordHash = hasher.HashPassword(person, password);
            return (await people.UpdateSecurityStampAsync(person)).Succeeded;
        }, ct);
        if (!changed.Ok)
            return Problem.Invalid("Code", "Access.CodeUsed");
        changes.Notify(Guid.Empty, ChangeTopics.Access);
        if (EmailAddress.TryParse(confirmed.Value.Address, out var address))
            await limits.ForgetAsync(most.WrongPerAccount, address.Key, ct);
        // room for the new password; more would let a reset of one's own account pay for guesses at others
        await limits.GiveBackAsync(most.WrongPerNetwork, network, ct);
        return (await ways.ReadAsync(person, ct)).Count > 0;
    }
}
