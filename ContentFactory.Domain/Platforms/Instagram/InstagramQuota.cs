using System.Text.Json;
using ContentFactory.Domain.Platforms.Http;
using ContentFactory.Domain.Platforms.Meta;

namespace ContentFactory.Domain.Platforms.Instagram;

/// <summary>The posts of a day, which Instagram counts per account (100 by its guide, 50 on other pages: the reply is believed).</summary>
internal sealed class InstagramQuota(Graph graph)
{
    /// <summary>Null while there is room, or while Instagram does not say: the publishing call will.</summary>
    public async Task<PublishOutcome?> FullAsync(GraphSeat seat, CancellationToken ct)
    {
        var reply = await graph.GetAsync(seat, Graph.Path(seat.Account.AccountId, "content_publishing_limit"), ct, [("fields", "quota_usage,config")]);
        return reply.Done && reply.Json.Items("data").FirstOrDefault() is { ValueKind: JsonValueKind.Object } limit
            && limit.Whole("quota_usage") is { } used && limit.Whole("config", "quota_total") is { } total && used >= total
            ? InstagramErrors.Full("quota", FormattableString.Invariant($"{used} of {total}"))
            : null;
    }
}
