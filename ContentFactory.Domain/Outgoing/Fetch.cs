namespace ContentFactory.Domain.Outgoing;

/// <param name="ETag">As an earlier outcome gave it; makes the request conditional.</param>
/// <param name="LastModified">As an earlier outcome gave it; makes the request conditional.</param>
public sealed record FetchRequest(Uri Address, string? ETag = null, DateTimeOffset? LastModified = null, string Accept = "*/*");

public enum FetchKind
{
    /// <summary>The body is there.</summary>
    Fetched,
    /// <summary>Nothing new since the given ETag or date.</summary>
    NotModified,
    /// <summary>404: nothing there now.</summary>
    NotFound,
    /// <summary>410: gone for good.</summary>
    Gone,
    /// <summary>The address or one it redirects to is not one this application may call. Nothing was sent there.</summary>
    Refused,
    TooLarge,
    TooSlow,
    /// <summary>No usable answer: name, connection, certificate, protocol, endless redirects.</summary>
    Failed,
    /// <summary>429: ask again after <c>RetryAfter</c>.</summary>
    RateLimited,
    /// <summary>Any other status that is no success.</summary>
    HttpError,
}

/// <param name="Body">Decompressed; empty unless <see cref="FetchKind.Fetched"/>.</param>
/// <param name="FinalAddress">The address that answered, after redirects.</param>
/// <param name="RetryAfter">What the server asked for, between nothing and a day.</param>
/// <param name="Reason">For a person; null when fetched or not modified.</param>
public sealed record FetchOutcome(
    FetchKind Kind, byte[] Body, string? ContentType, string? ETag, DateTimeOffset? LastModified, Uri FinalAddress,
    int? Status = null, TimeSpan? RetryAfter = null, Problem? Reason = null)
{
    internal static FetchOutcome Without(FetchKind kind, Uri address, Problem reason, int? status = null, TimeSpan? retryAfter = null) =>
        new(kind, [], null, null, null, address, status, retryAfter, reason);
}
