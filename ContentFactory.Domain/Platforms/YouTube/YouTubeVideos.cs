using System.Text.Json;
using ContentFactory.Domain.Platforms.Http;

namespace ContentFactory.Domain.Platforms.YouTube;

/// <param name="Video">Null where there is none or where the call failed.</param>
/// <param name="IsGone">YouTube answered, and knows no video of this id that the account may see.</param>
internal sealed record VideoReply(PlatformReply Reply, JsonElement? Video, bool IsGone);

/// <summary>Videos that exist: reads and removes them.</summary>
internal sealed class YouTubeVideos(YouTubeApi api, TimeProvider clock)
{
    public const string Source = "data_api";

    public async Task<VideoReply> ReadAsync(PlatformAccount account, string id, string parts, QuotaCost cost, CancellationToken ct)
    {
        var reply = await api.GetAsync(account, YouTubeApi.DataHost, "/youtube/v3/videos", [("part", parts), ("id", id)], cost, ct);
        var video = reply.IsSuccess ? reply.Json.Items("items").Select(v => (JsonElement?)v).FirstOrDefault(v => v!.Value.Word("id") == id) : null;
        return new(reply, video, video is null && reply.IsSuccess && IsList(reply.Json));
    }

    /// <summary>Costs 50 units; needs the scope youtube.force-ssl. What is not there any more counts as removed.</summary>
    public async Task<DeleteOutcome> DeleteAsync(PlatformAccount account, string id, CancellationToken ct)
    {
        var address = PlatformHttp.Address($"{api.Host(account.ApiBase, YouTubeApi.DataHost)}/youtube/v3/videos", [("id", id)]);
        var reply = await api.SendAsync(account, new(HttpMethod.Delete, address), QuotaCost.Change, ct);
        if (reply.IsSuccess || reply is { State: ReplyState.Answered, Status: 404 })
            return new(DeleteKind.Deleted);
        var refusal = YouTubeErrors.Judge(reply, account, clock.GetUtcNow());
        return refusal.Kind switch
        {
            PublishKind.RateLimited => new(DeleteKind.RateLimited, refusal.Reason, refusal.RetryAfter),
            // a later call may get through
            PublishKind.NotSent => new(DeleteKind.Unknown, refusal.Reason),
            PublishKind.Unknown => new(DeleteKind.Unknown, Problem.Unavailable(YouTubeErrors.Key("Unavailable"), refusal.Words ?? refusal.Code)),
            PublishKind.AccountRefused when reply.Status == 403 => new(DeleteKind.Refused, YouTubeErrors.Fault(null, "DeleteForbidden", refusal.Words ?? refusal.Code)),
            PublishKind.Rejected or PublishKind.AccountRefused or PublishKind.Published or PublishKind.Waiting => new(DeleteKind.Refused, refusal.Reason),
        };
    }

    public string AddressOf(PlatformAccount account, string id) => $"{api.WebAddress(account)}/watch?v={Uri.EscapeDataString(id)}";

    // an answer that was cut off is no proof that a video is gone
    private static bool IsList(JsonElement json) =>
        json.Property("items") is { ValueKind: JsonValueKind.Array } || json.WholeOrText("pageInfo", "totalResults") is 0;
}
