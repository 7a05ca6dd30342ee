using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using Microsoft.AspNetCore.Components;
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

    /// <summary>The same with the session, for verbs that ask for a fresh proof in it.</summary>
    public static async Task<OwnSession?> FindOwnSessionAsync(this UserManager<Person> people, HttpContext http) =>
        await people.FindOwnAsync(http) is { } person
            ? new(SessionTicket.Of(http.User)!.SessionId, person, EntryLimits.NetworkOf(http.Connection.RemoteIpAddress), RequestOrigin.Of(http)) : null;

    /// <summary>Leads to the proof where a verb asked for one, and from there back. False for every other answer.</summary>
    /// <param name="back">Where to come back to; this page where nothing is said.</param>
    public static bool LeadsToProof(this NavigationManager navigation, Problem? problem, string? back = null)
    {
        if (problem?.TextKey is not FreshProof.Needed)
            return false;
        navigation.NavigateTo(ProofAddress(back ?? new Uri(navigation.Uri).PathAndQuery), forceLoad: true);
        return true;
    }

    public static string ProofAddress(string back) => Onward.Of("/profile/prove", back);
}
