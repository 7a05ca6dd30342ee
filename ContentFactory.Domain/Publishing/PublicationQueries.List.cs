using System.Runtime.CompilerServices;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.Lists;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Publishing;

/// <summary>All publications as a list that pages, sorts and searches.</summary>
public sealed partial class PublicationQueries
{
    public const int PageSize = 30;

    private static readonly Sorting<Publication> Sorting = new Sorting<Publication>(p => p.Id).By("planned", p => p.ScheduledAt, descending: true).By("published", p => p.PublishedAt);

    public async Task<ListPage<PublicationCard>> ListAsync(CalendarFilter filter, ListQuery list, CancellationToken ct)
    {
        actor.Demand(Permission.ViewSchedule);
        await using var rows = await db.OpenAsync(ct);
        return await Found(rows, filter, list).PageJoinedAsync(list, Sorting, page => page.Cards(rows), ct);
    }

    /// <summary>Every publication of the filter up to <paramref name="most"/>, in the order of the list: for a file, not for a page.</summary>
    public IAsyncEnumerable<PublicationCard> EveryAsync(CalendarFilter filter, ListQuery list, int most, CancellationToken ct)
    {
        actor.Demand(Permission.ViewSchedule);
        return ReadAsync(filter, list, most, ct);
    }

    private async IAsyncEnumerable<PublicationCard> ReadAsync(CalendarFilter filter, ListQuery list, int most, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var rows = await db.OpenAsync(ct);
        await foreach (var card in Found(rows, filter, list).StreamJoined(list, Sorting, found => found.Cards(rows), most).WithCancellation(ct))
            yield return card;
    }

    private static IQueryable<Publication> Found(AppDb rows, CalendarFilter filter, ListQuery list)
    {
        var found = rows.Publications.AsNoTracking().Matching(filter, rows);
        if (string.IsNullOrWhiteSpace(list.Search))
            return found;
        var posts = rows.FoundPosts(list.Search, beyondTitle: false);
        return found.Where(p => posts.Contains(p.PostId));
    }
}
