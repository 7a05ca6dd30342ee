using ContentFactory.Domain.Platforms.Meta;

namespace ContentFactory.Domain.Platforms.Threads;

/// <summary>Where the calls of Threads go.</summary>
internal static class ThreadsApi
{
    public const string Host = "https://graph.threads.net";

    private const string Version = "/v1.0";

    /// <summary>Null where the account has no token that could be sent.</summary>
    public static GraphSeat? SeatOf(Graph graph, PlatformAccount account) => AccountTokens.AccessOf(account) is { } token
        ? new(graph.Host(account.ApiBase, Host), token, account)
        : null;

    /// <summary>The path of something that belongs to a node: "/v1.0/17889/insights".</summary>
    public static string Path(string id, string? edge = null) => $"{Version}/{Uri.EscapeDataString(id)}{(edge is null ? "" : "/" + edge)}";

    /// <summary>Of the account whose token it is: "/v1.0/me/threads".</summary>
    public static string Me(string? edge = null) => Path("me", edge);
}
