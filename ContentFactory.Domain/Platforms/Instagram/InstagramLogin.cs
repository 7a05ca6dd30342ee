using ContentFactory.Domain.Platforms.Meta;

namespace ContentFactory.Domain.Platforms.Instagram;

/// <summary>The two ways an Instagram account signs in. Each has its own host and its own kind of token.</summary>
internal static class InstagramLogin
{
    /// <summary>The secret that says which way it was.</summary>
    public const string Secret = "login";
    public const string Facebook = "facebook";
    public const string Instagram = "instagram";

    public const string InstagramHost = "https://graph.instagram.com";

    public static bool IsFacebook(PlatformAccount account) => account.Secrets.GetValueOrDefault(Secret) is Facebook;

    /// <summary>Null where the account has no token that could be sent.</summary>
    public static GraphSeat? SeatOf(Graph graph, PlatformAccount account) => AccountTokens.AccessOf(account) is { } token
        ? new(graph.Host(account.ApiBase, IsFacebook(account) ? FacebookLogin.Host : InstagramHost), token, account)
        : null;
}
