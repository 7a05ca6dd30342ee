using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using ContentFactory.Web.Shell;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;

namespace ContentFactory.Web.Access;

internal static class AccessEndpoints
{
    public static void MapAccess(this WebApplication app)
    {
        app.MapGet("/", HomeAsync);
        app.MapPost("/sign-out", SignOutAsync);
        app.MapGet("/session", (HttpContext http) => SessionTicket.Of(http.User) is null ? Results.Unauthorized() : Results.NoContent());
    }

    /// <summary>The door: strangers sign in, newcomers name their company, administrators without one go to the console, managers to their desk, others go to theirs or choose one.</summary>
    private static async Task<IResult> HomeAsync(HttpContext http, TenantDirectory directory)
    {
        if (CurrentTenant.PersonId(http.User) is not { } personId)
            return Results.LocalRedirect("/sign-in");
        return await directory.TenantsOfAsync(personId, http.RequestAborted) switch
        {
            [] => Results.LocalRedirect(http.User.IsInRole(SystemRoles.Admin) ? "/admin" : http.User.IsInRole(SystemRoles.Manager) ? "/manager" : "/welcome"),
            [var only] => Results.LocalRedirect($"/t/{only.Slug}"),
            var all when all.All(t => t.Role is Role.Manager) => Results.LocalRedirect("/manager"),
            _ => Results.LocalRedirect("/companies"),
        };
    }

    private static async Task<IResult> SignOutAsync(SignInManager<Person> signIn, [FromForm] string? returnUrl)
    {
        await signIn.SignOutAsync();
        return Results.LocalRedirect(LanguageEndpoint.IsLocal(returnUrl) ? QueryHelpers.AddQueryString("/sign-in", "returnUrl", returnUrl!) : "/sign-in");
    }
}
