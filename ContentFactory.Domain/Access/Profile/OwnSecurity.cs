using ContentFactory.Domain.Data;
using Microsoft.AspNetCore.Identity;

namespace ContentFactory.Domain.Access;

/// <summary>
/// The own password and second factor. Each change ends the other sessions, because Identity gives the person a new stamp; the page
/// renews its own cookie and then calls <see cref="Tell"/>. A new password takes the old one, everything else a fresh proof.
/// </summary>
public sealed class OwnSecurity(UserManager<Person> people, PasswordDoor passwords, FreshProof proof, AccountTrail trail, AttemptLimits limits, Changes changes)
{
    public const int RecoveryCodes = 10;

    private const string Factor = "second_factor";

    private static readonly AttemptLimit Tries = new("own_security", 10, TimeSpan.FromMinutes(15));

    public async Task<Result> ChangePasswordAsync(OwnSession own, string current, string wanted, CancellationToken ct)
    {
        if (await passwords.WrongAsync(own, current, "Current", ct) is { } wrong)
            return wrong;
        if (PasswordRule.Fault(wanted) is { } fault)
            return fault;
        return await trail.ChangeAsync(own.Person, new("password", null, new { Change = "changed" }, "PasswordChanged"), async () => (await people.ChangePasswordAsync(own.Person, current, wanted)).Succeeded, ct);
    }

    /// <summary>The first password of somebody who came by a provider.</summary>
    public async Task<Result> SetPasswordAsync(OwnSession own, string wanted, CancellationToken ct)
    {
        if (own.Person.PasswordHash is not null)
            return Problem.Conflict("Access.ChangedMeanwhile");
        if (PasswordRule.Fault(wanted) is { } fault)
            return fault;
        if (await proof.MissingAsync(own, ct) is { } missing)
            return missing;
        return await trail.ChangeAsync(own.Person, new("password", null, new { Change = "set" }, "PasswordFirst"), async () => (await people.AddPasswordAsync(own.Person, wanted)).Succeeded, ct);
    }

    /// <summary>A new key for the authenticator app. It means nothing until <see cref="ConfirmAsync"/> has seen a code of it.</summary>
    public async Task<Result<string>> BeginAsync(OwnSession own, CancellationToken ct)
    {
        if (own.Person.TwoFactorEnabled)
            return Problem.Conflict("Access.SecondFactorIsOn");
        if (await proof.MissingAsync(own, ct) is { } missing)
            return missing;
        await people.SetAuthenticationTokenAsync(own.Person, FactorOff.Store, FactorOff.KeyName, people.GenerateNewAuthenticatorKey());
        return (await people.GetAuthenticatorKeyAsync(own.Person))!;
    }

    /// <summary>The key that was begun with and not confirmed yet; null without one, or without a fresh proof.</summary>
    public async Task<string?> BegunAsync(OwnSession own, CancellationToken ct) =>
        !own.Person.TwoFactorEnabled && await proof.HoldsAsync(own, ct) ? await people.GetAuthenticatorKeyAsync(own.Person) : null;

    /// <summary>Switches the second factor on; the recovery codes, which are never shown again.</summary>
    public async Task<Result<IReadOnlyList<string>>> ConfirmAsync(OwnSession own, string code, CancellationToken ct)
    {
        var person = own.Person;
        if (person.TwoFactorEnabled)
            return Problem.Conflict("Access.SecondFactorIsOn");
        if (await proof.MissingAsync(own, ct) is { } missing)
            return missing;
        if (await limits.TakeAsync(Tries, person.Id.ToString(), ct) is not null)
            return new Problem(ProblemKind.Limit, "Code", "Access.TooManyTries", (int)Tries.Window.TotalMinutes);
        if (await people.GetAuthenticatorKeyAsync(person) is null || !await people.VerifyTwoFactorTokenAsync(person, TokenOptions.DefaultAuthenticatorProvider, Digits(code)))
            return Problem.Invalid("Code", "Access.AuthenticatorCodeWrong");
        await limits.ForgetAsync(Tries, person.Id.ToString(), ct);
        return await WithCodesAsync(person, new(Factor, new { On = false }, new { On = true }, "SecondFactorOn"), async () => (await people.SetTwoFactorEnabledAsync(person, true)).Succeeded, ct);
    }

    public async Task<Result<IReadOnlyList<string>>> NewCodesAsync(OwnSession own, CancellationToken ct)
    {
        if (!own.Person.TwoFactorEnabled)
            return Problem.Conflict("Access.SecondFactorIsOff");
        if (await proof.MissingAsync(own, ct) is { } missing)
            return missing;
        return await WithCodesAsync(own.Person, new("recovery_codes", null, new { Made = RecoveryCodes }, "RecoveryCodesNew"), () => Task.FromResult(true), ct);
    }

    public async Task<Result> SwitchOffAsync(OwnSession own, CancellationToken ct)
    {
        if (!own.Person.TwoFactorEnabled)
            return Problem.Conflict("Access.SecondFactorIsOff");
        if (await proof.MissingAsync(own, ct) is { } missing)
            return missing;
        return await trail.ChangeAsync(own.Person, new(Factor, new { On = true }, new { On = false }, "SecondFactorOff"), () => people.SwitchFactorOffAsync(own.Person), ct);
    }

    public Task<int> CodesLeftAsync(Person person) => people.CountRecoveryCodesAsync(person);

    /// <summary>After the own cookie was renewed: every node looks at what is open.</summary>
    public void Tell() => changes.Notify(Guid.Empty, ChangeTopics.Access);

    private async Task<Result<IReadOnlyList<string>>> WithCodesAsync(Person person, AccountChange what, Func<Task<bool>> first, CancellationToken ct)
    {
        IReadOnlyList<string> codes = [];
        var done = await trail.ChangeAsync(person, what, async () =>
        {
            if (!await first() || await people.GenerateNewTwoFactorRecoveryCodesAsync(person, RecoveryCodes) is not { } made)
                return false;
            codes = [.. made];
            return true;
        }, ct);
        return done.Ok ? codes.ToList() : done.Problem;
    }

    private static string Digits(string code) => string.Concat(code.Where(c => !char.IsWhiteSpace(c) && c != '-'));
}

internal static class FactorOff
{
    public const string Store = "[AspNetUserStore]";
    public const string KeyName = "AuthenticatorKey";

    /// <summary>Forgets the authenticator's key and the recovery codes; the new stamp ends all sessions.</summary>
    public static async Task<bool> SwitchFactorOffAsync(this UserManager<Person> people, Person person)
    {
        if (!(await people.SetTwoFactorEnabledAsync(person, false)).Succeeded)
            return false;
        await people.RemoveAuthenticationTokenAsync(person, Store, KeyName);
        await people.RemoveAuthenticationTokenAsync(person, Store, "RecoveryCodes");
        return true;
    }
}
