using ContentFactory.Domain.Platforms.Meta;

namespace ContentFactory.Domain.Platforms.Instagram;

/// <summary>
/// Professional accounts of Instagram, signed in with Instagram or with Facebook. Effect class C: a post is a container first, whose status can be asked.
/// </summary>
internal sealed class InstagramPlatform(
    Graph graph, InstagramConnection connection, InstagramContainers containers, InstagramUpload upload, InstagramPublishing publishing, InstagramLook look,
    InstagramMetrics metrics, InstagramTokens tokens, InstagramRemoval removal, InstagramSignIn signIn, InstagramFacebookSignIn facebookSignIn, InstagramComments comments, TimeProvider clock) : IPlatform
{
    public string Key => "instagram";

    public PlatformLimits Limits => InstagramRules.Limits;

    public bool Refreshes => true;

    /// <summary>A token that was renewed stays good until its end.</summary>
    public bool RefreshIsRepeatable => true;

    public bool Deletes => true;

    public IReadOnlyList<PublicationKind> Kinds { get; } = [PublicationKind.Feed, PublicationKind.Story];

    public IReadOnlyList<IPlatformSignIn> SignIns { get; } = [signIn, facebookSignIn];

    public CoverLimits? CoverOf(OutgoingPost post) => InstagramRules.CoverLimitsOf(post);

    public EffectClass EffectOf(OutgoingPost post) => EffectClass.C;

    public IReadOnlyList<Problem> Validate(OutgoingPost post) => InstagramRules.Check(post);

    public Task<Result<ConnectedAccount>> CheckAsync(PlatformAccount account, CancellationToken ct) => connection.CheckAsync(account, ct);

    public async Task<PublishOutcome> PublishAsync(PlatformAccount account, OutgoingPost post, CancellationToken ct)
    {
        if (InstagramLogin.SeatOf(graph, account) is not { } seat)
            return new(PublishKind.AccountRefused, Code: "local", Reason: MetaErrors.Text(ProblemKind.Invalid, null, "TokenMissing"));
        if (Validate(post) is [var fault, ..])
            return new(PublishKind.Rejected, Code: "local", Reason: fault);
        if (post.Media.Any(m => m is { Kind: MediaKind.Image, PublicUrl: null }))
            return InstagramErrors.Reject("NoPublicAddress");
        return await new InstagramRun(seat, post, containers, upload, publishing, clock).GoAsync(ct);
    }

    public Task<LookOutcome> LookAsync(PlatformAccount account, LostPost lost, CancellationToken ct) => look.LookAsync(account, lost, ct);

    public Task<MetricsOutcome> ReadMetricsAsync(PlatformAccount account, string externalId, CancellationToken ct) => metrics.ReadAsync(account, externalId, ct);

    public Task<TokenOutcome> RefreshAsync(PlatformAccount account, CancellationToken ct) => tokens.RefreshAsync(account, ct);

    public Task<DeleteOutcome> DeleteAsync(PlatformAccount account, PublishedPost post, CancellationToken ct) => removal.DeleteAsync(account, post, ct);

    /// <summary>No call takes back what one account was given: Login with Instagram has none, and Facebook's would end the access of all pages of the person.</summary>
    public Task<bool> RevokeAsync(PlatformAccount account, CancellationToken ct) => Task.FromResult(false);

    public int CommentLength => InstagramComments.Length;

    public Task<CommentOutcome> CommentAsync(PlatformAccount account, PublishedPost post, string words, CancellationToken ct) => comments.WriteAsync(account, post, words, ct);

    public bool ReadsComments => true;

    public Task<CommentLook> FindCommentAsync(PlatformAccount account, LostComment lost, CancellationToken ct) => comments.FindAsync(account, lost, ct);
}
