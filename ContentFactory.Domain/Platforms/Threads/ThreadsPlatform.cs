using ContentFactory.Domain.Platforms.Meta;

namespace ContentFactory.Domain.Platforms.Threads;

/// <summary>Accounts of Threads. Effect class C: a post is a container first, whose status can be asked; a long text is a chain of posts.</summary>
internal sealed class ThreadsPlatform(
    Graph graph, ThreadsContainers containers, ThreadsPublishing publishing, ThreadsLook look, ThreadsConnection connection, ThreadsMetrics metrics, ThreadsSignIn signIn, ThreadsComments comments, TimeProvider clock) : IPlatform
{
    public string Key => "threads";

    public PlatformLimits Limits => ThreadsRules.Limits;

    public int LengthOf(string text) => ThreadsText.LengthOf(text);

    public IReadOnlyList<PublicationKind> Kinds { get; } = [PublicationKind.Feed, PublicationKind.Thread];

    public IReadOnlyList<PublishOption> Options => ThreadsRules.Options;

    public bool Refreshes => true;

    /// <summary>A token that was renewed stays good until its end.</summary>
    public bool RefreshIsRepeatable => true;

    public bool Deletes => true;

    public IReadOnlyList<IPlatformSignIn> SignIns { get; } = [signIn];

    public EffectClass EffectOf(OutgoingPost post) => EffectClass.C;

    public string WordsOf(OutgoingPost post) => ThreadsText.WordsOf(post);

    public IReadOnlyList<string> MessagesOf(OutgoingPost post) => [.. ThreadsParts.Of(post).Select(p => p.Text)];

    public IReadOnlyList<Problem> Validate(OutgoingPost post) => ThreadsRules.Check(post);

    public Task<Result<ConnectedAccount>> CheckAsync(PlatformAccount account, CancellationToken ct) => connection.CheckAsync(account, ct);

    public async Task<PublishOutcome> PublishAsync(PlatformAccount account, OutgoingPost post, CancellationToken ct)
    {
        if (ThreadsApi.SeatOf(graph, account) is not { } seat)
            return new(PublishKind.AccountRefused, Code: "local", Reason: MetaErrors.Text(ProblemKind.Invalid, null, "TokenMissing"));
        if (Validate(post) is [var fault, ..])
            return new(PublishKind.Rejected, Code: "local", Reason: fault);
        if (post.Media.Any(m => m.PublicUrl is null))
            return new(PublishKind.Rejected, Code: "local", Reason: ThreadsErrors.Verdicts.Text(ProblemKind.Invalid, "Media", "NoPublicAddress"));
        return ThreadsHandle.Parse(post.Ticket?.Handle) is { } handle
            ? await new ThreadsRun(seat, post, handle, containers, publishing, clock).GoAsync(ct)
            : ThreadsErrors.Verdicts.Unknown("handle", "NotRecognised");
    }

    public Task<LookOutcome> LookAsync(PlatformAccount account, LostPost lost, CancellationToken ct) => look.LookAsync(account, lost, ct);

    public Task<MetricsOutcome> ReadMetricsAsync(PlatformAccount account, string externalId, CancellationToken ct) => metrics.ReadAsync(account, externalId, ct);

    public async Task<TokenOutcome> RefreshAsync(PlatformAccount account, CancellationToken ct) => ThreadsApi.SeatOf(graph, account) is { } seat
        ? await MetaTokens.RefreshAsync(graph, seat, "th_refresh_token", ct)
        : new(TokenKind.Refused, Code: "missing");

    /// <summary>The replies of a chain first: what breaks off leaves its beginning, from which it is done again.</summary>
    public async Task<DeleteOutcome> DeleteAsync(PlatformAccount account, PublishedPost post, CancellationToken ct)
    {
        if (ThreadsApi.SeatOf(graph, account) is not { } seat)
            return new(DeleteKind.Refused, MetaErrors.Text(ProblemKind.Invalid, null, "TokenMissing"));
        foreach (var id in post.PartIds.Prepend(post.ExternalId).Distinct().Reverse())
        {
            if (await MetaRemoval.DeleteAsync(graph, seat, ThreadsApi.Path(id), ThreadsErrors.IsMissing, ct) is { Kind: not DeleteKind.Deleted } refusal)
                return refusal;
        }
        return new(DeleteKind.Deleted);
    }

    /// <summary>Threads has no call that takes back what one account was given.</summary>
    public Task<bool> RevokeAsync(PlatformAccount account, CancellationToken ct) => Task.FromResult(false);

    public int CommentLength => ThreadsRules.Limits.TextLength;

    public Task<CommentOutcome> CommentAsync(PlatformAccount account, PublishedPost post, string words, CancellationToken ct) => comments.WriteAsync(account, post, words, ct);

    public bool ReadsComments => true;

    public Task<CommentLook> FindCommentAsync(PlatformAccount account, LostComment lost, CancellationToken ct) => comments.FindAsync(account, lost, ct);
}
