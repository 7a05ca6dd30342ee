using ContentFactory.Domain.Platforms.Meta;

namespace ContentFactory.Domain.Platforms.Facebook;

/// <summary>Where the calls of a page go.</summary>
internal static class FacebookApi
{
    /// <summary>Null where the account has no token that could be sent.</summary>
    public static GraphSeat? SeatOf(Graph graph, PlatformAccount account) => AccountTokens.AccessOf(account) is { } token
        ? new(graph.Host(account.ApiBase, FacebookLogin.Host), token, account)
        : null;

    /// <summary>An edge of the page: "/v25.0/100000000000001/feed".</summary>
    public static string Page(GraphSeat seat, string edge) => Graph.Path(seat.Account.AccountId, edge);

    /// <summary>Addresses come bare of a host in some answers: "/reel/123".</summary>
    public static string? Address(string? permalink) => permalink is ['/', ..] ? "https://www.facebook.com" + permalink : permalink;
}
