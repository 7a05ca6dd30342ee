using ContentFactory.Domain.Data;
using Microsoft.AspNetCore.Identity;

namespace ContentFactory.Domain.Access;

/// <summary>
/// The own password and second factor. Each change ends the other sessions, because Identity gives the person a new stamp; the page
/// renews its own cookie and then calls <see cref="Tell"/>. The password is asked for again, and a thief at an open page cannot guess it here.
/// </summary>
public sealed class OwnSecurity(UserManager<Person> people, LetterBox letters, AttemptLimits limits, Changes changes)
{
    public const int RecoveryCodes = 10;

    private const string Store = "[AspNetUserStore]";
    private const string KeyName = "AuthenticatorKey";

    private static readonly AttemptLimit Tries = new("own_security", 10, TimeSpan.FromMinutes(15));

    public async Task<Result> ChangePasswordAsync(Person person, string current, string wanted, CancellationToken ct)
    {
        if (await CheckAsync(person, current, "Current", ct) is { } problem)
            return problem;
        if (wanted.Length < people.Options.Password.RequiredLength || wanted.Length > PasswordDoor.Longest)
            return Problem.Invalid("Password", "Access.PasswordLength", people.Options.Password.RequiredLength, PasswordDoor.Longest);
        if (!(await people.ChangePasswordAsync(person, current, wanted)).Succeeded)
            return Meanwhile();
        await SendAsync(person, "PasswordChanged", ct);
        return Result.Done;
    }

    /// <summary>A new key for the authenticator app. It means nothing until <see cref="ConfirmAsync"/> has seen a code of it.</summary>
    public async Task<Result<string>> BeginAsync(Person person)
    {
        if (person.TwoFactorEnabled)
            return Problem.Conflict("Access.SecondFactorIsOn");
        await people.SetAuthenticationTokenAsync(person, Store, KeyName, people.GenerateNewAuthenticatorKey());
        return (await people.GetAuthenticatorKeyAsync(person))!;
    }

    /// <summary>Switches the second factor on; the recovery codes, which are never shown again.</summary>
    public async Task<Result<IReadOnlyList<string>>> ConfirmAsync(Person person, string code, CancellationToken ct)
    {
        if (person.TwoFactorEnabled)
            return Problem.Conflict("Access.SecondFactorIsOn");
        if (await limits.TakeAsync(Tries, person.Id.ToString(), ct) is not null)
            return TooMany("Code");
        if (await people.GetAuthenticatorKeyAsync(person) is null || !await people.VerifyTwoFactorTokenAsync(person, TokenOptions.DefaultAuthenticatorProvider, Digits(code)))
            return Problem.Invalid("Code", "Access.AuthenticatorCodeWrong");
        await limits.ForgetAsync(Tries, person.Id.ToString(), ct);
        if (!(await people.SetTwoFactorEnabledAsync(person, true)).Succeeded || await people.GenerateNewTwoFactorRecoveryCodesAsync(person, RecoveryCodes) is not { } codes)
            return Meanwhile();
        await SendAsync(person, "SecondFactorOn", ct);
        return codes.ToList();
    }

    public async Task<Result<IReadOnlyList<string>>> NewCodesAsync(Person person, string password, CancellationToken ct)
    {
        if (!person.TwoFactorEnabled)
            return Problem.Conflict("Access.SecondFactorIsOff");
        if (await CheckAsync(person, password, "Password", ct) is { } problem)
            return problem;
        if (await people.GenerateNewTwoFactorRecoveryCodesAsync(person, RecoveryCodes) is not { } codes)
            return Meanwhile();
        await SendAsync(person, "RecoveryCodesNew", ct);
        return codes.ToList();
    }

    public async Task<Result> SwitchOffAsync(Person person, string password, CancellationToken ct)
    {
        if (!person.TwoFactorEnabled)
            return Problem.Conflict("Access.SecondFactorIsOff");
        if (await CheckAsync(person, password, "Password", ct) is { } problem)
            return problem;
        if (!(await people.SetTwoFactorEnabledAsync(person, false)).Succeeded)
            return Meanwhile();
        await people.RemoveAuthenticationTokenAsync(person, Store, KeyName);
        await people.RemoveAuthenticationTokenAsync(person, Store, "RecoveryCodes");
        await SendAsync(person, "SecondFactorOff", ct);
        return Result.Done;
    }

    public Task<int> CodesLeftAsync(Person person) => people.CountRecoveryCodesAsync(person);

    /// <summary>After the own cookie was renewed: every node looks at what is open.</summary>
    public void Tell() => changes.Notify(Guid.Empty, ChangeTopics.Access);

    private async Task<Problem?> CheckAsync(Person person, string password, string field, CancellationToken ct)
    {
        if (await limits.TakeAsync(Tries, person.Id.ToString(), ct) is not null)
            return TooMany(field);
        if (!await people.CheckPasswordAsync(person, password))
            return Problem.Invalid(field, "Access.OwnPasswordWrong");
        await limits.ForgetAsync(Tries, person.Id.ToString(), ct);
        return null;
    }

    private static Problem Meanwhile() => Problem.Conflict("Access.ChangedMeanwhile");

    private static Problem TooMany(string field) => new(ProblemKind.Limit, field, "Access.TooManyTries", (int)Tries.Window.TotalMinutes);

    private static string Digits(string code) => string.Concat(code.Where(c => !char.IsWhiteSpace(c) && c != '-'));

    private Task SendAsync(Person person, string letter, CancellationToken ct) => letters.QueueAsync(person.Email!, person.Language, letter, ct, person.DisplayName);
}
