using System.Text.Json.Nodes;
using ContentFactory.Domain.Platforms.Http;

namespace ContentFactory.Domain.Platforms.X;

/// <summary>Makes and removes posts. Making one is the step that publishes: X takes no key for it, and a repeat makes a second post.</summary>
internal sealed class XPosts(XApi api, TimeProvider clock)
{
    /// <param name="media">Ids of its files, in order.</param>
    /// <param name="before">The post that it answers; null for the first of a chain.</param>
    public Task<PlatformReply> CreateAsync(PlatformAccount account, string text, IEnumerable<string> media, string? before, string? replies, CancellationToken ct)
    {
        // "always sent: the backend's variable is non-null and rejects an absent value" (description 2.167, CreatePostsRequest)
        var body = new JsonObject { ["text"] = text };
        if (media.Select(id => (JsonNode)id).ToArray() is { Length: > 0 } ids)
            body["media"] = new JsonObject { ["media_ids"] = new JsonArray(ids) };
        if (before is not null)
            body["reply"] = new JsonObject { ["in_reply_to_tweet_id"] = before };
        else if (replies is { Length: > 0 } and not XRules.Everyone)
            body["reply_settings"] = replies;
        return api.PostAsync(account, "/2/tweets", body, ct);
    }

    public string AddressOf(PlatformAccount account, string id) => api.AddressOf(account, id);

    /// <summary>A chain from its end, so that what is left of it can be read from its beginning.</summary>
    public async Task<DeleteOutcome> DeleteAsync(PlatformAccount account, PublishedPost post, CancellationToken ct)
    {
        foreach (var id in post.PartIds.Prepend(post.ExternalId).Distinct(StringComparer.Ordinal).Reverse())
        {
            var reply = await api.DeleteAsync(account, $"/2/tweets/{Uri.EscapeDataString(id)}", ct);
            if (Refusal(reply, account) is { } refused)
                return refused;
        }
        return new(DeleteKind.Deleted);
    }

    private DeleteOutcome? Refusal(PlatformReply reply, PlatformAccount account)
    {
        if (reply is { State: ReplyState.Answered, Status: 404 } || (reply.IsSuccess && (reply.Json.Flag("data", "deleted") is true || XErrors.TypeOf(reply) is "resource-not-found")))
            return null;
        var refusal = XErrors.Judge(reply, account, clock.GetUtcNow());
        if (reply.IsSuccess && reply.Json.Flag("data", "deleted") is false)
            return new(DeleteKind.Refused, XErrors.Fault(null, "DeleteRefused", refusal.Words));
        return refusal.Kind switch
        {
            PublishKind.RateLimited => new(DeleteKind.RateLimited, refusal.Reason, refusal.RetryAfter),
            // a later call may get through
            PublishKind.NotSent => new(DeleteKind.Unknown, refusal.Reason),
            PublishKind.Unknown => new(DeleteKind.Unknown, Problem.Unavailable(XErrors.Key("Unavailable"), refusal.Words)),
            PublishKind.Rejected => new(DeleteKind.Refused, XErrors.Fault(null, "DeleteRefused", refusal.Words)),
            PublishKind.AccountRefused or PublishKind.Published or PublishKind.Waiting => new(DeleteKind.Refused, refusal.Reason),
        };
    }
}
