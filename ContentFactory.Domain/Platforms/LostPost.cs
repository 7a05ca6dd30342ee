namespace ContentFactory.Domain.Platforms;

/// <summary>A publish call whose answer is missing.</summary>
/// <param name="Post">As it was sent; media only to be compared, not to be uploaded.</param>
/// <param name="Handle">What the call remembered; null where it remembered nothing.</param>
/// <param name="Key">The idempotency key of the call.</param>
/// <param name="From">When the call began. The clocks of platform and database may differ by a minute.</param>
public sealed record LostPost(OutgoingPost Post, Guid Key, string? Handle, DateTimeOffset From);

public enum LookKind
{
    /// <summary>The post is there, and no other one can be meant.</summary>
    Found,
    /// <summary>The platform says of this very call that it published nothing and will not any more.</summary>
    Absent,
    /// <summary>Nothing that was read proves either: what a recent list lacks may come later.</summary>
    Unclear,
    /// <summary>This network shows nothing of the account to read.</summary>
    NotReadable,
    /// <summary>Ask again after <c>RetryAfter</c>.</summary>
    RateLimited,
    Failed,
}

/// <summary>A post of the account that was seen while looking. <paramref name="Start"/> is the beginning of its text.</summary>
public sealed record SeenPost(string ExternalId, string? Url, DateTimeOffset? At, string Start);

/// <param name="Seen">The account's posts since the call, newest first, for the person who has to decide: at most ten.</param>
/// <param name="Source">Where it was read, e.g. "public_page".</param>
/// <param name="Reason">Why nothing could be read; of a post that was found what a person has to know of it.</param>
public sealed record LookOutcome(
    LookKind Kind, string? ExternalId = null, string? Url = null, IReadOnlyList<string>? PartIds = null, IReadOnlyList<SeenPost>? Seen = null,
    string? Source = null, Problem? Reason = null, TimeSpan? RetryAfter = null)
{
    /// <summary>
    /// What the publication has to remember, where the post is there and something of it is still to be done (a video's cover): it goes on like one
    /// that the network accepted. Null where nothing is left to do.
    /// </summary>
    public string? Handle { get; init; }
}
