using System.Text.Json;
using ContentFactory.Domain.Platforms.Http;

namespace ContentFactory.Domain.Platforms.Meta;

/// <summary>Login with Facebook: from the code of the return to a person's token, what was granted, and the pages.</summary>
internal sealed class FacebookLogin(Graph graph)
{
    public const string Host = "https://graph.facebook.com";

    private const string DialogHost = "https://www.facebook.com";
    private const int MostLists = 20;

    public Uri Dialog(SignInRequest request, IEnumerable<string> scopes) => new(PlatformHttp.Address($"{graph.Host(request.Base, DialogHost)}{Graph.Version}/dialog/oauth",
    [
        ("client_id", request.App.Id), ("redirect_uri", request.Callback.AbsoluteUri), ("state", request.State), ("scope", string.Join(',', scopes)), ("response_type", "code"),
    ]));

    /// <summary>Whose the person's token is that lives about 60 days. Pages that are read with it have tokens that do not end.</summary>
    public async Task<Result<GraphSeat>> EnterAsync(SignInReturn returned, CancellationToken ct)
    {
        var seat = MetaSignIn.SeatOf(graph, returned, Host);
        var first = await TokenAsync(seat, ct, ("client_id", returned.App.Id), ("client_secret", returned.App.Secret), ("redirect_uri", returned.Callback.AbsoluteUri), ("code", MetaSignIn.CodeOf(returned)));
        if (!first.Ok)
            return first.Problem;
        var lasting = await TokenAsync(
            MetaSignIn.Hiding(seat, first.Value), ct, ("grant_type", "fb_exchange_token"), ("client_id", returned.App.Id), ("client_secret", returned.App.Secret), ("fb_exchange_token", first.Value));
        return lasting.Ok ? MetaSignIn.Hiding(seat, lasting.Value) with { Token = lasting.Value } : lasting.Problem;
    }

    /// <summary>The scopes of <paramref name="needed"/> that the person left out.</summary>
    public async Task<Result<IReadOnlyList<string>>> MissingAsync(GraphSeat seat, IReadOnlyList<string> needed, CancellationToken ct)
    {
        var reply = await graph.GetAsync(seat, $"{Graph.Version}/me/permissions", ct);
        if (!reply.Done)
            return MetaErrors.Problem(reply);
        var granted = reply.Json.Items("data").Where(p => p.Word("status") is "granted").Select(p => p.Word("permission")).ToHashSet();
        return needed.Where(scope => !granted.Contains(scope)).ToList();
    }

    /// <param name="fields">Beside the page's id, name and token.</param>
    public async Task<Result<IReadOnlyList<JsonElement>>> PagesAsync(GraphSeat seat, string fields, CancellationToken ct)
    {
        List<JsonElement> pages = [];
        string? after = null;
        for (var list = 0; list < MostLists; list++)
        {
            IEnumerable<(string, string)> next = after is null ? [] : [("after", after)];
            var reply = await graph.GetAsync(seat, $"{Graph.Version}/me/accounts", ct, [("fields", $"id,name,access_token,{fields}"), ("limit", "100"), .. next]);
            if (!reply.Done)
                return MetaErrors.Problem(reply);
            pages.AddRange(reply.Json.Items("data"));
            after = reply.Json.Word("paging", "next") is null ? null : reply.Json.Word("paging", "cursors", "after");
            if (after is null)
                break;
        }
        return pages;
    }

    private async Task<Result<string>> TokenAsync(GraphSeat seat, CancellationToken ct, params (string, string)[] query) =>
        MetaSignIn.TokenOf(await graph.GetAsync(seat, $"{Graph.Version}/oauth/access_token", ct, query));
}
