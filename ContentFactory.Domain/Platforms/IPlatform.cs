namespace ContentFactory.Domain.Platforms;

/// <summary>One outside network: how to check an account, publish to it and read its numbers. Knows no feature tables.</summary>
/// <remarks>
/// A connector never retries a call and never throws for what the network or the platform did: failures come back as outcomes.
/// Only cancellation by the caller throws. Implementations are singletons and hold no account.
/// </remarks>
public interface IPlatform
{
    /// <summary>Lower-case key as stored in <c>channels.platform</c>, e.g. "telegram".</summary>
    string Key { get; }

    PlatformLimits Limits { get; }

    /// <summary>How many publish calls the platform lets through; kept over all nodes before anything is sent.</summary>
    PlatformRates Rates => PlatformRates.None;

    /// <summary>What a repeated publish call of this post could do to the world; decides whether a crash may be followed by a resend.</summary>
    EffectClass EffectOf(OutgoingPost post);

    /// <summary>How long the platform surely remembers the key of a class B call.</summary>
    TimeSpan KeyLife => TimeSpan.FromMinutes(50);

    /// <summary>Faults that the platform would refuse, found before anything is sent. Empty when the post fits.</summary>
    IReadOnlyList<Problem> Validate(OutgoingPost post);

    /// <summary>Asks the platform who the account is and whether it may post. Problems carry the field of the connect form.</summary>
    Task<Result<ConnectedAccount>> CheckAsync(PlatformAccount account, CancellationToken ct);

    Task<PublishOutcome> PublishAsync(PlatformAccount account, OutgoingPost post, CancellationToken ct);

    /// <summary>
    /// Reads what became of a publish call whose answer was lost: by its status (class C) or among the account's recent posts. Changes
    /// nothing at the platform, so it may be asked any number of times.
    /// </summary>
    Task<LookOutcome> LookAsync(PlatformAccount account, LostPost lost, CancellationToken ct);

    Task<MetricsOutcome> ReadMetricsAsync(PlatformAccount account, string externalId, CancellationToken ct);

    /// <summary>Access tokens of this network end and are renewed by <see cref="RefreshAsync"/>, with the secrets of <see cref="AccountTokens"/>.</summary>
    bool Refreshes => false;

    /// <summary>A refresh whose answer was lost may be asked again with the same refresh token: the network does not spend it.</summary>
    bool RefreshIsRepeatable => false;

    /// <summary>Asks once for a new access token. Called by one node at a time for an account, and only where <see cref="Refreshes"/>.</summary>
    Task<TokenOutcome> RefreshAsync(PlatformAccount account, CancellationToken ct) => throw new NotSupportedException($"{Key} has no tokens to renew.");
}

/// <summary>A database only, B key accepted by the platform, C status can be queried, D blind.</summary>
public enum EffectClass { A, B, C, D }

/// <summary>What a connector needs to act as an account. <paramref name="ApiBase"/> and <paramref name="WebBase"/> override the platform's addresses (sandbox channels).</summary>
public sealed record PlatformAccount(string AccountId, string? Handle, IReadOnlyDictionary<string, string> Secrets, Uri? ApiBase = null, Uri? WebBase = null)
{
    /// <summary>Records print their members; secrets must not reach a log that way.</summary>
    public override string ToString() => $"{AccountId} ({Handle})";
}

/// <summary>Who the account is, as the platform says. <paramref name="TokenValidUntil"/> is null where tokens do not expire.</summary>
/// <param name="AppKey">The app at the platform (a bot, a registered application) whose calls these are: its limit is shared by all its accounts.</param>
public sealed record ConnectedAccount(
    string AccountId, string? Handle, string DisplayName, string? Bio, int? Followers, DateTimeOffset? TokenValidUntil, string? AppKey = null);

public enum MediaKind { Image, Animation, Video, Audio, Document }

/// <summary>A file to send. <paramref name="Open"/> gives a fresh stream at each call; sizes in bytes and pixels.</summary>
public sealed record OutgoingMedia(MediaKind Kind, string FileName, string ContentType, long Size, int? Width, int? Height, string? AltText, Func<CancellationToken, Task<Stream>> Open);

/// <summary>What is sent: plain text (the connector does the platform's own escaping) and media in order.</summary>
/// <param name="Ticket">Null where nothing is published, as when a post is only validated.</param>
public sealed record OutgoingPost(string Text, IReadOnlyList<OutgoingMedia> Media, string? Link = null, bool ProtectContent = false, PublishTicket? Ticket = null);

/// <summary>What makes a repeated call of one publication safe, where the platform has something of the kind.</summary>
/// <param name="Key">The same in every call of this publication: the idempotency key of class B.</param>
/// <param name="Handle">What an earlier call remembered (class C: container, upload session); null at first.</param>
/// <param name="Remember">
/// Commits a handle of at most 500 characters before the step that publishes. False where the lease is lost: that step may not follow then.
/// </param>
public sealed record PublishTicket(Guid Key, string? Handle, Func<string, Task<bool>> Remember);

/// <summary>Limits for the editor's counters. Text length is counted in UTF-16 code units unless the connector says otherwise in <c>Validate</c>.</summary>
public sealed record PlatformLimits(int TextLength, int CaptionLength, int MediaCount, long PhotoBytes, long FileBytes);

/// <summary>At most <paramref name="Calls"/> within <paramref name="Per"/>: a bucket of that many tokens that refills evenly.</summary>
public sealed record CallRate(int Calls, TimeSpan Per)
{
    public double PerSecond => Calls / Per.TotalSeconds;
}

/// <param name="App">Over all accounts of one app; null where none is known.</param>
/// <param name="Account">Of one account; null where none is known.</param>
public sealed record PlatformRates(CallRate? App = null, CallRate? Account = null)
{
    public static readonly PlatformRates None = new();
}

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
    /// <summary>Proved unsent (DNS, refused connection, TLS): may be sent again alone.</summary>
    NotSent,
    /// <summary>The request may have taken effect and no answer proves either. Never sent again alone.</summary>
    Unknown,
}

/// <param name="ExternalId">The platform's id of the post; for an album the first message's.</param>
/// <param name="Code">The platform's own code ("403", "chat not found" class), for the log.</param>
/// <param name="Message">The platform's own words, without secrets.</param>
/// <param name="Reason">The same in plain words for a person; null when published.</param>
/// <param name="AppLimited">The rate limit is the app's, not the account's: its other accounts wait too.</param>
public sealed record PublishOutcome(
    PublishKind Kind, string? ExternalId = null, string? Url = null, IReadOnlyList<string>? PartIds = null,
    string? Code = null, string? Message = null, Problem? Reason = null, TimeSpan? RetryAfter = null, bool AppLimited = false);

/// <summary>Numbers of one post at one moment; null where the network has no such number.</summary>
public sealed record PostMetrics(
    long? Views = null, long? Impressions = null, long? Reach = null, long? Likes = null, long? Comments = null, long? Shares = null,
    long? Saves = null, long? Clicks = null, double? AverageWatchSeconds = null, double? CompletionRate = null, int? Followers = null);

public enum MetricsKind { Read, Removed, NotObtainable, RateLimited, Failed }

/// <param name="Source">Where the numbers came from, e.g. "bot_api" or "public_page".</param>
public sealed record MetricsOutcome(MetricsKind Kind, PostMetrics? Metrics = null, string? Source = null, Problem? Reason = null, TimeSpan? RetryAfter = null);
