using ContentFactory.Domain.Platforms.Http;

namespace ContentFactory.Domain.Platforms.TikTok;

/// <summary>Access tokens live for 24 hours, the refresh token for 365 days, and each refresh may give another one ("Manage User Access Tokens").</summary>
internal sealed class TikTokTokens(TikTokApi api, PlatformApps apps)
{
    public const string Pool = "tiktok";
    public const string Path = "/v2/oauth/token/";

    public async Task<TokenOutcome> RefreshAsync(PlatformAccount account, CancellationToken ct)
    {
        if (account.Secrets.GetValueOrDefault(AccountTokens.Refresh) is not { Length: > 0 } refresh)
            return new(TokenKind.Refused, Code: "no_refresh_token");
        if (AppOf(account) is not { } app)
            return new(TokenKind.Unavailable, Code: "no_app");
        var reply = await api.FormAsync(account.ApiBase, account.Proxy, Path, new(StringComparer.Ordinal)
        {
            ["client_key"] = app.Id, ["client_secret"] = app.Secret, ["grant_type"] = "refresh_token", ["refresh_token"] = refresh,
        }, ct);
        if (reply.IsSuccess && reply.Json.Word("access_token") is { Length: > 0 } token)
            return new(TokenKind.Renewed, token, reply.Json.Word("refresh_token"), ValidFor(reply));
        return Refusal(reply);
    }

    /// <summary>Ends the person's grant. A token that is unknown or ended counts as revoked.</summary>
    public async Task<bool> RevokeAsync(PlatformAccount account, CancellationToken ct)
    {
        if (AccountTokens.AccessOf(account) is not { } token)
            return true;
        if (AppOf(account) is not { } app)
            return false;
        var reply = await api.FormAsync(account.ApiBase, account.Proxy, "/v2/oauth/revoke/", new(StringComparer.Ordinal)
        {
            ["client_key"] = app.Id, ["client_secret"] = app.Secret, ["token"] = token,
        }, ct);
        return ErrorOf(reply) is { } error ? error is "invalid_grant" or TikTokErrors.TokenInvalid : reply.IsSuccess;
    }

    /// <summary>A failure is told by its body, whatever the status; null where none is told.</summary>
    public static string? ErrorOf(PlatformReply reply) => (reply.Json.Word("error") ?? reply.Json.Word("error", "code")) is { Length: > 0 } error and not "ok" ? error : null;

    public static TimeSpan? ValidFor(PlatformReply reply) => reply.Json.WholeOrText("expires_in") is > 0 and < 315_360_000 and var seconds ? TimeSpan.FromSeconds(seconds) : null;

    private static TokenOutcome Refusal(PlatformReply reply)
    {
        var error = ErrorOf(reply);
        var code = error ?? reply.Code;
        return reply switch
        {
            { State: ReplyState.NotSent } => new(TokenKind.Unavailable, Code: code),
            { Status: 429 } => new(TokenKind.Unavailable, Code: code, RetryAfter: reply.RetryAfter ?? TikTokErrors.DefaultWait),
            { State: ReplyState.Unclear } or { Status: >= 500 or 408 } => new(TokenKind.Unknown, Code: code, RetryAfter: reply.RetryAfter),
            _ when error is not null || reply.Status >= 400 => new(error is "invalid_grant" ? TokenKind.Refused : TokenKind.Unavailable, Code: code),
            _ => new(TokenKind.Unknown, Code: code),
        };
    }

    // the built-in network asks for an app as TikTok does, and takes any
    private PlatformApp? AppOf(PlatformAccount account) =>
        apps.Find(Pool, account.AppKey) ?? (account.ApiBase is null ? null : new("sandbox", "sandbox"));
}
