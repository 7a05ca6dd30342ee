using ContentFactory.Web.Access;
using Microsoft.AspNetCore.Authentication;

namespace ContentFactory.Web.Admin;

/// <summary>Enters the system level for /admin: administrators only, to all others there is no such page.</summary>
internal sealed class AdminEntry(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext http, CurrentTenant tenant)
    {
        if (!Covers(http.Request.Path.Value))
        {
            await next(http);
            return;
        }
        if (http.User.Identity?.IsAuthenticated is not true)
            await http.ChallengeAsync();
        else if (await tenant.EnterSystemAsync(http.User, RequestOrigin.Of(http), http.RequestAborted))
            await next(http);
        else
            http.Response.StatusCode = StatusCodes.Status404NotFound;
    }

    public static bool Covers(string? path) =>
        path is not null && (path.Equals("/admin", StringComparison.OrdinalIgnoreCase) || path.StartsWith("/admin/", StringComparison.OrdinalIgnoreCase));
}
