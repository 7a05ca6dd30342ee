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

    /// <summary>How much of a limit in <see cref="PlatformLimits"/> a text takes, as the network counts it; UTF-16 code units unless it counts otherwise.</summary>
    int LengthOf(string text) => text.Length;

    /// <summary>A text of its own may be formatted here, with the marks of <see cref="Formatting.MarkedText"/>.</summary>
    bool Formats => false;

    /// <summary>The same as <see cref="LengthOf"/> for a text whose marks are formatting.</summary>
    int MarkedLengthOf(string text) => LengthOf(text);

    /// <summary>The limits of this very post, where what it becomes makes a difference.</summary>
    PlatformLimits LimitsOf(OutgoingPost post) => Limits;

    /// <summary>All words of a post as they are sent; a link is among them unless it has a place of its own beside them.</summary>
    string WordsOf(OutgoingPost post) => OutgoingWords.Whole(post);

    /// <summary>The words as they go out, message by message, with their marks where these are formatting: to show and to count before anything is sent.</summary>
    IReadOnlyList<string> MessagesOf(OutgoingPost post) => [WordsOf(post)];

    /// <summary>How many publish calls the platform lets through; kept over all nodes before anything is sent.</summary>
    PlatformRates Rates => PlatformRates.None;

    /// <summary>What an app has used of its daily limits at the network; empty where nothing is counted, or not known yet.</summary>
    /// <param name="app">As <see cref="ConnectedAccount.AppKey"/> said.</param>
    IReadOnlyList<AppUsage> UsageOf(string? app) => [];

    /// <summary>What a repeated publish call of this post could do to the world; decides whether a crash may be followed by a resend.</summary>
    EffectClass EffectOf(OutgoingPost post);

    /// <summary>How long the platform surely remembers the key of a class B call.</summary>
    TimeSpan KeyLife => TimeSpan.FromMinutes(50);

    /// <summary>What a publication can become here; the first is what it becomes where nobody chooses.</summary>
    IReadOnlyList<PublicationKind> Kinds => [PublicationKind.Feed];

    /// <summary>The network's own choices for one publication, in the order to show.</summary>
    IReadOnlyList<PublishOption> Options => [];

    /// <summary>An account may choose less than <see cref="Options"/> says: then <see cref="ChoicesAsync"/> asks the network.</summary>
    bool AsksChoices => false;

    /// <summary>The choices of one account, asked at the network where it demands that. Reads only.</summary>
    Task<Result<AccountChoices>> ChoicesAsync(PlatformAccount account, CancellationToken ct) => Task.FromResult<Result<AccountChoices>>(new AccountChoices(Kinds, Options));

    /// <summary>What the network takes as the cover of this very post's video; null where it takes none, or where the post becomes nothing that has one.</summary>
    CoverLimits? CoverOf(OutgoingPost post) => null;

    /// <summary>Faults that the platform would refuse, found before anything is sent. Empty when the post fits.</summary>
    IReadOnlyList<Problem> Validate(OutgoingPost post);

    /// <summary>Asks the platform who the account is and whether it may post. Problems carry the field of the connect form.</summary>
    Task<Result<ConnectedAccount>> CheckAsync(PlatformAccount account, CancellationToken ct);

    /// <summary>
    /// One step towards publishing. Networks that need several (upload, wait, publish) remember in the ticket how far they are and answer
    /// <see cref="PublishKind.Waiting"/>; the next call goes on there, perhaps on another node and after an edit of the post has made it start anew.
    /// </summary>
    Task<PublishOutcome> PublishAsync(PlatformAccount account, OutgoingPost post, CancellationToken ct);

    /// <summary>
    /// Reads what became of a publish call whose answer was lost: by its status (class C) or among the account's recent posts. Changes
    /// nothing at the platform, so it may be asked any number of times.
    /// </summary>
    Task<LookOutcome> LookAsync(PlatformAccount account, LostPost lost, CancellationToken ct);

    Task<MetricsOutcome> ReadMetricsAsync(PlatformAccount account, string externalId, CancellationToken ct);

    /// <summary>Access tokens of this network end and are renewed by <see cref="RefreshAsync"/>, with the secrets of <see cref="AccountTokens"/>.</summary>
    bool Refreshes => false;

    /// <summary>The ways to sign in at the network; empty where an account is connected by what a person enters (a bot's token, a webhook).</summary>
    IReadOnlyList<IPlatformSignIn> SignIns => [];

    /// <summary>The ways to connect an account by what a person enters, where the network has such and a form of its own is not needed.</summary>
    IReadOnlyList<EntryWay> Entries => [];

    /// <summary>A refresh whose answer was lost may be asked again with the same refresh token: the network does not spend it.</summary>
    bool RefreshIsRepeatable => false;

    /// <summary>Asks once for a new access token. Called by one node at a time for an account, and only where <see cref="Refreshes"/>.</summary>
    Task<TokenOutcome> RefreshAsync(PlatformAccount account, CancellationToken ct) => throw new NotSupportedException($"{Key} has no tokens to renew.");

    /// <summary>A post of this network can be removed by <see cref="DeleteAsync"/>.</summary>
    bool Deletes => false;

    /// <summary>Removes a published post. What is not there any more counts as removed.</summary>
    Task<DeleteOutcome> DeleteAsync(PlatformAccount account, PublishedPost post, CancellationToken ct) => throw new NotSupportedException($"{Key} deletes no posts.");

    /// <summary>The longest comment that an account may write under its own post, as <see cref="CommentLengthOf"/> counts; 0 where none can be written from here.</summary>
    int CommentLength => 0;

    bool Comments => CommentLength > 0;

    int CommentLengthOf(string text) => LengthOf(text);

    bool CommentsOn(PublicationKind kind) => Comments && kind is not PublicationKind.Story;

    /// <summary>Writes a comment under a published post, of a chain under its last one. Called once: what is unclear afterwards is only looked for.</summary>
    Task<CommentOutcome> CommentAsync(PlatformAccount account, PublishedPost post, string words, CancellationToken ct) => throw new NotSupportedException($"{Key} takes no comments.");

    /// <summary>The comments of a post can be read by <see cref="FindCommentAsync"/>.</summary>
    bool ReadsComments => false;

    /// <summary>Reads whether a comment whose answer was lost is there. Changes nothing at the network.</summary>
    Task<CommentLook> FindCommentAsync(PlatformAccount account, LostComment lost, CancellationToken ct) => throw new NotSupportedException($"{Key} shows no comments.");

    /// <summary>Tells the network that the account's tokens will not be used any more. False where it could not be told; true where it has no such call.</summary>
    Task<bool> RevokeAsync(PlatformAccount account, CancellationToken ct) => Task.FromResult(true);
}

/// <summary>A database only, B key accepted by the platform, C status can be queried, D blind.</summary>
public enum EffectClass { A, B, C, D }

/// <summary>Limits for the editor's counters. How much a text takes of them is what <see cref="IPlatform.LengthOf"/> says.</summary>
/// <param name="MostParts">A longer text goes out as so many messages at most, each of <paramref name="TextLength"/>; the first one under media is a caption.</param>
public sealed record PlatformLimits(int TextLength, int CaptionLength, int MediaCount, long PhotoBytes, long FileBytes, int MostParts = 1)
{
    /// <summary>What the first message takes.</summary>
    public int One(int media) => media > 0 ? CaptionLength : TextLength;

    /// <summary>What all messages take.</summary>
    public int All(int media) => One(media) + (TextLength * (MostParts - 1));
}

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
