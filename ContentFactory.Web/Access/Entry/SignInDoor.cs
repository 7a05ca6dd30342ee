using System.Security.Claims;
using ContentFactory.Domain.Access;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;

namespace ContentFactory.Web.Access;

/// <summary>The last step of every way in: asks for the second factor where there is one, else opens the session.</summary>
internal sealed class SignInDoor(SignInManager<Person> signIn, UserManager<Person> people, OutsideEntry outside)
{
    private const string Stamp = "stamp";
    private const string Join = "join_";

    /// <summary>For somebody whose password, link or other proof was right. Where to send the browser next.</summary>
    /// <param name="join">A login of a provider that opens the account from now on, once everything it asks for is proved.</param>
    /// <param name="proved">False where a provider vouched for its own session only: that gives no fresh proof.</param>
    public async Task<string> EnterAsync(Person person, string? returnUrl, string otherwise = "/", OutsideIdentity? join = null, bool proved = true)
    {
        if (person.DeactivatedAt is not null)
            throw new InvalidOperationException("A deactivated person reached the door.");
        if (!person.TwoFactorEnabled)
            return await OpenAsync(person, returnUrl, otherwise, join, proved);
        await signIn.Context.SignInAsync(IdentityConstants.TwoFactorUserIdScheme, HalfWay(person, join));
        return Onward.Of("/sign-in/second", returnUrl);
    }

    /// <summary>Who stands between the first proof and the second in this browser; null when the first is old or was voided since.</summary>
    public async Task<Person?> WaitingAsync()
    {
        var half = await HalfAsync();
        if (half?.FindFirstValue(ClaimTypes.Name) is not { } id || await people.FindByIdAsync(id) is not { DeactivatedAt: null, TwoFactorEnabled: true } person)
            return null;
        return half.FindFirstValue(Stamp) is { } stamp && stamp == person.SecurityStamp ? person : null;
    }

    /// <summary>After the second proof.</summary>
    public async Task<string> CompleteAsync(Person person, string? returnUrl)
    {
        var join = JoinOf(await HalfAsync());
        await signIn.Context.SignOutAsync(IdentityConstants.TwoFactorUserIdScheme);
        return await OpenAsync(person, returnUrl, "/", join, proved: true);
    }

    private async Task<string> OpenAsync(Person person, string? returnUrl, string otherwise, OutsideIdentity? join, bool proved)
    {
        if (join is not null && !await outside.JoinAsync(person, join, signIn.Context.RequestAborted))
            return $"/sign-in/refused?why={OutsideFate.Refused}";
        await signIn.SignInAsync(person, SessionCookie.Begin(proved));
        return Onward.To(returnUrl, otherwise);
    }

    private async Task<ClaimsPrincipal?> HalfAsync() => (await signIn.Context.AuthenticateAsync(IdentityConstants.TwoFactorUserIdScheme)).Principal;

    private static ClaimsPrincipal HalfWay(Person person, OutsideIdentity? join)
    {
        var identity = new ClaimsIdentity([new(ClaimTypes.Name, $"{person.Id}"), new(Stamp, person.SecurityStamp ?? "")], IdentityConstants.TwoFactorUserIdScheme);
        if (join is not null)
            identity.AddClaims([new(Join + nameof(join.Provider), join.Provider), new(Join + nameof(join.Key), join.Key), new(Join + nameof(join.Shown), join.Shown)]);
        return new(identity);
    }

    private static OutsideIdentity? JoinOf(ClaimsPrincipal? half) =>
        half?.FindFirstValue(Join + nameof(OutsideIdentity.Provider)) is { } provider && half.FindFirstValue(Join + nameof(OutsideIdentity.Key)) is { } key
            ? new(provider, key, half.FindFirstValue(Join + nameof(OutsideIdentity.Shown)), false, null) : null;
}
