using ContentFactory.Domain.Platforms.Http;

namespace ContentFactory.Domain.Platforms.Meta;

/// <summary>Renews the tokens that live for 60 days and renew themselves: the same token stands as access and as refresh token.</summary>
internal static class MetaTokens
{
    private const string Path = "/refresh_access_token";
    private static readonly TimeSpan YoungTokenWait = TimeSpan.FromHours(24);

    /// <param name="grant">The network's own: "ig_refresh_token", "th_refresh_token".</param>
    public static async Task<TokenOutcome> RefreshAsync(Graph graph, GraphSeat seat, string grant, CancellationToken ct)
    {
        var reply = await graph.GetAsync(seat with { Token = null }, Path, ct, [("grant_type", grant), ("access_token", seat.Token!)]);
        return reply.State switch
        {
            GraphState.Done => Renewed(reply),
            GraphState.NotSent => new(TokenKind.Unavailable, Code: reply.Code),
            GraphState.Refused => Refused(reply),
            GraphState.Unclear => new(TokenKind.Unknown, Code: reply.Code),
        };
    }

    private static TokenOutcome Renewed(GraphReply reply) => reply.Json.Word("access_token") is { Length: > 0 } token
        ? new(TokenKind.Renewed, token, token, reply.Json.Whole("expires_in") is > 0 and var seconds ? TimeSpan.FromSeconds(seconds) : null)
        : new(TokenKind.Unknown, Code: reply.Code);

    private static TokenOutcome Refused(GraphReply reply) => reply.Error! switch
    {
        // younger than a day, it is good and only too early
        { Words: { } words } when words.Contains("24 hours", StringComparison.OrdinalIgnoreCase) => new(TokenKind.Unavailable, Code: reply.Code, RetryAfter: YoungTokenWait),
        { Type: "invalid_grant" } => new(TokenKind.Refused, Code: "invalid_grant"),
        var error when GraphFaults.Of(error) is GraphFault.Token => new(TokenKind.Refused, Code: reply.Code),
        _ => new(TokenKind.Unavailable, Code: reply.Code, RetryAfter: MetaErrors.IsLimit(reply) ? GraphFaults.Wait(reply) : null),
    };
}
