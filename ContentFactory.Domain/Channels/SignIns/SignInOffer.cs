using System.Globalization;
using System.Text.Json.Serialization;
using ContentFactory.Domain.Platforms;

namespace ContentFactory.Domain.Channels;

/// <summary>What a person may connect after signing in at a network.</summary>
/// <param name="MissingScopes">Needed and not granted, by the network's names.</param>
/// <param name="Fault">Why there is nothing to choose from; null where there is.</param>
public sealed record SignInOffer(Guid Id, string Platform, Guid CompanyId, bool Sandbox, IReadOnlyList<string> MissingScopes, IReadOnlyList<OfferedChoice> Accounts, StoredProblem? Fault);

/// <param name="IsConnected">It is a channel of this tenant already; choosing it renews its tokens.</param>
/// <param name="Obstacle">Why it can't be connected; null where it can.</param>
public sealed record OfferedChoice(string AccountId, string? Handle, string DisplayName, int? Followers, bool IsConnected, StoredProblem? Obstacle);

/// <summary>A problem as it is kept between two requests.</summary>
public sealed record StoredProblem(ProblemKind Kind, string TextKey, string[] Args)
{
    [JsonIgnore]
    public Problem Problem => new(Kind, null, TextKey, [.. Args]);

    public static StoredProblem? Of(Problem? problem) =>
        problem is null ? null : new(problem.Kind, problem.TextKey, [.. problem.Args.Select(a => Convert.ToString(a, CultureInfo.InvariantCulture) ?? "")]);
}

/// <summary>The same with the tokens, as it lies sealed in the database.</summary>
/// <param name="Fault">Why there is nothing to choose from; null where there is.</param>
internal sealed record SealedOffer(string AppId, IReadOnlyList<string> MissingScopes, IReadOnlyList<SealedAccount> Accounts, StoredProblem? Fault = null)
{
    public static SealedOffer Of(Result<SignedIn> signedIn, string appId) => signedIn.Ok
        ? new(appId, signedIn.Value.MissingScopes, [.. signedIn.Value.Accounts.Select(SealedAccount.Of)])
        : new(appId, [], [], StoredProblem.Of(signedIn.Problem));
}

internal sealed record SealedAccount(
    string AccountId, string? Handle, string DisplayName, int? Followers, DateTimeOffset? TokenValidUntil, Dictionary<string, string> Secrets, StoredProblem? Obstacle)
{
    public static SealedAccount Of(OfferedAccount offered) => new(
        offered.Account.AccountId, offered.Account.Handle, offered.Account.DisplayName, offered.Account.Followers, offered.Account.TokenValidUntil,
        new(offered.Secrets, StringComparer.Ordinal), StoredProblem.Of(offered.Obstacle));

    /// <summary>Records print their members; secrets must not reach a log that way.</summary>
    public override string ToString() => DisplayName;
}
