namespace ContentFactory.Domain.Platforms;

public enum CommentKind
{
    /// <summary>The network confirmed the comment.</summary>
    Sent,
    /// <summary>The network refused: nothing was written, and a repeat would fail the same way.</summary>
    Refused,
    /// <summary>Nothing was written; try again after <c>RetryAfter</c>.</summary>
    RateLimited,
    /// <summary>Proved unsent: may be sent again alone.</summary>
    NotSent,
    /// <summary>It may have been written. Never sent again alone.</summary>
    Unknown,
}

/// <param name="ExternalId">The network's id of the comment.</param>
/// <param name="Url">Where it can be seen; null where the network does not say.</param>
/// <param name="Reason">Why not, in plain words; null when sent.</param>
public sealed record CommentOutcome(CommentKind Kind, string? ExternalId = null, string? Url = null, Problem? Reason = null, TimeSpan? RetryAfter = null)
{
    /// <summary>What an answer means for a post it means for a comment.</summary>
    internal static CommentOutcome Of(PublishOutcome outcome) => new(outcome.Kind switch
    {
        PublishKind.Published => CommentKind.Sent,
        PublishKind.Rejected or PublishKind.AccountRefused => CommentKind.Refused,
        PublishKind.RateLimited or PublishKind.Waiting => CommentKind.RateLimited,
        PublishKind.NotSent => CommentKind.NotSent,
        PublishKind.Unknown => CommentKind.Unknown,
    }, outcome.ExternalId, outcome.Url, outcome.Reason, outcome.RetryAfter);
}

/// <summary>A comment whose answer is missing.</summary>
/// <param name="From">When its call began, by the database's clock.</param>
public sealed record LostComment(PublishedPost Post, string Words, DateTimeOffset From);

public enum CommentLookKind
{
    /// <summary>The account's comment with these words is under the post.</summary>
    Found,
    /// <summary>It is not in what was read. That proves nothing: it may show later.</summary>
    NotSeen,
    /// <summary>Ask again after <c>RetryAfter</c>.</summary>
    RateLimited,
    Failed,
}

/// <param name="Reason">Why nothing could be read.</param>
public sealed record CommentLook(CommentLookKind Kind, string? ExternalId = null, string? Url = null, Problem? Reason = null, TimeSpan? RetryAfter = null);

/// <summary>Comparing words that a network gave back with those that were sent.</summary>
internal static class CommentWords
{
    /// <summary>Networks trim words and change blanks.</summary>
    public static bool AreSame(string? theirs, string ours) => theirs is not null && OutgoingWords.Bare(OutgoingWords.Clean(theirs)) == OutgoingWords.Bare(OutgoingWords.Clean(ours));
}
