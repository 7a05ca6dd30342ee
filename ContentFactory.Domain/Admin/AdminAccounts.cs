using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Admin;

/// <summary>Makes administrators, for whoever may start this program on its server. There is no session, so no permission to ask for.</summary>
public sealed class AdminAccounts(AccessDb db, UserManager<Person> people, IPasswordHasher<Person> hasher, Changes changes, TimeProvider clock)
{
    /// <summary>
    /// Anyone may have registered the address before: of an existing account nothing else stays that opens it or acts for it, and all its
    /// sessions end. A deactivated one is active again.
    /// </summary>
    public async Task<Result> TakeOverAsync(Person person, string password, CancellationToken ct)
    {
        if (PasswordRule.Fault(password) is { } fault)
            return fault;
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var logins = await db.UserLogins.Where(l => l.UserId == person.Id).ExecuteDeleteAsync(ct);
        var passkeys = await db.UserPasskeys.Where(k => k.UserId == person.Id).ExecuteDeleteAsync(ct);
        await db.Database.ExecuteSqlAsync($"delete from person_telegrams where person_id = {person.Id}", ct);
        if (person.TwoFactorEnabled && !await people.SwitchFactorOffAsync(person))
            return Problem.Conflict("Access.ChangedMeanwhile");
        var was = new { Logins = logins, Passkeys = passkeys, person.DeactivatedAt };
        person.Reactivate();
        person.PasswordHash = hasher.HashPassword(person, password);
        Audit(person, was, new { Change = "create_admin_took_over" });
        if (!(await people.UpdateSecurityStampAsync(person)).Succeeded)
            return Problem.Conflict("Access.ChangedMeanwhile");
        await transaction.CommitAsync(ct);
        changes.Notify(Guid.Empty, ChangeTopics.Access);
        return Result.Done;
    }

    public async Task<Result> MakeAdminAsync(Person person, CancellationToken ct)
    {
        if (await people.IsInRoleAsync(person, SystemRoles.Admin))
            return Result.Done;
        Audit(person, null, new { Role = SystemRoles.Admin });
        return (await people.AddToRoleAsync(person, SystemRoles.Admin)).Succeeded ? Result.Done : Problem.Conflict("Access.ChangedMeanwhile");
    }

    private void Audit(Person person, object? before, object after) =>
        db.Audit(Actor.System(Guid.Empty, "create-admin"), null, Permission.ManagePeople, "person", person.Id, before, after, clock.GetUtcNow());
}
