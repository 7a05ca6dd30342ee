using System.Globalization;
using ContentFactory.Domain.Platforms.Http;

namespace ContentFactory.Domain.Platforms.LinkedIn;

/// <summary>Who signed in, and the pages that this person administers.</summary>
internal sealed class LinkedInAccounts(LinkedInApi api, TimeProvider clock)
{
    private const int MostPages = 100;
    private const int MostLists = 10;

    /// <summary>The live check. A page is good while the person administers it.</summary>
    public async Task<Result<ConnectedAccount>> CheckAsync(PlatformAccount account, CancellationToken ct)
    {
        if (LinkedInUrn.IsPage(account.AccountId))
            return await CheckPageAsync(account, ct);
        var member = await MemberAsync(account, ct);
        if (!member.Ok || account.AccountId.Length == 0 || member.Value.AccountId == account.AccountId)
            return member;
        return LinkedInErrors.Fault(null, "OtherMember", member.Value.DisplayName);
    }

    public async Task<Result<ConnectedAccount>> MemberAsync(PlatformAccount account, CancellationToken ct)
    {
        var reply = await api.GetAsync(account, "/v2/userinfo", ct);
        if (!reply.IsSuccess)
            return ReasonOf(reply, account);
        if (reply.Json.Word("sub") is not { Length: > 0 } id || LinkedInUrn.OfPerson(id) is var urn && !LinkedInUrn.IsPerson(urn))
            return Problem.Unavailable(LinkedInErrors.Key("Unavailable"), "userinfo");
        var name = reply.Json.Word("name") ?? $"{reply.Json.Word("given_name")} {reply.Json.Word("family_name")}".Trim();
        return new ConnectedAccount(urn, null, name.Length > 0 ? name : id, null, null, null, account.AppKey);
    }

    /// <summary>The URNs of the pages, each once.</summary>
    public async Task<Result<IReadOnlyList<string>>> PagesAsync(PlatformAccount account, CancellationToken ct)
    {
        var pages = new List<string>();
        var seen = 0;
        for (var list = 0; list < MostLists && pages.Count < MostPages; list++)
        {
            var from = list == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"&start={seen}");
            var reply = await api.GetAsync(account, $"/rest/organizationAcls?q=roleAssignee&role=ADMINISTRATOR&state=APPROVED{from}", ct, finder: true);
            if (!reply.IsSuccess)
                return ReasonOf(reply, account);
            var roles = reply.Json.Items("elements").ToList();
            pages.AddRange(roles.Select(r => r.Word("organization") ?? r.Word("organizationalTarget")).OfType<string>().Where(LinkedInUrn.IsPage));
            seen += roles.Count;
            if (roles.Count == 0 || !(reply.Json.Whole("paging", "total") > seen))
                break;
        }
        return pages.Distinct(StringComparer.Ordinal).ToList();
    }

    /// <summary>A page with its name; where LinkedIn does not tell it, its number stands in.</summary>
    public async Task<ConnectedAccount> PageAsync(PlatformAccount account, string urn, CancellationToken ct)
    {
        var id = LinkedInUrn.PageId(urn)!;
        var reply = await api.GetAsync(account, $"/rest/organizations/{id}", ct);
        var (name, handle) = reply.IsSuccess ? (reply.Json.Word("localizedName"), reply.Json.Word("vanityName")) : (null, null);
        return new(urn, handle, name ?? handle ?? $"LinkedIn {id}", reply.IsSuccess ? reply.Json.Word("localizedDescription") : null, null, null, account.AppKey);
    }

    private async Task<Result<ConnectedAccount>> CheckPageAsync(PlatformAccount account, CancellationToken ct)
    {
        var pages = await PagesAsync(account, ct);
        if (!pages.Ok)
            return pages.Problem;
        if (!pages.Value.Contains(account.AccountId))
            return LinkedInErrors.Fault(null, "NotAdministrator");
        return await PageAsync(account, account.AccountId, ct);
    }

    private Problem ReasonOf(PlatformReply reply, PlatformAccount account) => LinkedInErrors.JudgeHarmless(reply, account, clock.GetUtcNow()).Reason;
}
