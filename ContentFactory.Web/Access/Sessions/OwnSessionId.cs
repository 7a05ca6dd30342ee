using Microsoft.AspNetCore.Components.Authorization;

namespace ContentFactory.Web.Access;

/// <summary>The session of whoever looks at a page, for verbs that are good in one session only.</summary>
internal sealed class OwnSessionId(AuthenticationStateProvider authentication)
{
    /// <summary>The empty id, which is no session's, for a stranger.</summary>
    public async Task<Guid> GetAsync() => SessionTicket.Of((await authentication.GetAuthenticationStateAsync()).User)?.SessionId ?? Guid.Empty;
}
