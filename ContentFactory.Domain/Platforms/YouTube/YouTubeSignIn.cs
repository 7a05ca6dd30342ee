using ContentFactory.Domain.Platforms.Http;

namespace ContentFactory.Domain.Platforms.YouTube;

/// <summary>"Sign in with Google" (OAuth 2.0 for web server applications, with PKCE), asking for what publishing, reading, numbers and removal need.</summary>
internal sealed class YouTubeSignIn(YouTubeApi api, YouTubeChannels channels, TimeProvider clock) : IPlatformSignIn
{
    private const string Prefix = "https://www.googleapis.com/auth/";
    private const string Read = Prefix + "youtube.readonly";

    /// <summary>videos.delete takes none of the others (discovery document, revision 20260427).</summary>
    private const string Manage = Prefix + "youtube.force-ssl";

    public string Key => "youtube";

    public string AppPool => GoogleTokens.Pool;

    /// <summary>The last one is for numbers alone; without it videos are published all the same.</summary>
    private static readonly string[] NeededScopes = [Prefix + "youtube.upload", Read, Prefix + "yt-analytics.readonly"];

    public Uri AddressOf(SignInRequest request) => new(PlatformHttp.Address($"{api.Host(request.Base, YouTubeApi.SignInHost)}/o/oauth2/v2/auth",
    [
        ("client_id", request.App.Id), ("redirect_uri", request.Callback.AbsoluteUri), ("response_type", "code"), ("scope", string.Join(' ', [.. NeededScopes, Manage])),
        ("state", request.State), ("code_challenge", request.Challenge), ("code_challenge_method", "S256"),
        // without the consent page Google gives a refresh token only the first time
        ("access_type", "offline"), ("prompt", "consent"), ("include_granted_scopes", "true"),
    ]));

    public async Task<Result<SignedIn>> ExchangeAsync(SignInReturn returned, CancellationToken ct)
    {
        var reply = await api.FormAsync(returned.Base, proxy: null, "/token", new(StringComparer.Ordinal)
        {
            ["grant_type"] = "authorization_code", ["code"] = returned.Code, ["code_verifier"] = returned.Verifier, ["redirect_uri"] = returned.Callback.AbsoluteUri,
            ["client_id"] = returned.App.Id, ["client_secret"] = returned.App.Secret,
        }, ct);
        if (!reply.IsSuccess || reply.Json.Word("access_token") is not { Length: > 0 } access)
            return Refusal(reply);
        if (reply.Json.Word("refresh_token") is not { Length: > 0 } refresh)
            return YouTubeErrors.Fault(null, "SignInNotLasting");
        var secrets = new Dictionary<string, string>(StringComparer.Ordinal) { [AccountTokens.Access] = access, [AccountTokens.Refresh] = refresh };
        return await AccountsAsync(returned, secrets, Missing(reply), GoogleTokens.ValidFor(reply), ct);
    }

    private async Task<Result<SignedIn>> AccountsAsync(SignInReturn returned, Dictionary<string, string> secrets, IReadOnlyList<string> missing, TimeSpan? validFor, CancellationToken ct)
    {
        var mine = await channels.MineAsync(new("", null, secrets, returned.Base, AppKey: returned.App.Id), ct);
        // without the right to read, the list is refused: what is missing says more
        if (!mine.Ok)
            return missing.Contains(Read) ? new SignedIn([], missing) : mine.Problem;
        var until = clock.GetUtcNow() + validFor;
        return new SignedIn([.. mine.Value.Select(channel => new OfferedAccount(channel with { TokenValidUntil = until }, secrets))], missing);
    }

    // a reply that names no scopes granted what was asked for (RFC 6749, 5.1)
    private List<string> Missing(PlatformReply reply) => reply.Json.Word("scope") is { } granted ? [.. NeededScopes.Except(granted.Split(' '), StringComparer.Ordinal)] : [];

    private static Problem Refusal(PlatformReply reply)
    {
        var code = reply.Json.Word("error") ?? reply.Code;
        var words = PlatformWords.Clean(reply.Json.Word("error_description")) ?? code;
        return code switch
        {
            "invalid_grant" => YouTubeErrors.Fault(null, "SignInExpired", words),
            "invalid_client" or "unauthorized_client" or "redirect_uri_mismatch" => YouTubeErrors.Fault(null, "AppRefused", words),
            _ => Problem.Unavailable(YouTubeErrors.Key("SignInFailed"), words),
        };
    }
}
