using ContentFactory.Domain.Platforms.X.SignIn;
using ContentFactory.Domain.Platforms.X.Upload;

namespace ContentFactory.Domain.Platforms.X;

/// <summary>Posts on X, long texts as chains of answers. Effect class D: X takes no key for a post, and what became of one can only be looked for.</summary>
internal sealed class XPlatform(XUploads uploads, XPosts posts, XLook look, XUsers users, XMetrics metrics, XTokens tokens, XSignIn signIn, XComments comments, TimeProvider clock) : IPlatform
{
    public string Key => "x";

    public PlatformLimits Limits => XRules.Limits;

    /// <summary>Weighted characters, as X counts them.</summary>
    public int LengthOf(string text) => XText.LengthOf(text);

    /// <summary>POST /2/tweets: 10,000 a day for an app, 100 in 15 minutes for a user ("Rate limits"; a plan may have less).</summary>
    public PlatformRates Rates { get; } = new(App: new(10_000, TimeSpan.FromDays(1)), Account: new(100, TimeSpan.FromMinutes(15)));

    public EffectClass EffectOf(OutgoingPost post) => EffectClass.D;

    public IReadOnlyList<PublishOption> Options { get; } = [XRules.Replies];

    public IReadOnlyList<string> MessagesOf(OutgoingPost post) => XText.Parts(post);

    public IReadOnlyList<Problem> Validate(OutgoingPost post) => XRules.Check(post);

    public Task<Result<ConnectedAccount>> CheckAsync(PlatformAccount account, CancellationToken ct) => users.CheckAsync(account, ct);

    public async Task<PublishOutcome> PublishAsync(PlatformAccount account, OutgoingPost post, CancellationToken ct) =>
        Validate(post) is [var fault, ..] ? new(PublishKind.Rejected, Code: "local", Reason: fault) : await new XRun(account, post, uploads, posts, clock).GoAsync(ct);

    public Task<LookOutcome> LookAsync(PlatformAccount account, LostPost lost, CancellationToken ct) => look.LookAsync(account, lost, ct);

    public Task<MetricsOutcome> ReadMetricsAsync(PlatformAccount account, string externalId, CancellationToken ct) => metrics.ReadAsync(account, externalId, ct);

    public bool Refreshes => true;

    /// <summary>X spends the refresh token: one whose answer was lost is gone.</summary>
    public bool RefreshIsRepeatable => false;

    public Task<TokenOutcome> RefreshAsync(PlatformAccount account, CancellationToken ct) => tokens.RefreshAsync(account, ct);

    public IReadOnlyList<IPlatformSignIn> SignIns { get; } = [signIn];

    public bool Deletes => true;

    public Task<DeleteOutcome> DeleteAsync(PlatformAccount account, PublishedPost post, CancellationToken ct) => posts.DeleteAsync(account, post, ct);

    public Task<bool> RevokeAsync(PlatformAccount account, CancellationToken ct) => tokens.RevokeAsync(account, ct);

    public int CommentLength => XRules.Limits.TextLength;

    public Task<CommentOutcome> CommentAsync(PlatformAccount account, PublishedPost post, string words, CancellationToken ct) => comments.WriteAsync(account, post, words, ct);

    public bool ReadsComments => true;

    public Task<CommentLook> FindCommentAsync(PlatformAccount account, LostComment lost, CancellationToken ct) => comments.FindAsync(account, lost, ct);
}
