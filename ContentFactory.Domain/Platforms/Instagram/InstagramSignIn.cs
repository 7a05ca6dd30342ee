using System.Text.Json;
using ContentFactory.Domain.Platforms.Http;
using ContentFactory.Domain.Platforms.Meta;

namespace ContentFactory.Domain.Platforms.Instagram;

/// <summary>Login with Instagram: the person's own professional account, without a Facebook page (Meta, "Business Login for Instagram").</summary>
internal sealed class InstagramSignIn(Graph graph, InstagramConnection connection, TimeProvider clock) : IPlatformSignIn
{
    private const string DialogHost = "https://www.instagram.com";
    private const string CodeHost = "https://api.instagram.com";

    /// <summary>For the numbers of posts; publishing does without.</summary>
    private const string InsightsScope = "instagram_business_manage_insights";

    /// <summary>For first comments; publishing does without.</summary>
    private const string CommentsScope = "instagram_business_manage_comments";

    public string Key => "instagram";

    /// <summary>Meta gives an app another id and secret for this way than for Facebook's.</summary>
    public string AppPool => "instagram";

    private static readonly string[] NeededScopes = ["instagram_business_basic", "instagram_business_content_publish"];

    public Uri AddressOf(SignInRequest request) => new(PlatformHttp.Address($"{graph.Host(request.Base, DialogHost)}/oauth/authorize",
    [
        ("client_id", request.App.Id), ("redirect_uri", request.Callback.AbsoluteUri), ("response_type", "code"), ("scope", string.Join(',', [.. NeededScopes, InsightsScope, CommentsScope])), ("state", request.State),
    ]));

    public async Task<Result<SignedIn>> ExchangeAsync(SignInReturn returned, CancellationToken ct)
    {
        var granted = await graph.PostAsync(MetaSignIn.SeatOf(graph, returned, CodeHost), "/oauth/access_token",
        [
            ("client_id", returned.App.Id), ("client_secret", returned.App.Secret), ("grant_type", "authorization_code"), ("redirect_uri", returned.Callback.AbsoluteUri), ("code", MetaSignIn.CodeOf(returned)),
        ], ct);
        var answer = AnswerOf(granted.Json);
        if (!granted.Done || answer.Word("access_token") is not { Length: > 0 } brief)
            return MetaSignIn.ProblemOf(granted);
        var seat = MetaSignIn.Hiding(MetaSignIn.SeatOf(graph, returned, InstagramLogin.InstagramHost), brief);
        var lasting = await graph.GetAsync(seat, "/access_token", ct, [("grant_type", "ig_exchange_token"), ("client_secret", returned.App.Secret), ("access_token", brief)]);
        var token = MetaSignIn.TokenOf(lasting);
        if (!token.Ok)
            return token.Problem;
        return await OfferAsync(MetaSignIn.Hiding(seat, token.Value) with { Token = token.Value }, returned.App, EndOf(lasting), Missing(answer), ct);
    }

    private async Task<Result<SignedIn>> OfferAsync(GraphSeat seat, PlatformApp app, DateTimeOffset? validUntil, IReadOnlyList<string> missing, CancellationToken ct)
    {
        var profile = await connection.ProfileAsync(seat, id: null, ct);
        if (!profile.Done || InstagramConnection.Read(profile.Json, app.Id, validUntil) is not { } account)
            return MetaSignIn.ProblemOf(profile);
        // the token renews itself: it is its own refresh token
        var secrets = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [AccountTokens.Access] = seat.Token!, [AccountTokens.Refresh] = seat.Token!, [InstagramLogin.Secret] = InstagramLogin.Instagram,
        };
        return new SignedIn([new(account, secrets, InstagramConnection.Obstacle(profile.Json))], missing);
    }

    private DateTimeOffset? EndOf(GraphReply reply) => reply.Json.Whole("expires_in") is > 0 and var seconds ? clock.GetUtcNow().AddSeconds(seconds) : null;

    // Meta's pages show the answer both bare and as the only element of "data"
    private static JsonElement AnswerOf(JsonElement json) => json.Items("data").FirstOrDefault() is { ValueKind: JsonValueKind.Object } only ? only : json;

    /// <summary>The answer names what was granted, as a list or as words with commas; where it does not, nothing is known to be missing.</summary>
    private IReadOnlyList<string> Missing(JsonElement answer)
    {
        var granted = answer.Word("permissions") is { } words
            ? words.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries)
            : [.. answer.Items("permissions").Select(p => p.Word()).OfType<string>()];
        return granted.Length == 0 ? [] : [.. NeededScopes.Except(granted)];
    }
}
