using System.Text.Json;
using ContentFactory.Domain.Platforms.Http;
using ContentFactory.Domain.Platforms.Meta;

namespace ContentFactory.Domain.Platforms.Facebook;

/// <summary>The live check: which page is it, and may it be posted to.</summary>
internal sealed class FacebookConnection(Graph graph)
{
    public const string Fields = "username,about,followers_count";

    public async Task<Result<ConnectedAccount>> CheckAsync(PlatformAccount account, CancellationToken ct)
    {
        if (FacebookApi.SeatOf(graph, account) is not { } seat)
            return MetaErrors.Text(ProblemKind.Invalid, null, "TokenMissing");
        var reply = await graph.GetAsync(seat, Graph.Path(account.AccountId), ct, [("fields", $"id,name,{Fields}")]);
        return reply.Done && Read(reply.Json, account.AppKey) is { } page ? page : MetaErrors.Problem(reply);
    }

    /// <summary>Null where the answer names no page. A page's token does not end.</summary>
    public static ConnectedAccount? Read(JsonElement page, string? appKey)
    {
        if (page.Word("id") is not { Length: > 0 } id)
            return null;
        var followers = page.Whole("followers_count") is { } count ? (int?)Math.Clamp(count, 0, int.MaxValue) : null;
        return new(id, page.Word("username"), page.Word("name") is { Length: > 0 } name ? name : page.Word("username") ?? id, page.Word("about"), followers, null, appKey);
    }
}
