using System.Text.Json;
using ContentFactory.Domain.Platforms.Http;
using ContentFactory.Domain.Platforms.Meta;

namespace ContentFactory.Domain.Platforms.Threads;

/// <summary>Login with Threads: the person's own account, with a token of 60 days that renews itself (Meta, "Long-lived tokens" of the Threads API).</summary>
internal sealed class ThreadsSignIn(Graph graph, ThreadsConnection connection, TimeProvider clock) : IPlatformSignIn
{
    private const string DialogHost = "https://threads.net";

    private static readonly string[] NeededScopes = ["threads_basic", "threads_content_publish"];

    // chains and finding them again; numbers; removing
    private static readonly string[] Scopes = [.. NeededScopes, "threads_manage_replies", "threads_read_replies", "threads_manage_insights", "threads_delete"];

    public string Key => "threads";

    /// <summary>Meta gives an app another id and secret for Threads than for Facebook.</summary>
    public string AppPool => "threads";

    public Uri AddressOf(SignInRequest request) => new(PlatformHttp.Address($"{graph.Host(request.Base, DialogHost)}/oauth/authorize",
    [
        ("client_id", request.App.Id), ("redirect_uri", request.Callback.AbsoluteUri), ("response_type", "code"), ("scope", string.Join(',', Scopes)), ("state", request.State),
    ]));

    public async Task<Result<SignedIn>> ExchangeAsync(SignInReturn returned, CancellationToken ct)
    {
        var seat = MetaSignIn.SeatOf(graph, returned, ThreadsApi.Host);
        var granted = await graph.PostAsync(seat, "/oauth/access_token",
        [
            ("client_id", returned.App.Id), ("client_secret", returned.App.Secret), ("grant_type", "authorization_code"), ("redirect_uri", returned.Callback.AbsoluteUri), ("code", MetaSignIn.CodeOf(returned)),
        ], ct);
        var brief = MetaSignIn.TokenOf(granted);
        if (!brief.Ok)
            return brief.Problem;
        var hiding = MetaSignIn.Hiding(seat, brief.Value);
        var lasting = await graph.GetAsync(hiding, "/access_token", ct, [("grant_type", "th_exchange_token"), ("client_secret", returned.App.Secret), ("access_token", brief.Value)]);
        var token = MetaSignIn.TokenOf(lasting);
        return token.Ok ? await OfferAsync(MetaSignIn.Hiding(hiding, token.Value) with { Token = token.Value }, returned.App, EndOf(lasting), ct) : token.Problem;
    }

    private async Task<Result<SignedIn>> OfferAsync(GraphSeat seat, PlatformApp app, DateTimeOffset? validUntil, CancellationToken ct)
    {
        var profile = await connection.ProfileAsync(seat, ct);
        if (!profile.Done || ThreadsConnection.Read(profile.Json, app.Id, validUntil) is not { } account)
            return MetaSignIn.ProblemOf(profile);
        // the token renews itself: it is its own refresh token
        var secrets = new Dictionary<string, string>(StringComparer.Ordinal) { [AccountTokens.Access] = seat.Token!, [AccountTokens.Refresh] = seat.Token! };
        return new SignedIn([new(account, secrets)], await MissingAsync(seat, ct));
    }

    /// <summary>What the person left out; nothing where Threads does not tell what was granted.</summary>
    private async Task<IReadOnlyList<string>> MissingAsync(GraphSeat seat, CancellationToken ct)
    {
        var reply = await graph.GetAsync(seat, "/debug_token", ct, [("input_token", seat.Token!)]);
        var granted = reply.Json.Items("data", "scopes").Where(s => s.ValueKind is JsonValueKind.String).Select(s => s.Word()).OfType<string>().ToHashSet();
        return granted.Count == 0 ? [] : [.. NeededScopes.Where(scope => !granted.Contains(scope))];
    }

    private DateTimeOffset? EndOf(GraphReply reply) => reply.Json.Whole("expires_in") is > 0 and var seconds ? clock.GetUtcNow().AddSeconds(seconds) : null;
}
