using ContentFactory.Domain.Access;
using ContentFactory.Web.Shell;
using Microsoft.AspNetCore.Authentication;

namespace ContentFactory.Web.Access;

/// <summary>Enters the tenant of a /t/{slug}/ address for HTTP requests and prerendering; strangers get the same 404 as for a free name.</summary>
internal sealed class TenantEntry(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext http, CurrentTenant tenant)
    {
        if (SlugOf(http.Request.Path) is not { } slug)
        {
            await next(http);
            return;
        }
        if (http.User.Identity?.IsAuthenticated is not true)
        {
            await http.ChallengeAsync();
            return;
        }
        if (!await tenant.EnterAsync(slug, http.User, RequestOrigin.Of(http), http.RequestAborted))
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }
        try
        {
            await next(http);
        }
        catch (NotPermittedException) when (!http.Response.HasStarted)
        {
            http.Response.Clear();
            http.Response.StatusCode = StatusCodes.Status403Forbidden;
        }
    }

    private static string? SlugOf(PathString path) =>
        path.Value?.Split('/', 4) is ["", "t" or "T", { Length: > 0 } slug, ..] ? slug : null;
}
