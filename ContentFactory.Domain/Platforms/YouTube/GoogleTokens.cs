using ContentFactory.Domain.Platforms.Http;

namespace ContentFactory.Domain.Platforms.YouTube;

/// <summary>Access tokens of Google (about an hour) and the refresh token behind them, which stays the same. Needs the app whose tokens they are.</summary>
internal sealed class GoogleTokens(YouTubeApi api, PlatformApps apps)
{
    public const string Pool = "google";

    public async Task<TokenOutcome> RefreshAsync(PlatformAccount account, CancellationToken ct)
    {
        if (account.Secrets.GetValueOrDefault(AccountTokens.Refresh) is not { Length: > 0 } refresh)
            return new(TokenKind.Refused, Code: "no_refresh_token");
        if (AppOf(account) is not { } app)
            return new(TokenKind.Unavailable, Code: "no_app");
        var reply = await api.FormAsync(account.ApiBase, account.Proxy, "/token", new(StringComparer.Ordinal)
        {
            ["grant_type"] = "refresh_token", ["refresh_token"] = refresh, ["client_id"] = app.Id, ["client_secret"] = app.Secret,
        }, ct);
        if (reply.IsSuccess && reply.Json.Word("access_token") is { Length: > 0 } token)
            return new(TokenKind.Renewed, token, reply.Json.Word("refresh_token"), ValidFor(reply));
        var code = reply.Json.Word("error") ?? reply.Code;
        return reply switch
        {
            { State: ReplyState.NotSent } => new(TokenKind.Unavailable, Code: code),
            { Status: 429 } => new(TokenKind.Unavailable, Code: code, RetryAfter: reply.RetryAfter ?? YouTubeErrors.DefaultWait),
            { Status: >= 400 and < 500 and not 408 } => new(code is "invalid_grant" ? TokenKind.Refused : TokenKind.Unavailable, Code: code),
            _ => new(TokenKind.Unknown, Code: code, RetryAfter: reply.RetryAfter),
        };
    }

    /// <summary>Ends the whole grant; the refresh token stands for all access tokens. One that is unknown or ended counts as revoked.</summary>
    public async Task<bool> RevokeAsync(PlatformAccount account, CancellationToken ct)
    {
        var token = account.Secrets.GetValueOrDefault(AccountTokens.Refresh) is { Length: > 0 } refresh ? refresh : account.Secrets.GetValueOrDefault(AccountTokens.Access);
        if (string.IsNullOrEmpty(token))
            return true;
        var reply = await api.FormAsync(account.ApiBase, account.Proxy, "/revoke", new(StringComparer.Ordinal) { ["token"] = token }, ct);
        return reply.IsSuccess || (reply.Status == 400 && reply.Json.Word("error") is "invalid_token");
    }

    public static TimeSpan? ValidFor(PlatformReply reply) => reply.Json.WholeOrText("expires_in") is > 0 and < 315_360_000 and var seconds ? TimeSpan.FromSeconds(seconds) : null;

    // the built-in network asks for an app as Google does, and takes any
    private PlatformApp? AppOf(PlatformAccount account) =>
        apps.Find(Pool, account.AppKey) ?? (account.ApiBase is null ? null : new("sandbox", "sandbox"));
}
