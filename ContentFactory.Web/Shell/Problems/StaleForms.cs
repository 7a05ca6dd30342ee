using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Components.Endpoints;

namespace ContentFactory.Web.Shell.Problems;

/// <summary>
/// A page's form whose token does not fit: it was open while somebody signed in or out in another tab, or was sent twice. The framework
/// answers that with a bare status; here the error page says what happened.
/// </summary>
internal static class StaleForms
{
    private static readonly object Mark = new();
    private static readonly object Shown = new();

    /// <summary>The error page stands for such a form, and for no other bad request.</summary>
    public static bool IsShown(HttpContext http) => http.Items.ContainsKey(Shown);

    /// <summary>Before routing: answers the marked request as the error page.</summary>
    public static void UseStaleForms(this WebApplication app) => app.Use(async (http, next) =>
    {
        await next(http);
        if (!http.Items.Remove(Mark))
            return;
        // as status code pages do it; the page that was meant has not begun
        (http.Request.Method, http.Request.Path, http.Request.QueryString) = (HttpMethods.Get, "/error", default);
        http.Items[Shown] = true;
        http.SetEndpoint(null);
        http.Features.Set<IAntiforgeryValidationFeature>(null);
        http.Request.RouteValues.Clear();
        http.Response.StatusCode = StatusCodes.Status400BadRequest;
        await next(http);
    });

    /// <summary>After antiforgery: stops before the page is run.</summary>
    public static void RefuseStaleForms(this WebApplication app) => app.Use((http, next) =>
    {
        if (http.Features.Get<IAntiforgeryValidationFeature>() is not { IsValid: false } || http.GetEndpoint()?.Metadata.GetMetadata<ComponentTypeMetadata>() is null)
            return next(http);
        http.Items[Mark] = true;
        return Task.CompletedTask;
    });
}
