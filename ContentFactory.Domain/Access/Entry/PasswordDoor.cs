using Microsoft.AspNetCore.Identity;

namespace ContentFactory.Domain.Access;

/// <summary>Examines passwords. Unknown addresses, deactivated people and wrong passwords get the same answer after the same work.</summary>
public sealed class PasswordDoor(UserManager<Person> people, IPasswordHasher<Person> hasher, AttemptLimits limits, EntryLimits most, AccountTrail trail)
{
    private static readonly Person Nobody = new();
    private static string? hashOfNobody;

    public async Task<Result<Person>> CheckAsync(string? typed, string password, string network, CancellationToken ct)
    {
        var account = EmailAddress.TryParse(typed, out var address) ? address.Key : PlainText.Cut((typed ?? "").Trim().ToLowerInvariant(), PasswordRule.Longest);
        if (await LockedAsync(account, network, ct) is { } wait)
            return Locked(wait);
        var person = address is null ? null : await people.FindByEmailAsync(address.Value);
        if (!await IsRightAsync(person, PlainText.Cut(password, PasswordRule.Longest + 1)) || person!.DeactivatedAt is not null)
        {
            await limits.TakeAsync(most.WrongPerNetwork, network, ct);
            await NoteLockOutAsync(account, person, ct);
            return Problem.Invalid("", "Access.SignInWrong");
        }
        await limits.ForgetAsync(most.WrongPerAccount, account, ct);
        await limits.GiveBackAsync(most.AtOncePerNetwork, network, ct);
        return person;
    }

    /// <summary>What is wrong with a password that the person types at an open page; null where it is right. Counts as at the door.</summary>
    internal async Task<Problem?> WrongAsync(OwnSession own, string password, string field, CancellationToken ct) =>
        await CheckAsync(own.Person.Email, password, own.Network, ct) switch
        {
            { Ok: true } => null,
            { Problem: { Kind: ProblemKind.Limit } locked } => locked with { Field = field },
            _ => Problem.Invalid(field, "Access.OwnPasswordWrong"),
        };

    // for addresses without an account as well, so that both take the same work
    private async Task NoteLockOutAsync(string account, Person? person, CancellationToken ct)
    {
        if (await limits.WaitAsync(most.WrongPerAccount, account, ct) is null || await limits.TakeAsync(most.LockedOnce, account, ct) is not null)
            return;
        trail.Note(person?.Id ?? Guid.Empty, "lock_out", null, new { Minutes = (int)most.WrongPerAccount.Window.TotalMinutes });
        await trail.SaveAsync(ct);
    }

    // each is counted before it is examined: of many at once no more than the limit get an answer
    private async Task<TimeSpan?> LockedAsync(string account, string network, CancellationToken ct)
    {
        if ((await limits.WaitAsync(most.WrongPerNetwork, network, ct) ?? await limits.TakeAsync(most.AtOncePerNetwork, network, ct)) is { } networkWaits)
            return networkWaits;
        if (await limits.TakeAsync(most.WrongPerAccount, account, ct) is not { } accountWaits)
            return null;
        // nothing was examined: whoever shares the network must not wait for somebody's locked account
        await limits.GiveBackAsync(most.AtOncePerNetwork, network, ct);
        return accountWaits;
    }

    private async Task<bool> IsRightAsync(Person? person, string password)
    {
        if (person?.PasswordHash is not null)
            return await people.CheckPasswordAsync(person, password);
        hasher.VerifyHashedPassword(Nobody, hashOfNobody ??= hasher.HashPassword(Nobody, nameof(Nobody)), password);
        return false;
    }

    private static Problem Locked(TimeSpan wait) => Problem.Limit("Access.SignInLocked", Math.Max(1, (int)Math.Ceiling(wait.TotalMinutes)));
}
