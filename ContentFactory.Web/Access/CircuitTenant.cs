using ContentFactory.Web.Admin;
using ContentFactory.Web.Admin.Desk;
using ContentFactory.Web.Shell;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;

namespace ContentFactory.Web.Access;

/// <summary>Enters the tenant of the address that opened a circuit, before its first render. One circuit, one tenant.</summary>
internal sealed class CircuitTenant(CurrentTenant tenant, NavigationManager navigation, AuthenticationStateProvider authentication, IHttpContextAccessor http) : CircuitHandler
{
    public override async Task OnCircuitOpenedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        var slug = NavigationMap.SlugOf(navigation.Uri);
        var path = NavigationMap.PathOf(navigation.Uri);
        var (isSystem, isDesk) = (slug is null && AdminEntry.Covers(path), slug is null && DeskEntry.Covers(path));
        if (slug is null && !isSystem && !isDesk)
            return;
        var user = (await authentication.GetAuthenticationStateAsync()).User;
        var origin = RequestOrigin.Of(http.HttpContext);
        if (isSystem)
            await tenant.EnterSystemAsync(user, origin, cancellationToken);
        else if (isDesk)
            await tenant.EnterDeskAsync(user, origin, cancellationToken);
        else
            await tenant.EnterAsync(slug!, user, origin, cancellationToken);
    }
}
