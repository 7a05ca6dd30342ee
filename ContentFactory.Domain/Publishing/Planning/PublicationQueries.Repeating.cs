using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Publishing;

/// <summary>The repetition that a publication is one of.</summary>
public sealed record PublicationRepeats(Guid Id, RecurrenceState State, Repetition Rule);

public sealed partial class PublicationQueries
{
    private static async Task<PublicationRepeats?> RepeatsAsync(AppDb rows, Guid publicationId, CancellationToken ct)
    {
        var found = await rows.Recurrences.AsNoTracking().SingleOrDefaultAsync(r => rows.Publications.Any(p => p.Id == publicationId && p.RecurrenceId == r.Id), ct);
        return found is null ? null : new(found.Id, found.State, found.Rule);
    }
}
