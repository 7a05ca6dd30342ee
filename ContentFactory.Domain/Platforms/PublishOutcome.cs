namespace ContentFactory.Domain.Platforms;

public enum PublishKind
{
    /// <summary>The platform confirmed the post.</summary>
    Published,
    /// <summary>The platform refused for good; nothing was posted and a repeat would fail the same way.</summary>
    Rejected,
    /// <summary>The platform refused because the account or token is no longer good: the channel needs attention.</summary>
    AccountRefused,
    /// <summary>Rate limit: nothing was posted; try again after <c>RetryAfter</c>. Costs no attempt.</summary>
    RateLimited,
    /// <summary>
    /// An upload or the network's own work goes on. The next call comes after <c>RetryAfter</c> with what was remembered. Costs no attempt. Without an
    /// <c>ExternalId</c> nothing is published yet, and the post can still be edited; with one it exists, and the next calls may only read, or do what changes nothing when it is done twice (a cover).
    /// </summary>
    Waiting,
    /// <summary>Proved unsent (DNS, refused connection, TLS): may be sent again alone.</summary>
    NotSent,
    /// <summary>The request may have taken effect and no answer proves either. Never sent again alone.</summary>
    Unknown,
}

/// <param name="ExternalId">The platform's id of the post; for an album the first message's.</param>
/// <param name="Code">The platform's own code ("403", "chat not found" class), for the log.</param>
/// <param name="Message">The platform's own words, without secrets.</param>
/// <param name="Reason">The same in plain words for a person. Of a published post, what of it did not succeed; null where all did.</param>
/// <param name="AppLimited">The rate limit is the app's, not the account's: its other accounts wait too.</param>
public sealed record PublishOutcome(
    PublishKind Kind, string? ExternalId = null, string? Url = null, IReadOnlyList<string>? PartIds = null,
    string? Code = null, string? Message = null, Problem? Reason = null, TimeSpan? RetryAfter = null, bool AppLimited = false);

/// <summary>A post that was published, as its outcome named it.</summary>
public sealed record PublishedPost(string ExternalId, IReadOnlyList<string> PartIds)
{
    /// <summary>Where it ends: of a chain the last post.</summary>
    public string Last => PartIds is [.., var last] ? last : ExternalId;
}

public enum DeleteKind { Deleted, Refused, RateLimited, Unknown }

/// <param name="Reason">Why not, in plain words; null when deleted.</param>
public sealed record DeleteOutcome(DeleteKind Kind, Problem? Reason = null, TimeSpan? RetryAfter = null);
