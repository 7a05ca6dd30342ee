using ContentFactory.Domain.Platforms.Http;

namespace ContentFactory.Domain.Platforms.X.SignIn;

/// <summary>"Sign in with X" (OAuth 2.0 with PKCE), asking for what publishing, files, reading and a lasting access need.</summary>
internal sealed class XSignIn(XApi api, XUsers users, TimeProvider clock) : IPlatformSignIn
{
    private static readonly string[] NeededScopes = ["tweet.read", "tweet.write", "users.read", "media.write", "offline.access"];

    public string Key => "x";

    public string AppPool => XTokens.Pool;

    public Uri AddressOf(SignInRequest request) => new(PlatformHttp.Address(api.SignInAddress(request.Base),
    [
        ("response_type", "code"), ("client_id", request.App.Id), ("redirect_uri", request.Callback.AbsoluteUri), ("scope", string.Join(' ', NeededScopes)),
        ("state", request.State), ("code_challenge", request.Challenge), ("code_challenge_method", "S256"),
    ]));

    public async Task<Result<SignedIn>> ExchangeAsync(SignInReturn returned, CancellationToken ct)
    {
        var reply = await api.FormAsync(returned.Base, proxy: null, returned.App, "/2/oauth2/token", new(StringComparer.Ordinal)
        {
            ["grant_type"] = "authorization_code", ["code"] = returned.Code, ["redirect_uri"] = returned.Callback.AbsoluteUri, ["code_verifier"] = returned.Verifier,
        }, ct);
        if (!reply.IsSuccess || reply.Json.Word("access_token") is not { Length: > 0 } access)
            return Refusal(reply);
        var missing = Missing(reply);
        if (reply.Json.Word("refresh_token") is not { Length: > 0 } refresh)
            return missing.Count > 0 ? new SignedIn([], missing) : XErrors.Fault(null, "SignInNotLasting");
        var secrets = new Dictionary<string, string>(StringComparer.Ordinal) { [AccountTokens.Access] = access, [AccountTokens.Refresh] = refresh };
        var me = await users.MeAsync(new("", null, secrets, returned.Base, AppKey: returned.App.Id), ct);
        // without the right to read, X says no: what is missing says more
        if (!me.Ok)
            return missing.Count > 0 ? new SignedIn([], missing) : me.Problem;
        return new SignedIn([new(me.Value with { TokenValidUntil = clock.GetUtcNow() + XTokens.ValidFor(reply) }, secrets)], missing);
    }

    // a reply that names no scopes granted what was asked for (RFC 6749, 5.1)
    private static List<string> Missing(PlatformReply reply) => reply.Json.Word("scope") is { } granted ? [.. NeededScopes.Except(granted.Split(' '), StringComparer.Ordinal)] : [];

    private static Problem Refusal(PlatformReply reply)
    {
        var code = reply.Json.Word("error") ?? reply.Code;
        var words = PlatformWords.Clean(reply.Json.Word("error_description")) ?? code;
        return code switch
        {
            "invalid_grant" or "invalid_request" => XErrors.Fault(null, "SignInExpired", words),
            "invalid_client" or "unauthorized_client" => XErrors.Fault(null, "AppRefused", words),
            _ => Problem.Unavailable(XErrors.Key("SignInFailed"), words),
        };
    }
}
