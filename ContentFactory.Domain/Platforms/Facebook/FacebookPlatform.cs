using ContentFactory.Domain.Platforms.Meta;

namespace ContentFactory.Domain.Platforms.Facebook;

/// <summary>
/// Pages of Facebook. Effect class C for videos, reels and their stories: a video says what became of it and is one post at most. D for all else: no
/// key and no status tells one call from another.
/// </summary>
internal sealed class FacebookPlatform(
    Graph graph, FacebookPosts posts, FacebookVideos videos, FacebookLook look, FacebookConnection connection, FacebookMetrics metrics, FacebookSignIn signIn, FacebookComments comments, TimeProvider clock) : IPlatform
{
    public string Key => "facebook";

    public PlatformLimits Limits => FacebookRules.Limits;

    public IReadOnlyList<PublicationKind> Kinds { get; } = [PublicationKind.Feed, PublicationKind.Reel, PublicationKind.Story];

    public bool Deletes => true;

    public IReadOnlyList<IPlatformSignIn> SignIns { get; } = [signIn];

    public EffectClass EffectOf(OutgoingPost post) => IsVideo(FacebookRules.FormOf(post)) ? EffectClass.C : EffectClass.D;

    public string WordsOf(OutgoingPost post) => FacebookRules.WordsOf(post);

    public CoverLimits? CoverOf(OutgoingPost post) => FacebookRules.CoverLimitsOf(post);

    public IReadOnlyList<Problem> Validate(OutgoingPost post) => FacebookRules.Check(post);

    public Task<Result<ConnectedAccount>> CheckAsync(PlatformAccount account, CancellationToken ct) => connection.CheckAsync(account, ct);

    public async Task<PublishOutcome> PublishAsync(PlatformAccount account, OutgoingPost post, CancellationToken ct)
    {
        if (FacebookApi.SeatOf(graph, account) is not { } seat)
            return new(PublishKind.AccountRefused, Code: "local", Reason: MetaErrors.Text(ProblemKind.Invalid, null, "TokenMissing"));
        var run = new FacebookRun(seat, post, clock);
        // a video that exists is only asked about
        if (run.Handle.Stage is not FacebookStage.Finished && Validate(post) is [var fault, ..])
            return new(PublishKind.Rejected, Code: "local", Reason: fault);
        // after an edit the draft may be of another form than what is out
        return run.Handle.Stage is FacebookStage.Finished || IsVideo(run.Form) ? await videos.PublishAsync(run, ct) : await posts.PublishAsync(run, ct);
    }

    public Task<LookOutcome> LookAsync(PlatformAccount account, LostPost lost, CancellationToken ct) => look.LookAsync(account, lost, ct);

    public Task<MetricsOutcome> ReadMetricsAsync(PlatformAccount account, string externalId, CancellationToken ct) => metrics.ReadAsync(account, externalId, ct);

    public async Task<DeleteOutcome> DeleteAsync(PlatformAccount account, PublishedPost post, CancellationToken ct) => FacebookApi.SeatOf(graph, account) is { } seat
        ? await MetaRemoval.DeleteAsync(graph, seat, Graph.Path(post.ExternalId), FacebookErrors.IsMissing, ct)
        : new(DeleteKind.Refused, MetaErrors.Text(ProblemKind.Invalid, null, "TokenMissing"));

    /// <summary>No call takes back one page's token: Facebook's would end the access to all pages of the person.</summary>
    public Task<bool> RevokeAsync(PlatformAccount account, CancellationToken ct) => Task.FromResult(false);

    private static bool IsVideo(FacebookForm form) => form is FacebookForm.Video or FacebookForm.Reel or FacebookForm.VideoStory;

    public int CommentLength => FacebookComments.Length;

    public Task<CommentOutcome> CommentAsync(PlatformAccount account, PublishedPost post, string words, CancellationToken ct) => comments.WriteAsync(account, post, words, ct);

    public bool ReadsComments => true;

    public Task<CommentLook> FindCommentAsync(PlatformAccount account, LostComment lost, CancellationToken ct) => comments.FindAsync(account, lost, ct);
}
