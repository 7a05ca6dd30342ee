using ContentFactory.Domain.Access;
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
        if (NavigationMap.SlugOf(navigation.Uri) is not { } slug)
            return;
        var state = await authentication.GetAuthenticationStateAsync();
        var origin = new Origin(http.HttpContext?.Connection.RemoteIpAddress?.ToString(), http.HttpContext?.Request.Headers.UserAgent.ToString());
        await tenant.EnterAsync(slug, state.User, origin, cancellationToken);
    }
}
