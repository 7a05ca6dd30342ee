using ContentFactory.Domain.Access;
using ContentFactory.Web.Access;
using Microsoft.AspNetCore.Authentication;

namespace ContentFactory.Web.Admin.Desk;

/// <summary>Enters the managers' desk for /manager. Administrators see all tenants in their console and are led there; to all others there is no such page.</summary>
internal sealed class DeskEntry(RequestDelegate next)
{
    private const string Root = "/manager";

    public async Task InvokeAsync(HttpContext http, CurrentTenant tenant)
    {
        if (!Covers(http.Request.Path.Value))
            await next(http);
        else if (http.User.Identity?.IsAuthenticated is not true)
            await http.ChallengeAsync();
        else if (await tenant.EnterDeskAsync(http.User, RequestOrigin.Of(http), http.RequestAborted))
            await next(http);
        else if (http.User.IsInRole(SystemRoles.Admin))
            http.Response.Redirect("/admin");
        else
            http.Response.StatusCode = StatusCodes.Status404NotFound;
    }

    public static bool Covers(string? path) =>
        path is not null && (path.Equals(Root, StringComparison.OrdinalIgnoreCase) || path.StartsWith(Root + "/", StringComparison.OrdinalIgnoreCase));
}
