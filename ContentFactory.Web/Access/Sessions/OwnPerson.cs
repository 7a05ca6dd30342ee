using ContentFactory.Domain.Access;
using Microsoft.AspNetCore.Identity;

namespace ContentFactory.Web.Access;

/// <summary>The person behind a request that changes the own account.</summary>
internal static class OwnPerson
{
    /// <summary>
    /// Null where the account got another security stamp since this session began, even if the session still counts as alive for some seconds:
    /// renewing its cookie then would carry it over the very change that was to end it.
    /// </summary>
    public static async Task<Person?> FindOwnAsync(this UserManager<Person> people, HttpContext http) =>
        SessionTicket.Of(http.User) is { } ticket && await people.FindByIdAsync($"{ticket.PersonId}") is { DeactivatedAt: null } person && person.SecurityStamp == ticket.Stamp ? person : null;
}
