using ContentFactory.Domain.Platforms.Meta;

namespace ContentFactory.Domain.Platforms.Instagram;

/// <summary>Renews the tokens of Login with Instagram. Tokens of Facebook pages do not end.</summary>
internal sealed class InstagramTokens(Graph graph)
{
    public async Task<TokenOutcome> RefreshAsync(PlatformAccount account, CancellationToken ct) => InstagramLogin.SeatOf(graph, account) switch
    {
        null => new(TokenKind.Refused, Code: "missing"),
        { } seat when InstagramLogin.IsFacebook(account) => new(TokenKind.Renewed, seat.Token),
        { } seat => await MetaTokens.RefreshAsync(graph, seat, "ig_refresh_token", ct),
    };
}
