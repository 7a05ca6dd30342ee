using System.Text.Json;
using ContentFactory.Domain.Platforms.Http;
using ContentFactory.Domain.Platforms.Meta;

namespace ContentFactory.Domain.Platforms.Instagram;

/// <summary>The live check: whose account, and is it a professional one. Only those can publish.</summary>
internal sealed class InstagramConnection(Graph graph)
{
    private const string SharedFields = "username,name,biography,followers_count";

    public async Task<Result<ConnectedAccount>> CheckAsync(PlatformAccount account, CancellationToken ct)
    {
        if (InstagramLogin.SeatOf(graph, account) is not { } seat)
            return MetaErrors.Text(ProblemKind.Invalid, null, "TokenMissing");
        var reply = await ProfileAsync(seat, InstagramLogin.IsFacebook(account) ? account.AccountId : null, ct);
        if (!reply.Done)
            return MetaErrors.Problem(reply);
        if (Read(reply.Json, account.AppKey) is not { } connected)
            return MetaErrors.Problem(reply);
        return Obstacle(reply.Json) is { } obstacle ? obstacle : connected;
    }

    /// <param name="id">The account of a page's token; null for the account whose own token it is.</param>
    public Task<GraphReply> ProfileAsync(GraphSeat seat, string? id, CancellationToken ct) => id is null
        ? graph.GetAsync(seat, Graph.Path("me"), ct, [("fields", $"user_id,{SharedFields},account_type")])
        : graph.GetAsync(seat, Graph.Path(id), ct, [("fields", $"id,{SharedFields}")]);

    /// <summary>Null where the answer names no account. Tokens tell their end when they are given, not here.</summary>
    public static ConnectedAccount? Read(JsonElement profile, string? appKey, DateTimeOffset? validUntil = null)
    {
        if ((profile.Word("user_id") ?? profile.Word("id")) is not { Length: > 0 } id)
            return null;
        var handle = profile.Word("username");
        return new(id, handle, profile.Word("name") is { Length: > 0 } name ? name : handle ?? id, profile.Word("biography"), Followers(profile), validUntil, appKey);
    }

    /// <summary>A page's account is always a professional one, and says nothing of its type.</summary>
    public static Problem? Obstacle(JsonElement profile) =>
        string.Equals(profile.Word("account_type"), "PERSONAL", StringComparison.OrdinalIgnoreCase) ? InstagramErrors.Text(ProblemKind.Invalid, null, "NotProfessional") : null;

    private static int? Followers(JsonElement profile) => profile.Whole("followers_count") is { } count ? (int)Math.Clamp(count, 0, int.MaxValue) : null;
}
