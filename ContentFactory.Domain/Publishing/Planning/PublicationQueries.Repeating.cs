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

    /// <summary>The evergreen category whose slot it fills; one that was removed since is named no more.</summary>
    private static Task<EvergreenChoice?> EvergreenAsync(AppDb rows, Guid publicationId, CancellationToken ct) =>
        (from p in rows.Publications.Where(p => p.Id == publicationId)
         join slot in rows.EvergreenSlots on p.EvergreenSlotId equals slot.Id
         join category in rows.EvergreenCategories.Where(c => c.State != EvergreenState.Removed) on slot.CategoryId equals category.Id
         select new EvergreenChoice(category.Id, category.Name)).SingleOrDefaultAsync(ct);
}
