namespace ContentFactory.Domain.Platforms;

/// <summary>What a connector needs to act as an account. <paramref name="ApiBase"/> and <paramref name="WebBase"/> override the platform's addresses (sandbox channels).</summary>
/// <param name="AppKey">The app whose token it is, as <see cref="ConnectedAccount.AppKey"/> said; null where the network knows no apps.</param>
public sealed record PlatformAccount(string AccountId, string? Handle, IReadOnlyDictionary<string, string> Secrets, Uri? ApiBase = null, Uri? WebBase = null, string? AppKey = null)
{
    /// <summary>All calls for the account go through it; null where they go directly.</summary>
    public PlatformProxy? Proxy { get; init; }

    /// <summary>Records print their members; secrets must not reach a log that way.</summary>
    public override string ToString() => $"{AccountId} ({Handle})";
}

/// <summary>Who the account is, as the platform says. <paramref name="TokenValidUntil"/> is null where tokens do not expire.</summary>
/// <param name="AppKey">The app at the platform (a bot, a registered application) whose calls these are: its limit is shared by all its accounts.</param>
public sealed record ConnectedAccount(
    string AccountId, string? Handle, string DisplayName, string? Bio, int? Followers, DateTimeOffset? TokenValidUntil, string? AppKey = null);
