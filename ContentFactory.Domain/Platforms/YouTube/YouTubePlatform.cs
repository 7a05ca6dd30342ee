namespace ContentFactory.Domain.Platforms.YouTube;

/// <summary>
/// Videos and Shorts of YouTube channels. Effect class C: the session of a resumable upload says what became of it and makes one video at most.
/// A project that Google has not verified (made after 28 July 2020) publishes nothing but private videos.
/// </summary>
internal sealed class YouTubePlatform(
    VideoUpload upload, YouTubeLook look, YouTubeChannels channels, YouTubeVideos videos, YouTubeMetrics metrics, GoogleTokens tokens, YouTubeSignIn signIn, YouTubeComments comments, YouTubeUsage usage) : IPlatform
{
    public string Key => "youtube";

    public PlatformLimits Limits => YouTubeRules.Limits;

    /// <summary>Bytes: what is limited is the description.</summary>
    public int LengthOf(string text) => YouTubeRules.LengthOf(text);

    public EffectClass EffectOf(OutgoingPost post) => EffectClass.C;

    public IReadOnlyList<PublicationKind> Kinds { get; } = [PublicationKind.Feed, PublicationKind.Short];

    public IReadOnlyList<PublishOption> Options => YouTubeMetadata.Offered;

    public CoverLimits? CoverOf(OutgoingPost post) => YouTubeRules.CoverLimitsOf(post);

    public IReadOnlyList<Problem> Validate(OutgoingPost post) => YouTubeRules.Check(post);

    public Task<Result<ConnectedAccount>> CheckAsync(PlatformAccount account, CancellationToken ct) => channels.CheckAsync(account, ct);

    public async Task<PublishOutcome> PublishAsync(PlatformAccount account, OutgoingPost post, CancellationToken ct)
    {
        // a video that exists is only asked about, whatever became of the post here
        if (UploadHandle.Video(post.Ticket?.Handle) is null && Validate(post) is [var fault, ..])
            return new(PublishKind.Rejected, Code: "local", Reason: fault);
        return await upload.PublishAsync(account, post, ct);
    }

    public Task<LookOutcome> LookAsync(PlatformAccount account, LostPost lost, CancellationToken ct) => look.LookAsync(account, lost, ct);

    public Task<MetricsOutcome> ReadMetricsAsync(PlatformAccount account, string externalId, CancellationToken ct) => metrics.ReadAsync(account, externalId, ct);

    public IReadOnlyList<AppUsage> UsageOf(string? app) => usage.Of(app);

    public bool Refreshes => true;

    /// <summary>Google keeps the refresh token and gives any number of access tokens for it.</summary>
    public bool RefreshIsRepeatable => true;

    public Task<TokenOutcome> RefreshAsync(PlatformAccount account, CancellationToken ct) => tokens.RefreshAsync(account, ct);

    public IReadOnlyList<IPlatformSignIn> SignIns { get; } = [signIn];

    public bool Deletes => true;

    public Task<DeleteOutcome> DeleteAsync(PlatformAccount account, PublishedPost post, CancellationToken ct) => videos.DeleteAsync(account, post.ExternalId, ct);

    public Task<bool> RevokeAsync(PlatformAccount account, CancellationToken ct) => tokens.RevokeAsync(account, ct);

    public int CommentLength => YouTubeComments.Length;

    public int CommentLengthOf(string text) => text.Length;

    public Task<CommentOutcome> CommentAsync(PlatformAccount account, PublishedPost post, string words, CancellationToken ct) => comments.WriteAsync(account, post, words, ct);

    public bool ReadsComments => true;

    public Task<CommentLook> FindCommentAsync(PlatformAccount account, LostComment lost, CancellationToken ct) => comments.FindAsync(account, lost, ct);
}
