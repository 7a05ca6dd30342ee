using ContentFactory.Domain.Access;
using ContentFactory.Web.Shell;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

namespace ContentFactory.Web.Access;

/// <summary>What passkeys.js asks for, and the door that a passkey opens.</summary>
internal static class PasskeyEndpoints
{
    private static readonly AttemptLimit Challenges = new("passkey.challenges", 120, TimeSpan.FromMinutes(15));
    private static readonly AttemptLimit Tries = new("passkey.network", 60, TimeSpan.FromMinutes(15));

    public static void MapPasskeys(this WebApplication app)
    {
        app.MapPost("/profile/passkeys/options", CreationAsync).RequireAuthorization();
        app.MapPost("/sign-in/passkey/options", RequestAsync);
        app.MapPost("/sign-in/passkey", SignInAsync);
    }

    private static async Task<IResult> CreationAsync(HttpContext http, SignInManager<Person> signIn, FreshProof proof, IAntiforgery antiforgery)
    {
        if (!await antiforgery.IsRequestValidAsync(http) || await signIn.UserManager.FindOwnSessionAsync(http) is not { } own)
            return Results.BadRequest();
        // the form sends itself then, and is led to the proof
        if (!await proof.HoldsAsync(own, http.RequestAborted))
            return Results.NoContent();
        var person = own.Person;
        var options = await signIn.MakePasskeyCreationOptionsAsync(new PasskeyUserEntity { Id = $"{person.Id}", Name = person.Email!, DisplayName = person.DisplayName });
        return Results.Content(options, "application/json");
    }

    private static async Task<IResult> RequestAsync(HttpContext http, SignInManager<Person> signIn, IAntiforgery antiforgery, AttemptLimits limits)
    {
        if (!await antiforgery.IsRequestValidAsync(http))
            return Results.BadRequest();
        if (await limits.TakeAsync(Challenges, EntryLimits.NetworkOf(http.Connection.RemoteIpAddress), http.RequestAborted) is not null)
            return Results.StatusCode(StatusCodes.Status429TooManyRequests);
        return Results.Content(await signIn.MakePasskeyRequestOptionsAsync(null), "application/json");
    }

    private static async Task<IResult> SignInAsync(
        [FromForm(Name = "Input.Credential")] string? credential, [FromForm] string? returnUrl, HttpContext http, SignInManager<Person> signIn, AttemptLimits limits)
    {
        if (string.IsNullOrEmpty(credential) || await limits.TakeAsync(Tries, EntryLimits.NetworkOf(http.Connection.RemoteIpAddress), http.RequestAborted) is not null)
            return Refused();
        var proved = await AssertedAsync(signIn, credential);
        if (proved is not { Succeeded: true } || proved.User.DeactivatedAt is not null)
            return Refused();
        await signIn.UserManager.AddOrUpdatePasskeyAsync(proved.User, proved.Passkey);
        await signIn.SignInAsync(proved.User, isPersistent: true, "passkey");
        return Results.LocalRedirect(Onward.To(returnUrl, "/"));
    }

    // the framework throws where nothing was asked for in this browser, or too long ago
    private static async Task<PasskeyAssertionResult<Person>?> AssertedAsync(SignInManager<Person> signIn, string credential)
    {
        try
        {
            return await signIn.PerformPasskeyAssertionAsync(credential);
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static IResult Refused() => Results.LocalRedirect("/sign-in/refused?why=Passkey");
}
