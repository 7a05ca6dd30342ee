using ContentFactory.Domain.Platforms.Http;

namespace ContentFactory.Domain.Platforms.TikTok;

/// <summary>"Continue with TikTok" ("Login Kit for Web"). Its web flow has no PKCE: that belongs to desktop and mobile apps alone.</summary>
internal sealed class TikTokSignIn(TikTokApi api, TikTokProfile profile, TimeProvider clock) : IPlatformSignIn
{
    public string Key => "tiktok";

    public string AppPool => TikTokTokens.Pool;

    /// <summary>The last one reads the account's posts, for numbers and for finding lost photos; without it posts go out all the same.</summary>
    private static readonly string[] NeededScopes = ["user.info.basic", "video.publish", "video.upload", "video.list"];

    /// <summary>Name, words about oneself and followers.</summary>
    private static readonly string[] WelcomeScopes = ["user.info.profile", "user.info.stats"];

    public Uri AddressOf(SignInRequest request) => new(PlatformHttp.Address($"{api.Host(request.Base, TikTokApi.SignInHost)}/v2/auth/authorize/",
    [
        ("client_key", request.App.Id), ("scope", string.Join(',', [.. NeededScopes, .. WelcomeScopes])), ("response_type", "code"), ("redirect_uri", request.Callback.AbsoluteUri), ("state", request.State),
    ]));

    public async Task<Result<SignedIn>> ExchangeAsync(SignInReturn returned, CancellationToken ct)
    {
        var reply = await api.FormAsync(returned.Base, proxy: null, TikTokTokens.Path, new(StringComparer.Ordinal)
        {
            ["client_key"] = returned.App.Id, ["client_secret"] = returned.App.Secret, ["code"] = CodeOf(returned), ["grant_type"] = "authorization_code", ["redirect_uri"] = returned.Callback.AbsoluteUri,
        }, ct);
        if (!reply.IsSuccess || reply.Json.Word("access_token") is not { Length: > 0 } access)
            return Refusal(reply);
        if (reply.Json.Word("refresh_token") is not { Length: > 0 } refresh)
            return TikTokErrors.Fault(null, "SignInNotLasting");
        var secrets = new Dictionary<string, string>(StringComparer.Ordinal) { [AccountTokens.Access] = access, [AccountTokens.Refresh] = refresh };
        var own = await profile.ReadAsync(new("", null, secrets, returned.Base, AppKey: returned.App.Id), ct);
        // without the right to read who it is, what is missing says more
        if (!own.Ok)
            return Missing(reply).Contains(NeededScopes[0]) ? new SignedIn([], Missing(reply)) : own.Problem;
        return new SignedIn([new(own.Value with { TokenValidUntil = clock.GetUtcNow() + TikTokTokens.ValidFor(reply) }, secrets)], Missing(reply));
    }

    /// <summary>"The value should be URL decoded": a code has no percent sign of its own.</summary>
    private static string CodeOf(SignInReturn returned) => Uri.UnescapeDataString(returned.Code);

    // a reply that names no scopes granted what was asked for (RFC 6749, 5.1)
    private static List<string> Missing(PlatformReply reply) =>
        reply.Json.Word("scope") is { } granted ? [.. NeededScopes.Except(granted.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries), StringComparer.Ordinal)] : [];

    private static Problem Refusal(PlatformReply reply)
    {
        var code = TikTokTokens.ErrorOf(reply) ?? reply.Code;
        var words = PlatformWords.Clean(reply.Json.Word("error_description")) is { Length: > 0 } said ? said : PlatformWords.Clean(code)!;
        return code switch
        {
            "invalid_grant" => TikTokErrors.Fault(null, "SignInExpired", words),
            "invalid_client" or "unauthorized_client" => TikTokErrors.Fault(null, "AppRefused", words),
            _ => Problem.Unavailable(TikTokErrors.Key("SignInFailed"), words),
        };
    }
}
