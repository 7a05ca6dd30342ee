namespace ContentFactory.Domain.Platforms.LinkedIn;

/// <summary>
/// Posts of LinkedIn members and pages. Effect class D: the call that publishes takes no key and has no status to ask for. Files are
/// uploaded before it, which publishes nothing.
/// </summary>
internal sealed class LinkedInPlatform(
    LinkedInApi api, LinkedInAccounts accounts, LinkedInUploads uploads, LinkedInLook look, LinkedInMetrics metrics, LinkedInRemoval removal,
    LinkedInTokens tokens, LinkedInSignIn signIn, TimeProvider clock) : IPlatform
{
    public string Key => "linkedin";

    public PlatformLimits Limits => LinkedInRules.Limits;

    public EffectClass EffectOf(OutgoingPost post) => EffectClass.D;

    public IReadOnlyList<PublishOption> Options { get; } = [PublishOption.Choice(LinkedInRules.Visibility, LinkedInRules.Public, LinkedInRules.Connections) with { Default = LinkedInRules.Public }];

    /// <summary>A page has no connections to show a post to.</summary>
    public Task<Result<AccountChoices>> ChoicesAsync(PlatformAccount account, CancellationToken ct) =>
        Task.FromResult<Result<AccountChoices>>(new AccountChoices([PublicationKind.Feed], LinkedInUrn.IsPage(account.AccountId) ? [] : Options));

    public string WordsOf(OutgoingPost post) => LinkedInText.WordsOf(post);

    public IReadOnlyList<Problem> Validate(OutgoingPost post) => LinkedInRules.Check(post);

    public Task<Result<ConnectedAccount>> CheckAsync(PlatformAccount account, CancellationToken ct) => accounts.CheckAsync(account, ct);

    public async Task<PublishOutcome> PublishAsync(PlatformAccount account, OutgoingPost post, CancellationToken ct)
    {
        if (AccountTokens.AccessOf(account) is null)
            return new(PublishKind.AccountRefused, Code: "local", Reason: LinkedInErrors.Fault(null, "TokenMissing"));
        if (Validate(post) is [var fault, ..])
            return new(PublishKind.Rejected, Code: "local", Reason: fault);
        if (LinkedInUrn.IsPage(account.AccountId) && LinkedInRules.VisibilityOf(post) is not LinkedInRules.Public)
            return new(PublishKind.Rejected, Code: "local", Reason: LinkedInErrors.Fault("Options", "PageIsPublic"));
        return await new LinkedInRun(account, post, api, uploads, clock).GoAsync(ct);
    }

    public Task<LookOutcome> LookAsync(PlatformAccount account, LostPost lost, CancellationToken ct) => look.LookAsync(account, lost, ct);

    public Task<MetricsOutcome> ReadMetricsAsync(PlatformAccount account, string externalId, CancellationToken ct) => metrics.ReadAsync(account, externalId, ct);

    public bool Refreshes => true;

    /// <summary>LinkedIn keeps the refresh token and its end.</summary>
    public bool RefreshIsRepeatable => true;

    public Task<TokenOutcome> RefreshAsync(PlatformAccount account, CancellationToken ct) => tokens.RefreshAsync(account, ct);

    public IReadOnlyList<IPlatformSignIn> SignIns { get; } = [signIn];

    public bool Deletes => true;

    public Task<DeleteOutcome> DeleteAsync(PlatformAccount account, PublishedPost post, CancellationToken ct) => removal.DeleteAsync(account, post.ExternalId, ct);
}
