using ContentFactory.Domain.Channels;
using ContentFactory.Web.Access;

namespace ContentFactory.Web.Channels;

/// <summary>The way back from a network. Its first address is the one registered there and names no tenant; the second stands behind the tenant's door.</summary>
internal static class SignInEndpoints
{
    public static void MapChannelSignIns(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/connect/{way}/callback", Arrive);
        routes.MapGet("/t/{tenant}/channels/connect/{way}/return", ReturnAsync);
    }

    private static IResult Arrive(string way, string? state, HttpRequest request) =>
        SignInState.Of(state) is { } known
            ? Results.LocalRedirect($"/t/{Uri.EscapeDataString(known.Tenant)}/channels/connect/{Uri.EscapeDataString(way)}/return{request.QueryString}")
            : Results.LocalRedirect("/");

    private static async Task<IResult> ReturnAsync(string tenant, string way, string? state, string? code, string? error, HttpContext http, ChannelSignIns signIns)
    {
        var connect = $"/t/{Uri.EscapeDataString(tenant)}/channels/connect";
        if (SessionTicket.Of(http.User) is not { } ticket)
            return Results.LocalRedirect(connect);
        var returned = await signIns.ReturnAsync(new(way, ticket.SessionId, state, code, error), http.RequestAborted);
        return Results.LocalRedirect(returned.Ok ? $"{connect}/accounts/{returned.Value}" : $"{connect}?over=true");
    }
}
