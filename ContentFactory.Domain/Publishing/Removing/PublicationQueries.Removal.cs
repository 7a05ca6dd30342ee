using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Publishing;

/// <summary>That somebody asked for a post to be deleted at its network, and what came of it.</summary>
/// <param name="AskedBy">Null where the person is not here any more.</param>
public sealed record RemovalLine(RemovalState State, string? AskedBy, DateTimeOffset AskedAt, DateTimeOffset NextTryAt, DateTimeOffset? EndedAt, string? ReasonKey, string[] ReasonArgs)
{
    /// <summary>Why the network refused, or why it is asked again.</summary>
    public Problem? Reason => ReasonKey is null ? null : new(ProblemKind.Unavailable, null, ReasonKey, [.. ReasonArgs]);
}

public sealed partial class PublicationQueries
{
    private static Task<RemovalLine?> RemovalAsync(AppDb rows, Guid id, CancellationToken ct) => rows.PublicationRemovals.AsNoTracking().Where(r => r.PublicationId == id)
        .Select(r => new RemovalLine(r.State, rows.People.Where(p => p.Id == r.AskedBy).Select(p => p.DisplayName).FirstOrDefault(), r.AskedAt, r.NextTryAt, r.EndedAt, r.ReasonKey, r.ReasonArgs))
        .SingleOrDefaultAsync(ct);
}
