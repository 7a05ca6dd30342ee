using System.Text.Json;
using ContentFactory.Domain.Platforms.Http;
using ContentFactory.Domain.Platforms.Meta;

namespace ContentFactory.Domain.Platforms.Threads;

/// <summary>The live check: whose account it is. Every account of Threads may publish.</summary>
internal sealed class ThreadsConnection(Graph graph)
{
    public async Task<Result<ConnectedAccount>> CheckAsync(PlatformAccount account, CancellationToken ct)
    {
        if (ThreadsApi.SeatOf(graph, account) is not { } seat)
            return MetaErrors.Text(ProblemKind.Invalid, null, "TokenMissing");
        var reply = await ProfileAsync(seat, ct);
        return reply.Done && Read(reply.Json, account.AppKey) is { } profile ? profile : MetaErrors.Problem(reply);
    }

    public Task<GraphReply> ProfileAsync(GraphSeat seat, CancellationToken ct) =>
        graph.GetAsync(seat, ThreadsApi.Me(), ct, [("fields", "id,username,name,threads_biography")]);

    /// <summary>Null where the answer names no account. Tokens tell their end when they are given, not here.</summary>
    public static ConnectedAccount? Read(JsonElement profile, string? appKey, DateTimeOffset? validUntil = null)
    {
        if (profile.Word("id") is not { Length: > 0 } id)
            return null;
        var handle = profile.Word("username");
        return new(id, handle, profile.Word("name") is { Length: > 0 } name ? name : handle ?? id, profile.Word("threads_biography"), null, validUntil, appKey);
    }
}
