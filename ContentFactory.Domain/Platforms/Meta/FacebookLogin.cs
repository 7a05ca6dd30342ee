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

    /// <summary>From the return to the accounts of the person's pages.</summary>
    /// <param name="fields">What is read of each page beside its id, name and token.</param>
    /// <param name="offer">Null for a page that has no such account.</param>
    /// <param name="none">Said where all was granted and there is no account.</param>
    public async Task<Result<SignedIn>> OfferAsync(
        SignInReturn returned, IReadOnlyList<string> needed, string fields, Func<GraphSeat, JsonElement, Task<OfferedAccount?>> offer, Problem none, CancellationToken ct)
    {
        var entered = await EnterAsync(returned, ct);
        if (!entered.Ok)
            return entered.Problem;
        var missing = await MissingAsync(entered.Value, needed, ct);
        if (!missing.Ok)
            return missing.Problem;
        var pages = await PagesAsync(entered.Value, fields, ct);
        if (!pages.Ok)
            return pages.Problem;
        List<OfferedAccount> offered = [];
        foreach (var page in pages.Value)
        {
            if (await offer(entered.Value, page) is { } account)
                offered.Add(account);
        }
        // what a person did not grant explains an empty list better
        return offered.Count == 0 && missing.Value.Count == 0 ? none : new SignedIn(offered, missing.Value);
    }

    /// <summary>Whose the person's token is that lives about 60 days. Pages that are read with it have tokens that do not end.</summary>
    private async Task<Result<GraphSeat>> EnterAsync(SignInReturn returned, CancellationToken ct)
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
    private async Task<Result<IReadOnlyList<string>>> MissingAsync(GraphSeat seat, IReadOnlyList<string> needed, CancellationToken ct)
    {
        var reply = await graph.GetAsync(seat, $"{Graph.Version}/me/permissions", ct);
        if (!reply.Done)
            return MetaErrors.Problem(reply);
        var granted = reply.Json.Items("data").Where(p => p.Word("status") is "granted").Select(p => p.Word("permission")).ToHashSet();
        return needed.Where(scope => !granted.Contains(scope)).ToList();
    }

    /// <param name="fields">Beside the page's id, name and token.</param>
    private async Task<Result<IReadOnlyList<JsonElement>>> PagesAsync(GraphSeat seat, string fields, CancellationToken ct)
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
