using System.Security.Claims;
using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using ContentFactory.Web.Shell;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace ContentFactory.Web.Access;

/// <summary>
/// Ties each cookie to a row of sessions, wherever somebody is signed in or out. Stands in for Identity's stamp validator, which asks
/// once a minute, cannot end one session of several, and makes a new principal without the session's claim.
/// </summary>
internal sealed class SessionCookie(SessionRegister sessions, SessionCache cache, Changes changes, TimeProvider clock) : CookieAuthenticationEvents
{
    private const string Property = "session";
    private const string Unproved = "unproved";
    private static readonly TimeSpan RenewAfter = TimeSpan.FromHours(1);

    /// <summary>For a sign-in that lasts beyond the browser's session.</summary>
    public static AuthenticationProperties Begin(bool proved) => new(proved ? [] : new Dictionary<string, string?> { [Unproved] = "" }) { IsPersistent = true };

    public override async Task SigningIn(CookieSigningInContext context)
    {
        var (http, user) = (context.HttpContext, context.Principal!);
        var (personId, stamp) = (CurrentTenant.PersonId(user)!.Value, SessionTicket.StampOf(user));
        // the properties come back when the person's own change renews the cookie of this session, and only then
        if (context.Properties.Items.TryGetValue(Property, out var kept) && Guid.TryParse(kept, out var id))
        {
            await sessions.GoOnAsync(id, personId, stamp, http.RequestAborted);
            Tell();
        }
        else
        {
            if (SessionTicket.Of(http.User) is { } before)
            {
                await sessions.EndAsync(before.SessionId, before.PersonId, SessionEnd.Replaced, http.RequestAborted, RequestOrigin.Of(http));
                Tell();
            }
            id = Ids.New(clock);
            await sessions.BeginAsync(id, personId, stamp, RequestOrigin.Of(http), http.RequestAborted, proved: !context.Properties.Items.Remove(Unproved));
            context.Properties.Items[Property] = id.ToString();
        }
        ((ClaimsIdentity)user.Identity!).AddClaim(new Claim(SessionTicket.Claim, id.ToString()));
    }

    public override async Task SigningOut(CookieSigningOutContext context)
    {
        if (SessionTicket.Of(context.HttpContext.User) is not { } ticket)
            return;
        await sessions.EndAsync(ticket.SessionId, ticket.PersonId, SessionEnd.SignedOut, CancellationToken.None, RequestOrigin.Of(context.HttpContext));
        Tell();
    }

    /// <summary>The cookie stays where it is when it is refused: an answer that comes late must not take the one of a new sign-in away.</summary>
    public override async Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        // styles and scripts need nobody, and are there while the database is away
        if (DatabaseGate.IsIndependent(context.HttpContext.Request.Path))
            context.RejectPrincipal();
        else if (SessionTicket.Of(context.Principal) is not { } ticket || await cache.FindAsync(ticket.SessionId, context.HttpContext.RequestAborted) is not { } session || !ticket.Fits(session))
            context.RejectPrincipal();
    }

    /// <summary>A session lives from its last use: the cookie is renewed hourly, not only in the second half of its life.</summary>
    public override Task CheckSlidingExpiration(CookieSlidingExpirationContext context)
    {
        context.ShouldRenew = context.ElapsedTime > RenewAfter;
        return Task.CompletedTask;
    }

    /// <summary>The status itself: the problem page stands in for it at the address that was asked for.</summary>
    public override Task RedirectToAccessDenied(RedirectContext<CookieAuthenticationOptions> context)
    {
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }

    /// <summary>The doors lead on by themselves (Onward); the framework would write the address into the header as it stands.</summary>
    public override Task RedirectToReturnUrl(RedirectContext<CookieAuthenticationOptions> context) => Task.CompletedTask;

    private void Tell()
    {
        cache.Forget();
        changes.Notify(Guid.Empty, ChangeTopics.Access);
    }
}
