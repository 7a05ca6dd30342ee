using System.Text.Json;
using ContentFactory.Domain.Platforms.Http;
using ContentFactory.Domain.Platforms.Meta;

namespace ContentFactory.Domain.Platforms.Threads;

/// <summary>The posts and replies of a day, which Threads counts per account (250 and 1,000 by its guide: the reply is believed).</summary>
internal sealed class ThreadsQuota(Graph graph)
{
    /// <summary>Null while there is room, or while Threads does not say: the publishing call will.</summary>
    /// <param name="replies">How many replies are still to go out.</param>
    public async Task<PublishOutcome?> FullAsync(GraphSeat seat, bool first, int replies, CancellationToken ct)
    {
        var reply = await graph.GetAsync(seat, ThreadsApi.Me("threads_publishing_limit"), ct, [("fields", "quota_usage,config,reply_quota_usage,reply_config")]);
        if (!reply.Done || reply.Json.Items("data").FirstOrDefault() is not { ValueKind: JsonValueKind.Object } limit)
            return null;
        // a chain that has begun goes on as far as there is room; one that has not should not break off
        return (first ? Full(limit, "quota_usage", "config", 1) : null) ?? (replies > 0 ? Full(limit, "reply_quota_usage", "reply_config", first ? replies : 1) : null);
    }

    private static PublishOutcome? Full(JsonElement limit, string usage, string config, int needed) =>
        limit.Whole(usage) is { } used && limit.Whole(config, "quota_total") is { } total && used + needed > total
            ? ThreadsErrors.Full("quota", FormattableString.Invariant($"{used} of {total}"))
            : null;
}
