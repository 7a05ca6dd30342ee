namespace ContentFactory.Domain.Platforms;

/// <summary>How the secrets of an account are called that signed in by OAuth.</summary>
public static class AccountTokens
{
    public const string Access = "access_token";
    public const string Refresh = "refresh_token";

    /// <summary>The access token; null where the account has none that could stand in a header.</summary>
    internal static string? AccessOf(PlatformAccount account) =>
        account.Secrets.GetValueOrDefault(Access) is { Length: > 0 } token && token.All(c => c is > ' ' and < '\x7f') ? token : null;
}

public enum TokenKind
{
    /// <summary>The network gave a new access token.</summary>
    Renewed,
    /// <summary>The network refused the refresh token for good (invalid_grant).</summary>
    Refused,
    /// <summary>Proved to have had no effect (not reached, rate limit): may be asked again.</summary>
    Unavailable,
    /// <summary>The network may have given a new token that never arrived. Asked again only where <see cref="IPlatform.RefreshIsRepeatable"/>.</summary>
    Unknown,
}

/// <param name="AccessToken">The new token; null unless renewed.</param>
/// <param name="RefreshToken">The one to ask with next time; null or empty where the network keeps the old one.</param>
/// <param name="ValidFor">How long the new access token lives, as the network says; null where it does not end.</param>
/// <param name="Code">The network's own code ("invalid_grant"), for the log.</param>
public sealed record TokenOutcome(
    TokenKind Kind, string? AccessToken = null, string? RefreshToken = null, TimeSpan? ValidFor = null, string? Code = null, TimeSpan? RetryAfter = null)
{
    /// <summary>Records print their members; secrets must not reach a log that way.</summary>
    public override string ToString() => $"{Kind} ({Code})";
}
