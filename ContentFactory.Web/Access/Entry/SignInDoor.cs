using System.Security.Claims;
using ContentFactory.Domain.Access;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;

namespace ContentFactory.Web.Access;

/// <summary>The last step of every way in: asks for the second factor where there is one, else opens the session.</summary>
internal sealed class SignInDoor(SignInManager<Person> signIn, UserManager<Person> people, SignInTimes times)
{
    private const string Stamp = "stamp";

    /// <summary>For somebody whose password, link or other proof was right. Where to send the browser next.</summary>
    public async Task<string> EnterAsync(Person person, string? returnUrl, string otherwise = "/")
    {
        if (person.DeactivatedAt is not null)
            throw new InvalidOperationException("A deactivated person reached the door.");
        if (!person.TwoFactorEnabled)
            return await OpenAsync(person, returnUrl, otherwise);
        await signIn.Context.SignInAsync(IdentityConstants.TwoFactorUserIdScheme, HalfWay(person));
        return Onward.Of("/sign-in/second", returnUrl);
    }

    /// <summary>Who stands between the first proof and the second in this browser; null when the first is old or was voided since.</summary>
    public async Task<Person?> WaitingAsync()
    {
        var half = (await signIn.Context.AuthenticateAsync(IdentityConstants.TwoFactorUserIdScheme)).Principal;
        if (half?.FindFirstValue(ClaimTypes.Name) is not { } id || await people.FindByIdAsync(id) is not { DeactivatedAt: null, TwoFactorEnabled: true } person)
            return null;
        return half.FindFirstValue(Stamp) is { } stamp && stamp == person.SecurityStamp ? person : null;
    }

    /// <summary>After the second proof.</summary>
    public async Task<string> CompleteAsync(Person person, string? returnUrl)
    {
        await signIn.Context.SignOutAsync(IdentityConstants.TwoFactorUserIdScheme);
        return await OpenAsync(person, returnUrl, "/");
    }

    private async Task<string> OpenAsync(Person person, string? returnUrl, string otherwise)
    {
        await signIn.SignInAsync(person, isPersistent: true);
        await times.NoteAsync(person.Id, signIn.Context.RequestAborted);
        return Onward.To(returnUrl, otherwise);
    }

    private static ClaimsPrincipal HalfWay(Person person) =>
        new(new ClaimsIdentity([new(ClaimTypes.Name, $"{person.Id}"), new(Stamp, person.SecurityStamp ?? "")], IdentityConstants.TwoFactorUserIdScheme));
}
