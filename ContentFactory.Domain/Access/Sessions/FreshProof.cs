using Microsoft.Extensions.Options;

namespace ContentFactory.Domain.Access;

/// <summary>Somebody who changes the own account, in the session that does it.</summary>
/// <param name="Network">By <see cref="EntryLimits.NetworkOf"/>.</param>
public sealed record OwnSession(Guid Id, Person Person, string Network = "unknown", Origin? Origin = null);

/// <summary>
/// Lasting ways into an account are given and taken only shortly after a proof (sign-in, password, code) in the very session that asks:
/// whoever finds an open browser gets no way to come back.
/// </summary>
public sealed class FreshProof(SessionRegister sessions, IOptions<AccessOptions> options)
{
    /// <summary>The key of the problem that a page answers by leading to the proof.</summary>
    public const string Needed = "Access.ProofNeeded";

    public Task<bool> HoldsAsync(OwnSession own, CancellationToken ct) => sessions.IsProvedAsync(own.Id, own.Person.Id, TimeSpan.FromMinutes(options.Value.ProofMinutes), ct);

    internal async Task<Problem?> MissingAsync(OwnSession own, CancellationToken ct) => await HoldsAsync(own, ct) ? null : Problem.Forbidden(Needed);

    internal Task GiveAsync(OwnSession own, CancellationToken ct) => sessions.ProveAsync(own.Id, own.Person.Id, ct);
}
