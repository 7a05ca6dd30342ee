using ContentFactory.Domain;
using ContentFactory.Domain.Platforms;

namespace ContentFactory.Tests.Channels.SignIns;

/// <summary>A network whose accounts are connected by signing in; what it offers is set by the test.</summary>
internal sealed class SignInPlatform : IPlatform, IPlatformSignIn
{
    public const string Name = "threads";

    public string Key => Name;
    public string AppPool => "meta";
    public PlatformLimits Limits { get; } = new(500, 500, 10, 10_000_000, 50_000_000);
    public IReadOnlyList<IPlatformSignIn> SignIns => [this];

    /// <summary>What the code of the key is worth.</summary>
    public Dictionary<string, Result<SignedIn>> Codes { get; } = new(StringComparer.Ordinal);

    /// <summary>Every exchange, with the verifier that came along.</summary>
    public List<SignInReturn> Exchanges { get; } = [];

    public static OfferedAccount Offer(string id, string token, Problem? obstacle = null) =>
        new(new(id, id, $"Account {id}", null, 7, null), new Dictionary<string, string> { [AccountTokens.Access] = token }, obstacle);

    public Uri AddressOf(SignInRequest request) =>
        new($"https://network.example/authorize?client_id={request.App.Id}&state={Uri.EscapeDataString(request.State)}&code_challenge={request.Challenge}&redirect_uri={Uri.EscapeDataString(request.Callback.AbsoluteUri)}");

    public Task<Result<SignedIn>> ExchangeAsync(SignInReturn returned, CancellationToken ct)
    {
        Exchanges.Add(returned);
        return Task.FromResult(Codes.GetValueOrDefault(returned.Code) ?? Problem.Conflict("Channels.SignInFailed", "invalid_grant"));
    }

    /// <summary>Accounts whose tokens were given back.</summary>
    public List<string> Revoked { get; } = [];

    public Task<bool> RevokeAsync(PlatformAccount account, CancellationToken ct)
    {
        Revoked.Add(account.AccountId);
        return Task.FromResult(true);
    }

    public EffectClass EffectOf(OutgoingPost post) => EffectClass.D;

    public IReadOnlyList<Problem> Validate(OutgoingPost post) => [];

    public Task<Result<ConnectedAccount>> CheckAsync(PlatformAccount account, CancellationToken ct) =>
        Task.FromResult<Result<ConnectedAccount>>(new ConnectedAccount(account.AccountId, account.AccountId, $"Account {account.AccountId}", null, 7, null));

    public Task<PublishOutcome> PublishAsync(PlatformAccount account, OutgoingPost post, CancellationToken ct) => Task.FromResult(new PublishOutcome(PublishKind.Rejected));

    public Task<LookOutcome> LookAsync(PlatformAccount account, LostPost lost, CancellationToken ct) => Task.FromResult(new LookOutcome(LookKind.NotReadable));

    public Task<MetricsOutcome> ReadMetricsAsync(PlatformAccount account, string externalId, CancellationToken ct) => Task.FromResult(new MetricsOutcome(MetricsKind.NotObtainable));
}
