using ContentFactory.Domain.Access;
using ContentFactory.Domain.Content;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.Lists;
using ContentFactory.Domain.Trends;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Analytics;

/// <summary>One row that a search over the whole tenant found. <paramref name="Note"/> tells it from its neighbours.</summary>
public sealed record FoundRow(Guid Id, string Title, string Note);

public sealed record Found(IReadOnlyList<FoundRow> Posts, IReadOnlyList<FoundRow> Ideas, IReadOnlyList<FoundRow> Channels)
{
    public static readonly Found Nothing = new([], [], []);
}

/// <summary>
/// Finds posts, ideas and channels by their titles. Titles are short and the answer ends after a few rows, so it is a plain ILIKE: a policy
/// keeps the database from using a text index here anyway.
/// </summary>
public sealed class TenantSearch(Db db, Actor actor)
{
    public const int Each = 5;

    public async Task<Found> FindAsync(string text, CancellationToken ct)
    {
        actor.Demand(Permission.ViewPosts);
        actor.Demand(Permission.ViewTrends);
        actor.Demand(Permission.ViewChannels);
        if (string.IsNullOrWhiteSpace(text))
            return Found.Nothing;
        var pattern = LikePattern.Of(text);
        await using var rows = await db.OpenAsync(ct);
        return new Found(await PostsAsync(rows, pattern, ct), await IdeasAsync(rows, pattern, ct), await ChannelsAsync(rows, pattern, ct));
    }

    private static Task<List<FoundRow>> PostsAsync(AppDb rows, string pattern, CancellationToken ct) =>
        rows.Posts.AsNoTracking().Where(p => p.Status != PostStatus.Archived && EF.Functions.ILike(p.Title, pattern, LikePattern.Escape))
            .OrderByDescending(p => p.UpdatedAt).Take(Each)
            .Select(p => new FoundRow(p.Id, p.Title, rows.Companies.Where(c => c.Id == p.CompanyId).Select(c => c.Name).Single())).ToListAsync(ct);

    private static Task<List<FoundRow>> IdeasAsync(AppDb rows, string pattern, CancellationToken ct) =>
        rows.TrendItems.AsNoTracking().Where(i => i.State != TrendItemState.Hidden && EF.Functions.ILike(i.Title, pattern, LikePattern.Escape))
            .OrderByDescending(i => i.PublishedAt ?? i.CollectedAt).Take(Each)
            .Select(i => new FoundRow(i.Id, i.Title, rows.TrendSources.Where(s => s.Id == i.SourceId).Select(s => s.Name).Single())).ToListAsync(ct);

    private static Task<List<FoundRow>> ChannelsAsync(AppDb rows, string pattern, CancellationToken ct) =>
        rows.Channels.AsNoTracking().Where(c => EF.Functions.ILike(c.DisplayName, pattern, LikePattern.Escape) || EF.Functions.ILike(c.Handle!, pattern, LikePattern.Escape))
            .OrderBy(c => c.DisplayName).Take(Each)
            .Select(c => new FoundRow(c.Id, c.DisplayName, c.Platform)).ToListAsync(ct);
}
