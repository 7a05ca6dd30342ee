using ContentFactory.Domain.Access;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.JSInterop;

namespace ContentFactory.Web.Access;

/// <summary>
/// Watches over one circuit: it stands in <see cref="OpenCircuits"/> while it is open, and once it is ended nothing that its browser
/// sends runs any code, its scope leads to no row, and the page is loaded anew, as whoever is signed in by then.
/// </summary>
internal sealed class CircuitGuard(OpenCircuits circuits, CurrentTenant tenant, TenantScope scope, AuthenticationStateProvider authentication, NavigationManager navigation, IJSRuntime js) : CircuitHandler, IDisposable
{
    private OpenCircuit? own;
    private SessionTicket? ticket;
    private SynchronizationContext? page;
    private volatile bool ended;

    /// <summary>After the tenant was entered.</summary>
    public override int Order => 100;

    public override async Task OnCircuitOpenedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        page = SynchronizationContext.Current;
        ticket = SessionTicket.Of((await authentication.GetAuthenticationStateAsync()).User);
        authentication.AuthenticationStateChanged += OnPersonChanged;
        if (ticket is null)
            return;
        own = new OpenCircuit(new(ticket.SessionId, ticket.PersonId, ticket.Stamp, scope.IsSet ? scope.TenantId : null, scope.IsSet ? scope.Actor.Role : null, scope.IsSet ? scope.Actor.Standing : TenantStatus.Active)
        {
            Viewed = scope.IsSet && scope.Actor.ViewAs is not null ? scope.Actor.PersonId : null,
        }, End);
        circuits.Add(own);
    }

    public override Task OnConnectionUpAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        if (ended)
            LoadAnew();
        return Task.CompletedTask;
    }

    public override Task OnCircuitClosedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        Dispose();
        return Task.CompletedTask;
    }

    public override Func<CircuitInboundActivityContext, Task> CreateInboundActivityHandler(Func<CircuitInboundActivityContext, Task> next) => activity =>
    {
        if (ended)
            return Task.CompletedTask;
        own?.Use();
        return next(activity);
    };

    public void Dispose()
    {
        authentication.AuthenticationStateChanged -= OnPersonChanged;
        if (own is not null)
            circuits.Remove(own);
    }

    private void End()
    {
        ended = true;
        scope.Close();
        tenant.Leave();
        LoadAnew();
    }

    /// <summary>A circuit that reconnects takes the person of the new connection: it must be the same session.</summary>
    private void OnPersonChanged(Task<AuthenticationState> state) => _ = CompareAsync(state);

    private async Task CompareAsync(Task<AuthenticationState> state)
    {
        if (SessionTicket.Of((await state).User) == ticket || ended)
            return;
        if (own is not null)
            circuits.Remove(own);
        End();
    }

    private void LoadAnew() => page?.Post(async _ =>
    {
        try
        {
            await js.InvokeVoidAsync("Blazor.navigateTo", navigation.Uri, new { forceLoad = true, replaceHistoryEntry = true });
        }
        catch (Exception e) when (e is JSException or JSDisconnectedException or InvalidOperationException or OperationCanceledException)
        {
            // nobody is at the other end now; whoever comes back is told then
        }
    }, null);
}
