using System.Globalization;
using System.Security.Claims;
using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Web.Shell;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;

namespace ContentFactory.Web.Access;

/// <summary>The way out to a provider and back, for signing in and for adding a login to the own account.</summary>
internal static class OutsideEndpoints
{
    private static readonly AttemptLimit Departures = new("outside.network", 120, TimeSpan.FromMinutes(15));

    public static void MapOutsideDoors(this WebApplication app)
    {
        app.MapGet("/sign-in/with/{provider}", LeaveAsync);
        app.MapGet("/sign-in/outside", ReturnAsync);
        app.MapPost("/profile/connections/add/{provider}", LeaveToAddAsync).RequireAuthorization();
        app.MapGet("/profile/connections/added", AddedAsync).RequireAuthorization();
    }

    /// <summary>What the provider said about the person who just came back; null where nobody did.</summary>
    public static OutsideIdentity? IdentityOf(ExternalLoginInfo? info) => info is null ? null : new(
        info.LoginProvider, info.ProviderKey, info.Principal.FindFirstValue(ClaimTypes.Email),
        info.Principal.HasClaim(OutsideIdentity.VerifiedClaim, "true"), info.Principal.FindFirstValue(ClaimTypes.Name));

    /// <summary>Where an account that was proved by a provider goes: in, or to the second factor.</summary>
    /// <param name="join">A login that the account does not have yet.</param>
    public static async Task<string> EnterAsync(SignInDoor way, HttpContext http, Person person, string? returnUrl, string otherwise = "/", OutsideIdentity? join = null, bool proved = true)
    {
        await http.SignOutAsync(IdentityConstants.ExternalScheme);
        return await way.EnterAsync(person, returnUrl, otherwise, join, proved);
    }

    private static async Task<IResult> LeaveAsync(string provider, string? returnUrl, HttpContext http, OutsideDoorList doors, SignInManager<Person> signIn, AttemptLimits limits)
    {
        if (DoorOf(provider, doors) is not { } door)
            return Results.NotFound();
        if (await limits.TakeAsync(Departures, EntryLimits.NetworkOf(http.Connection.RemoteIpAddress), http.RequestAborted) is not null)
            return Results.LocalRedirect("/sign-in/refused?why=Often");
        var target = LanguageEndpoint.IsLocal(returnUrl) ? $"?returnUrl={Uri.EscapeDataString(returnUrl!)}" : "";
        return Results.Challenge(signIn.ConfigureExternalAuthenticationProperties(door, "/sign-in/outside" + target), [door]);
    }

    private static async Task<IResult> ReturnAsync(HttpContext http, string? returnUrl, SignInManager<Person> signIn, SignInDoor way, OutsideEntry entry)
    {
        if (IdentityOf(await signIn.GetExternalLoginInfoAsync()) is not { } identity)
            return Results.LocalRedirect("/sign-in");
        var target = LanguageEndpoint.IsLocal(returnUrl) ? returnUrl! : null;
        var answer = await entry.DecideAsync(identity, CultureInfo.CurrentUICulture.TwoLetterISOLanguageName, http.RequestAborted);
        switch (answer.Fate)
        {
            case OutsideFate.Known:
                return Results.LocalRedirect(await EnterAsync(way, http, answer.Person!, target, proved: false));
            case OutsideFate.Created:
                return Results.LocalRedirect(await EnterAsync(way, http, answer.Person!, target, "/welcome"));
            case OutsideFate.MustProve:
                return Results.LocalRedirect("/sign-in/join" + (target is null ? "" : $"?returnUrl={Uri.EscapeDataString(target)}"));
            case OutsideFate.Unverified or OutsideFate.Refused:
                await http.SignOutAsync(IdentityConstants.ExternalScheme);
                return Results.LocalRedirect($"/sign-in/refused?why={answer.Fate}");
        }
        throw new InvalidOperationException($"{answer.Fate}");
    }

    // the form's token is checked by hand: nothing is bound from the form, so the framework would not ask for it
    private static async Task<IResult> LeaveToAddAsync(string provider, HttpContext http, OutsideDoorList doors, SignInManager<Person> signIn, FreshProof proof, Microsoft.AspNetCore.Antiforgery.IAntiforgery antiforgery)
    {
        if (DoorOf(provider, doors) is not { } door)
            return Results.NotFound();
        if (!await antiforgery.IsRequestValidAsync(http))
            return Results.BadRequest();
        if (await signIn.UserManager.FindOwnSessionAsync(http) is not { } own)
            return Results.LocalRedirect("/sign-in");
        if (!await proof.HoldsAsync(own, http.RequestAborted))
            return Results.LocalRedirect(OwnPerson.ProofAddress("/profile/connections"));
        var properties = signIn.ConfigureExternalAuthenticationProperties(door, "/profile/connections/added", signIn.UserManager.GetUserId(http.User));
        return Results.Challenge(properties, [door]);
    }

    private static async Task<IResult> AddedAsync(HttpContext http, SignInManager<Person> signIn, OwnLogins logins)
    {
        if (await signIn.UserManager.FindOwnSessionAsync(http) is not { } own)
            return Results.LocalRedirect("/sign-in");
        // only what this very person asked for: a return that was begun by somebody else, or in order to sign in, is nobody's
        var identity = IdentityOf(await signIn.GetExternalLoginInfoAsync($"{own.Person.Id}"));
        var added = identity is null ? Problem.NotFound() : await logins.AddAsync(own, identity, http.RequestAborted);
        // what the provider said waits for the proof
        if (added.Problem?.TextKey is FreshProof.Needed)
            return Results.LocalRedirect(OwnPerson.ProofAddress("/profile/connections/added"));
        await http.SignOutAsync(IdentityConstants.ExternalScheme);
        if (identity is null)
            return Results.LocalRedirect("/sign-in/refused?why=Failed");
        return Results.LocalRedirect(added.Ok ? "/profile/connections" : "/profile/connections?taken=true");
    }

    private static string? DoorOf(string provider, OutsideDoorList doors) => doors.Providers.FirstOrDefault(d => d.Equals(provider, StringComparison.OrdinalIgnoreCase));
}
