using ContentFactory.Web.Admin;
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
        var isSystem = slug is null && AdminEntry.Covers(NavigationMap.PathOf(navigation.Uri));
        if (slug is null && !isSystem)
            return;
        var user = (await authentication.GetAuthenticationStateAsync()).User;
        var origin = RequestOrigin.Of(http.HttpContext);
        if (isSystem)
            await tenant.EnterSystemAsync(user, origin, cancellationToken);
        else
            await tenant.EnterAsync(slug!, user, origin, cancellationToken);
    }
}
