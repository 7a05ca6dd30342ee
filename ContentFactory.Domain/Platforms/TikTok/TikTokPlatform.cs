namespace ContentFactory.Domain.Platforms.TikTok;

/// <summary>
/// Videos and photos of TikTok accounts, posted at once or laid into the creator's inbox as a draft. An app that TikTok has not audited posts
/// with the audience "only me" alone, for five people in 24 hours.
/// </summary>
internal sealed class TikTokPlatform(
    TikTokVideos videos, TikTokPhotos photos, TikTokFollowing following, TikTokCreators creators, TikTokLook look, TikTokProfile profile, TikTokMetrics metrics, TikTokTokens tokens, TikTokSignIn signIn,
    TimeProvider clock) : IPlatform
{
    public string Key => "tiktok";

    public PlatformLimits Limits => TikTokRules.Limits;

    public PlatformRates Rates => TikTokRules.Rates;

    /// <summary>The id of a video's upload says what became of it and makes one post at most; that of photos comes only after the call that posts them.</summary>
    public EffectClass EffectOf(OutgoingPost post) => TikTokRules.IsVideo(post) ? EffectClass.C : EffectClass.D;

    public IReadOnlyList<PublishOption> Options => TikTokChoices.All;

    public bool AsksChoices => true;

    public Task<Result<AccountChoices>> ChoicesAsync(PlatformAccount account, CancellationToken ct) => creators.ChoicesAsync(account, ((IPlatform)this).Kinds, ct);

    public PlatformLimits LimitsOf(OutgoingPost post) => TikTokRules.LimitsOf(post);

    public IReadOnlyList<Problem> Validate(OutgoingPost post) => TikTokRules.Check(post);

    public Task<Result<ConnectedAccount>> CheckAsync(PlatformAccount account, CancellationToken ct) => profile.CheckAsync(account, ct);

    public async Task<PublishOutcome> PublishAsync(PlatformAccount account, OutgoingPost post, CancellationToken ct)
    {
        var run = new TikTokRun(account, post, clock);
        // what TikTok has is only asked about, whatever became of the post here
        if (run.Handle.Stage is TikTokStage.Accepted)
            return await following.FollowAsync(run, ct);
        if (Validate(post) is [var fault, ..])
            return TikTokErrors.Reject(fault);
        return TikTokRules.IsVideo(post) ? await videos.PublishAsync(run, ct) : await photos.PublishAsync(run, ct);
    }

    public Task<LookOutcome> LookAsync(PlatformAccount account, LostPost lost, CancellationToken ct) => look.LookAsync(account, lost, ct);

    public Task<MetricsOutcome> ReadMetricsAsync(PlatformAccount account, string externalId, CancellationToken ct) => metrics.ReadAsync(account, externalId, ct);

    public bool Refreshes => true;

    public Task<TokenOutcome> RefreshAsync(PlatformAccount account, CancellationToken ct) => tokens.RefreshAsync(account, ct);

    public IReadOnlyList<IPlatformSignIn> SignIns { get; } = [signIn];

    public Task<bool> RevokeAsync(PlatformAccount account, CancellationToken ct) => tokens.RevokeAsync(account, ct);
}
