using Microsoft.AspNetCore.Identity;

namespace ContentFactory.Domain.Access;

/// <summary>Examines codes of an authenticator app, each good for one sign-in, and recovery codes.</summary>
public sealed class SecondFactor(UserManager<Person> people, AttemptLimits limits, EntryLimits most)
{
    public async Task<Result> CheckAsync(Person person, string? typed, CancellationToken ct)
    {
        var code = string.Concat((typed ?? "").Where(c => !char.IsWhiteSpace(c)));
        if (code.Length is 0 or > 40)
            return Problem.Invalid("Code", "Access.SecondMissing");
        if ((await limits.TakeAsync(most.SecondPerAccount, $"{person.Id}", ct) ?? await limits.TakeAsync(most.SecondOfDay, $"{person.Id}", ct)) is { } wait)
            return EntryDesk.TryLater(wait);
        if (!await IsRightAsync(person, code, ct))
            return Problem.Invalid("Code", "Access.SecondWrong");
        await limits.ForgetAsync(most.SecondPerAccount, $"{person.Id}", ct);
        await limits.ForgetAsync(most.SecondOfDay, $"{person.Id}", ct);
        return Result.Done;
    }

    private async Task<bool> IsRightAsync(Person person, string code, CancellationToken ct)
    {
        if (code.Length != 6 || !code.All(char.IsAsciiDigit))
            return (await people.RedeemTwoFactorRecoveryCodeAsync(person, code.ToUpperInvariant())).Succeeded;
        return await people.VerifyTwoFactorTokenAsync(person, people.Options.Tokens.AuthenticatorTokenProvider, code)
            && await limits.TakeAsync(most.SecondOnce, $"{person.Id}:{code}", ct) is null;
    }
}
