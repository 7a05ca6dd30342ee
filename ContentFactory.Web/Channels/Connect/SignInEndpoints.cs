using ContentFactory.Domain.Channels;
using ContentFactory.Web.Access;
using ContentFactory.Web.Channels.Invitations.Guests;

namespace ContentFactory.Web.Channels;

/// <summary>
/// The way back from a network. Its first address is the one registered there and names no tenant; the second stands behind the tenant's door.
/// Guests have no such door: what their browser keeps says by which link they left.
/// </summary>
internal static class SignInEndpoints
{
    private const string GuestIsOver = "/connect/over";

    public static void MapChannelSignIns(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/connect/{way}/callback", ArriveAsync);
        routes.MapGet("/t/{tenant}/channels/connect/{way}/return", ReturnAsync);
    }

    private static async Task<IResult> ArriveAsync(string way, string? state, string? code, string? error, HttpContext http, GuestCookie guests, ChannelInvitationDoor door)
    {
        if (SignInState.Of(state) is not { } known)
            return Results.LocalRedirect("/");
        if (!known.IsOfGuest)
            return Results.LocalRedirect($"/t/{Uri.EscapeDataString(known.Tenant)}/channels/connect/{Uri.EscapeDataString(way)}/return{http.Request.QueryString}");
        if (guests.Returning() is not { } guest)
            return Results.LocalRedirect(GuestIsOver);
        var returned = await door.ReturnAsync(guest, way, state, code, error, http.RequestAborted);
        return Results.LocalRedirect(returned.Ok ? $"/connect/invitation/{Uri.EscapeDataString(guest.Token!)}/accounts/{returned.Value}" : GuestIsOver);
    }

    private static async Task<IResult> ReturnAsync(string tenant, string way, string? state, string? code, string? error, HttpContext http, ChannelSignIns signIns)
    {
        var connect = $"/t/{Uri.EscapeDataString(tenant)}/channels/connect";
        if (SessionTicket.Of(http.User) is not { } ticket)
            return Results.LocalRedirect(connect);
        var returned = await signIns.ReturnAsync(new(way, ticket.SessionId, state, code, error), http.RequestAborted);
        return Results.LocalRedirect(returned.Ok ? $"{connect}/accounts/{returned.Value}" : $"{connect}?over=true");
    }
}
