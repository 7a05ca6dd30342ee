using System.Security.Claims;
using ContentFactory.Domain.Access;

namespace ContentFactory.Web.Access;

/// <summary>What a cookie says of its session. It is believed only after the row was found alive.</summary>
internal sealed record SessionTicket(Guid SessionId, Guid PersonId, string Stamp)
{
    public const string Claim = "session";
    private const string StampClaim = "AspNet.Identity.SecurityStamp";

    /// <summary>Null for strangers and for cookies without a session.</summary>
    public static SessionTicket? Of(ClaimsPrincipal? user) =>
        user?.Identity?.IsAuthenticated is true && Guid.TryParse(user.FindFirstValue(Claim), out var session) && CurrentTenant.PersonId(user) is { } person && user.FindFirstValue(StampClaim) is { } stamp
            ? new(session, person, stamp) : null;

    public static string StampOf(ClaimsPrincipal user) => user.FindFirstValue(StampClaim) ?? "";

    public bool Fits(LiveSession session) => session.PersonId == PersonId && session.Stamp == Stamp;

    /// <summary>Nothing of it belongs into a log.</summary>
    public override string ToString() => nameof(SessionTicket);
}
