using ContentFactory.Domain.Data;
using Microsoft.AspNetCore.Identity;

namespace ContentFactory.Domain.Access;

/// <summary>A new password for whoever reads the letters of an account. All sessions end, and the owner is told.</summary>
public sealed class PasswordReset(EntryCodes codes, UserManager<Person> people, IPasswordHasher<Person> hasher, LetterBox letters, PublicAddress site, AttemptLimits limits, EntryLimits most, Changes changes)
{
    public async Task<Result> ResetAsync(EntryTicket? ticket, string? code, string password, string network, CancellationToken ct)
    {
        if (password.Length < people.Options.Password.RequiredLength || password.Length > PasswordDoor.Longest)
            return Problem.Invalid(nameof(NewPerson.Password), "Access.PasswordLength", people.Options.Password.RequiredLength, PasswordDoor.Longest);
        var confirmed = await codes.ConfirmAsync(EntryKind.Reset, ticket, code, network, ct);
        if (!confirmed.Ok)
            return confirmed.Problem;
        if (await people.FindByIdAsync($"{confirmed.Value.PersonId}") is not { DeactivatedAt: null } person || person.SecurityStamp != confirmed.Value.Stamp)
            return Problem.Invalid("Code", "Access.CodeUsed");
        person.PasswordHash = hasher.HashPassword(person, password);
        var changed = await people.UpdateSecurityStampAsync(person);
        if (!changed.Succeeded)
            return Problem.Invalid("Code", "Access.CodeUsed");
        changes.Notify(Guid.Empty, ChangeTopics.Access);
        if (EmailAddress.TryParse(confirmed.Value.Address, out var address))
            await limits.ForgetAsync(most.WrongPerAccount, address.Key, ct);
        await limits.ForgetAsync(most.WrongPerNetwork, network, ct);
        await letters.QueueAsync(confirmed.Value.Address, person.Language, "PasswordSet", ct, person.DisplayName, site.Link("/reset"));
        return Result.Done;
    }
}
