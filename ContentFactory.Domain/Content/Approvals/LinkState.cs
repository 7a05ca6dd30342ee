namespace ContentFactory.Domain.Content.Approvals;

/// <summary>What a guest meets behind a link. Only an open one takes a decision.</summary>
public enum LinkState { Open, Decided, Revoked, Expired, Changed, Settled, Waiting, Archived }

internal static class LinkStates
{
    /// <summary>What the guest did comes first, then what the maker did, then what became of the post.</summary>
    public static LinkState Of(ApprovalLink link, Post post, DateTimeOffset now)
    {
        if (link.Decision is not null)
            return LinkState.Decided;
        if (link.RevokedAt is not null)
            return LinkState.Revoked;
        if (post.Status is PostStatus.Archived)
            return LinkState.Archived;
        if (post.Version != link.Version)
            return LinkState.Changed;
        if (post.Status is PostStatus.Approved or PostStatus.Scheduled or PostStatus.Published)
            return LinkState.Settled;
        if (link.ExpiresAt <= now)
            return LinkState.Expired;
        return post.Status is PostStatus.Ready ? LinkState.Open : LinkState.Waiting;
    }

    /// <summary>Why no decision is taken; null where one is.</summary>
    public static Problem? Refusal(LinkState state) => state switch
    {
        LinkState.Open => null,
        LinkState.Decided => Problem.Conflict("Content.LinkDecided"),
        LinkState.Revoked => Problem.Conflict("Content.LinkRevoked"),
        LinkState.Expired => Problem.Conflict("Content.LinkExpired"),
        LinkState.Changed => Problem.Conflict("Content.LinkChanged"),
        LinkState.Settled => Problem.Conflict("Content.LinkSettled"),
        LinkState.Waiting => Problem.Conflict("Content.LinkWaiting"),
        LinkState.Archived => Problem.Conflict("Content.LinkArchived"),
    };
}
