using ContentFactory.Domain.Platforms.Http;

namespace ContentFactory.Domain.Platforms.X.SignIn;

/// <summary>Access tokens of X (two hours) and the refresh token behind them, which X spends: each answer brings the next one ("OAuth 2.0").</summary>
internal sealed class XTokens(XApi api, PlatformApps apps, TimeProvider clock)
{
    public const string Pool = "x";

    public async Task<TokenOutcome> RefreshAsync(PlatformAccount account, CancellationToken ct)
    {
        if (account.Secrets.GetValueOrDefault(AccountTokens.Refresh) is not { Length: > 0 } refresh)
            return new(TokenKind.Refused, Code: "no_refresh_token");
        if (AppOf(account) is not { } app)
            return new(TokenKind.Unavailable, Code: "no_app");
        var reply = await api.FormAsync(account.ApiBase, account.Proxy, app, "/2/oauth2/token", new(StringComparer.Ordinal) { ["grant_type"] = "refresh_token", ["refresh_token"] = refresh }, ct);
        if (reply.IsSuccess && reply.Json.Word("access_token") is { Length: > 0 } token)
            return new(TokenKind.Renewed, token, reply.Json.Word("refresh_token"), ValidFor(reply));
        var code = reply.Json.Word("error") ?? reply.Code;
        return reply switch
        {
            { State: ReplyState.NotSent } => new(TokenKind.Unavailable, Code: code),
            { Status: 429 } => new(TokenKind.Unavailable, Code: code, RetryAfter: XLimits.WaitOf(reply, clock.GetUtcNow())),
            { Status: >= 400 and < 500 and not 408 } => new(IsSpent(reply) ? TokenKind.Refused : TokenKind.Unavailable, Code: code),
            _ => new(TokenKind.Unknown, Code: code, RetryAfter: reply.RetryAfter),
        };
    }

    /// <summary>Gives both tokens back, the lasting one first. One that is unknown or ended counts as revoked.</summary>
    public async Task<bool> RevokeAsync(PlatformAccount account, CancellationToken ct)
    {
        string[] tokens = [.. new[] { AccountTokens.Refresh, AccountTokens.Access }.Select(name => account.Secrets.GetValueOrDefault(name)).OfType<string>().Where(t => t.Length > 0)];
        if (tokens.Length == 0)
            return true;
        if (AppOf(account) is not { } app)
            return false;
        var done = true;
        foreach (var token in tokens)
        {
            var reply = await api.FormAsync(account.ApiBase, account.Proxy, app, "/2/oauth2/revoke", new(StringComparer.Ordinal) { ["token"] = token }, ct);
            done &= reply.IsSuccess || IsSpent(reply);
        }
        return done;
    }

    public static TimeSpan? ValidFor(PlatformReply reply) => reply.Json.WholeOrText("expires_in") is > 0 and < 315_360_000 and var seconds ? TimeSpan.FromSeconds(seconds) : null;

    // X also says invalid_request of a token that was spent or taken back
    private static bool IsSpent(PlatformReply reply) => reply.Json.Word("error") switch
    {
        "invalid_grant" or "invalid_token" => true,
        "invalid_request" => reply.Status == 400 && reply.Json.Word("error_description")?.Contains("token was invalid", StringComparison.OrdinalIgnoreCase) is true,
        _ => false,
    };

    // the built-in network asks for an app as X does, and takes any
    private PlatformApp? AppOf(PlatformAccount account) => apps.Find(Pool, account.AppKey) ?? (account.ApiBase is null ? null : new("sandbox", "sandbox"));
}
