namespace ContentFactory.Domain.Platforms;

/// <summary>One way to sign in at a network by OAuth 2, such as "Login with Instagram" and "Login with Facebook" for Instagram accounts.</summary>
public interface IPlatformSignIn
{
    /// <summary>Lower-case and unique over all networks; stands in the callback's path: "/connect/{key}/callback".</summary>
    string Key { get; }

    /// <summary>The name of the pool of registered apps that it uses: "meta", "google", ...</summary>
    string AppPool { get; }

    /// <summary>Where the person's browser is sent.</summary>
    Uri AddressOf(SignInRequest request);

    /// <summary>Turns the code of the return into the accounts that can be connected, each with its tokens. Problems are plain words for the person.</summary>
    Task<Result<SignedIn>> ExchangeAsync(SignInReturn returned, CancellationToken ct);
}

/// <summary>An app that is registered at a network. <paramref name="Id"/> is public, the secret never leaves the server.</summary>
public sealed record PlatformApp(string Id, string Secret)
{
    /// <summary>Records print their members; secrets must not reach a log that way.</summary>
    public override string ToString() => Id;
}

/// <param name="State">Single-use and bound to session and tenant.</param>
/// <param name="Challenge">S256 of the verifier; ways without PKCE leave it out.</param>
/// <param name="Base">Replaces the network's address (sandbox); null for the configured one.</param>
public sealed record SignInRequest(PlatformApp App, Uri Callback, string State, string Challenge, Uri? Base = null)
{
    /// <summary>Records print their members; secrets must not reach a log that way.</summary>
    public override string ToString() => App.Id;
}

/// <param name="Verifier">Whose challenge was sent.</param>
public sealed record SignInReturn(PlatformApp App, Uri Callback, string Code, string Verifier, Uri? Base = null)
{
    /// <summary>Records print their members; secrets must not reach a log that way.</summary>
    public override string ToString() => App.Id;
}

/// <param name="MissingScopes">Needed and not granted; empty where everything was.</param>
public sealed record SignedIn(IReadOnlyList<OfferedAccount> Accounts, IReadOnlyList<string> MissingScopes);

/// <summary>An account that may be connected now, with the secrets by their names (<see cref="AccountTokens"/>).</summary>
/// <param name="Obstacle">Why it can't be connected, in plain words ("not a professional account"); null where it can.</param>
public sealed record OfferedAccount(ConnectedAccount Account, IReadOnlyDictionary<string, string> Secrets, Problem? Obstacle = null)
{
    /// <summary>Records print their members; secrets must not reach a log that way.</summary>
    public override string ToString() => Account.DisplayName;
}
