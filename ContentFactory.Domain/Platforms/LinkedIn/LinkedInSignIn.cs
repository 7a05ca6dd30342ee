using ContentFactory.Domain.Platforms.Http;

namespace ContentFactory.Domain.Platforms.LinkedIn;

/// <summary>"Sign in with LinkedIn" (OAuth 2 authorization code; LinkedIn offers PKCE to apps without a secret only).</summary>
internal sealed class LinkedInSignIn(LinkedInApi api, LinkedInAccounts accounts, TimeProvider clock) : IPlatformSignIn
{
    private const string MemberPosts = "w_member_social";
    private const string PagePosts = "w_organization_social";
    private const string PageList = "rw_organization_admin";

    private static readonly string[] MemberScopes = ["openid", "profile", MemberPosts];

    /// <summary>The one in the middle is for numbers and for finding lost posts.</summary>
    private static readonly string[] PageScopes = [PagePosts, "r_organization_social", PageList];

    public string Key => "linkedin";

    public string AppPool => LinkedInTokens.Pool;

    private string[] Asked => api.AsksForPages ? [.. MemberScopes, .. PageScopes] : MemberScopes;

    public Uri AddressOf(SignInRequest request) => new(PlatformHttp.Address($"{api.Host(request.Base, LinkedInApi.SignInHost)}/oauth/v2/authorization",
    [
        ("response_type", "code"), ("client_id", request.App.Id), ("redirect_uri", request.Callback.AbsoluteUri), ("state", request.State), ("scope", string.Join(' ', Asked)),
    ]));

    public async Task<Result<SignedIn>> ExchangeAsync(SignInReturn returned, CancellationToken ct)
    {
        var reply = await api.FormAsync(returned.Base, proxy: null, LinkedInTokens.Path, new(StringComparer.Ordinal)
        {
            ["grant_type"] = "authorization_code", ["code"] = returned.Code, ["redirect_uri"] = returned.Callback.AbsoluteUri,
            ["client_id"] = returned.App.Id, ["client_secret"] = returned.App.Secret,
        }, ct);
        if (!reply.IsSuccess || reply.Json.Word("access_token") is not { Length: > 0 } access)
            return Refusal(reply, returned);
        var secrets = new Dictionary<string, string>(StringComparer.Ordinal) { [AccountTokens.Access] = access };
        // approved partners alone get one; without it the access ends after 60 days
        if (reply.Json.Word("refresh_token") is { Length: > 0 } refresh)
            secrets[AccountTokens.Refresh] = refresh;
        return await AccountsAsync(new("", null, secrets, returned.Base, AppKey: returned.App.Id), Missing(reply), clock.GetUtcNow() + LinkedInTokens.ValidFor(reply), ct);
    }

    private async Task<Result<SignedIn>> AccountsAsync(PlatformAccount account, IReadOnlyList<string> missing, DateTimeOffset? until, CancellationToken ct)
    {
        var member = await accounts.MemberAsync(account, ct);
        // without the right to know who it is the call is refused: what is missing says more
        if (!member.Ok)
            return missing.Intersect(MemberScopes).Any() ? new SignedIn([], missing) : member.Problem;
        OfferedAccount Offer(ConnectedAccount one, string scope, string obstacle) =>
            new(one with { TokenValidUntil = until }, account.Secrets, missing.Contains(scope) ? LinkedInErrors.Fault(null, obstacle) : null);
        var offered = new List<OfferedAccount> { Offer(member.Value, MemberPosts, "MemberNotAllowed") };
        if (!api.AsksForPages || missing.Contains(PageList))
            return new SignedIn(offered, missing);
        var pages = await accounts.PagesAsync(account, ct);
        if (!pages.Ok)
            return pages.Problem.Kind is ProblemKind.Invalid ? new SignedIn(offered, [.. missing, PageList]) : pages.Problem;
        foreach (var page in pages.Value)
            offered.Add(Offer(await accounts.PageAsync(account, page, ct), PagePosts, "PageNotAllowed"));
        return new SignedIn(offered, missing);
    }

    // a reply that names no scopes granted what was asked for (RFC 6749, 5.1); LinkedIn separates them by commas too
    private List<string> Missing(PlatformReply reply) =>
        reply.Json.Word("scope") is { Length: > 0 } granted ? [.. Asked.Except(granted.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries), StringComparer.Ordinal)] : [];

    private static Problem Refusal(PlatformReply reply, SignInReturn returned)
    {
        var code = reply.Json.Word("error") ?? reply.Code;
        var hidden = new PlatformAccount("", null, new Dictionary<string, string>(StringComparer.Ordinal) { ["app"] = returned.App.Secret, ["code"] = returned.Code });
        var words = PlatformWords.Clean(reply.Json.Word("error_description"), hidden) ?? code;
        return code switch
        {
            "invalid_grant" or "invalid_request" => LinkedInErrors.Fault(null, "SignInExpired", words),
            "invalid_client" or "invalid_client_id" or "unauthorized_client" or "invalid_redirect_uri" => LinkedInErrors.Fault(null, "AppRefused", words),
            _ => Problem.Unavailable(LinkedInErrors.Key("SignInFailed"), words),
        };
    }
}
