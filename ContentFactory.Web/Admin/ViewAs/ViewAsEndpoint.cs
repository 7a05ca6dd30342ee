using ContentFactory.Domain.Access;
using ContentFactory.Web.Access;
using ContentFactory.Web.Shell;
using Microsoft.AspNetCore.Mvc;

namespace ContentFactory.Web.Admin.ViewAs;

internal static class ViewAsEndpoint
{
    public static void MapViewAs(this WebApplication app) => app.MapPost("/view-as/end", EndAsync).RequireAuthorization();

    /// <summary>To the same place as oneself: there the page leads too, which hears at the same moment that it is over. Whoever looks through nobody's eyes loses nothing.</summary>
    private static async Task<IResult> EndAsync(HttpContext http, Viewings viewings, [FromForm] string? returnUrl)
    {
        if (SessionTicket.Of(http.User) is not { } ticket)
            return Results.LocalRedirect("/sign-in");
        await viewings.EndAsync(ticket.SessionId, RequestOrigin.Of(http), http.RequestAborted);
        return Results.LocalRedirect(LanguageEndpoint.IsLocal(returnUrl) ? returnUrl! : "/");
    }
}
