using ContentFactory.Domain.Platforms.Http;

namespace ContentFactory.Domain.Platforms.LinkedIn;

/// <summary>Removes a post. What is not there any more counts as removed.</summary>
internal sealed class LinkedInRemoval(LinkedInApi api, TimeProvider clock)
{
    public async Task<DeleteOutcome> DeleteAsync(PlatformAccount account, string urn, CancellationToken ct)
    {
        var reply = await api.DeleteAsync(account, $"/rest/posts/{LinkedInApi.Encoded(urn)}", ct);
        if (reply.IsSuccess || reply is { State: ReplyState.Answered, Status: 404 or 410 })
            return new(DeleteKind.Deleted);
        var refusal = LinkedInErrors.Judge(reply, account, clock.GetUtcNow());
        return refusal.Kind switch
        {
            PublishKind.RateLimited => new(DeleteKind.RateLimited, refusal.Reason, refusal.RetryAfter),
            // a later call may get through
            PublishKind.NotSent => new(DeleteKind.Unknown, refusal.Reason),
            PublishKind.Unknown => new(DeleteKind.Unknown, Problem.Unavailable(LinkedInErrors.Key("Unavailable"), refusal.Words ?? refusal.Code)),
            PublishKind.Rejected or PublishKind.AccountRefused or PublishKind.Published or PublishKind.Waiting => new(DeleteKind.Refused, refusal.Reason),
        };
    }
}
