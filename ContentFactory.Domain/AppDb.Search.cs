using ContentFactory.Domain.Lists;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain;

public sealed partial class AppDb
{
    /// <summary>
    /// Ids of this tenant's posts that contain the words as typed, for the where clause of a query. A policy keeps the text indexes from being
    /// used, so the functions of the migration `search` look past it, with the tenant of the session.
    /// </summary>
    internal IQueryable<Guid> FoundPosts(string search, bool beyondTitle) =>
        Database.SqlQuery<Guid>($"""select found as "Value" from find_posts({LikePattern.Of(search)}, {beyondTitle}) found""");

    /// <summary>The same for ideas; beyond the title stands the summary.</summary>
    internal IQueryable<Guid> FoundIdeas(string search, bool beyondTitle) =>
        Database.SqlQuery<Guid>($"""select found as "Value" from find_trend_items({LikePattern.Of(search)}, {beyondTitle}) found""");

    /// <summary>
    /// The leaders of the stories that contain the words in one of their items; null where that are too many to know them all, and each story is to be
    /// asked instead.
    /// </summary>
    internal async Task<Guid[]?> FoundStoriesAsync(string pattern, CancellationToken ct)
    {
        var found = await Database.SqlQuery<Guid?>($"""select found as "Value" from find_trend_stories({pattern}, {MostFound + 1}) found""").ToListAsync(ct);
        return found is [null] ? null : [.. found.OfType<Guid>()];
    }

    // with more, asking story by story is quicker
    private const int MostFound = 6_000;
}
