using System.Security.Claims;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;

namespace ContentFactory.Web.Access;

/// <summary>The tenant that this request or circuit entered, for layouts; null where the person has no business there.</summary>
public sealed class CurrentTenant(TenantDirectory directory, SessionRegister sessions, Viewings viewings, TenantScope scope)
{
    public Entrance? Entrance { get; private set; }

    /// <summary>Through whose eyes an administrator looks, who then is in the tenant what that person is.</summary>
    public Look? Viewed { get; private set; }

    /// <summary>An administrator entered the level above the tenants: no row of a tenant is seen from there.</summary>
    public bool IsSystem { get; private set; }

    /// <summary>A manager entered the desk above the tenants, for the list of the own ones.</summary>
    public bool IsDesk { get; private set; }

    /// <summary>The circuit stands above the tenants: an address of one loads the page anew.</summary>
    public bool IsAbove => IsSystem || IsDesk;

    /// <summary>Enters the tenant of an address, once per scope. False when there is none for this person.</summary>
    public async Task<bool> EnterAsync(string slug, ClaimsPrincipal user, Origin origin, CancellationToken ct)
    {
        if (PersonId(user) is not { } personId || await directory.EnterAsync(slug, personId, ct) is not { } entrance)
            return false;
        // nobody else is asked for, so nobody else pays for the question
        if (entrance.Role is Role.Admin && await LookAsync(slug, entrance.TenantId, user, ct) is var (theirs, look))
            (Entrance, Viewed) = (theirs, look);
        else
            Entrance = entrance;
        var actor = Viewed is null ? new Actor(personId, Entrance.TenantId, Entrance.Role) : new Actor(Viewed.PersonId, Entrance.TenantId, Entrance.Role, ViewAs: personId);
        scope.Enter(actor with { Standing = Entrance.Status }, Entrance.Slug, origin);
        return true;
    }

    private async Task<(Entrance, Look)?> LookAsync(string slug, Guid tenantId, ClaimsPrincipal user, CancellationToken ct) =>
        SessionTicket.Of(user) is { } ticket && await viewings.FindAsync(ticket.SessionId, tenantId, ct) is { } look && await directory.EnterAsync(slug, look.PersonId, ct) is { } theirs
            ? (theirs, look) : null;

    /// <summary>Enters the system level. False for everybody but administrators.</summary>
    public async Task<bool> EnterSystemAsync(ClaimsPrincipal user, Origin origin, CancellationToken ct)
    {
        if (SessionTicket.Of(user) is not { } ticket || await sessions.FindAsync(ticket.SessionId, ct) is not { IsAdmin: true })
            return false;
        scope.Enter(new Actor(ticket.PersonId, Guid.Empty, Role.Admin), "", origin);
        return IsSystem = true;
    }

    /// <summary>Enters the managers' desk. False for everybody but managers.</summary>
    public async Task<bool> EnterDeskAsync(ClaimsPrincipal user, Origin origin, CancellationToken ct)
    {
        if (SessionTicket.Of(user) is not { } ticket || await sessions.FindAsync(ticket.SessionId, ct) is not { IsManager: true })
            return false;
        scope.Enter(new Actor(ticket.PersonId, Guid.Empty, Role.Manager), "", origin);
        return IsDesk = true;
    }

    /// <summary>The person may not go on: nothing of the tenant is shown any more.</summary>
    internal void Leave() => (Entrance, Viewed, IsSystem, IsDesk) = (null, null, false, false);

    public static Guid? PersonId(ClaimsPrincipal user) => Guid.TryParse(user.FindFirstValue(ClaimTypes.NameIdentifier), out var id) ? id : null;
}
