using ContentFactory.Domain.Access;

namespace ContentFactory.Web.Access;

/// <summary>Whoever comes to a door from an invitation's page: the door names the workspace and knows the address.</summary>
internal sealed class Invited(InvitationDoor door, IHttpContextAccessor http)
{
    private const string Page = "/invitation/";

    /// <summary>The open invitation that the person came from; null when it was none.</summary>
    public async Task<InvitationCard?> ByAsync(string? returnUrl)
    {
        if (http.HttpContext is not { } asked || returnUrl?.StartsWith(Page, StringComparison.Ordinal) is not true)
            return null;
        var found = await door.LookAsync(Uri.UnescapeDataString(returnUrl[Page.Length..]), EntryLimits.NetworkOf(asked.Connection.RemoteIpAddress), asked.RequestAborted, counts: false);
        return found.Ok && found.Value.State is InvitationState.Open ? found.Value : null;
    }
}
