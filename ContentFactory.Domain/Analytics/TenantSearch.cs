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

/// <summary>Finds posts, ideas and channels by their titles. Channels are few: there a plain ILIKE under the policy does.</summary>
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
        await using var rows = await db.OpenAsync(ct);
        return new Found(await PostsAsync(rows, text, ct), await IdeasAsync(rows, text, ct), await ChannelsAsync(rows, LikePattern.Of(text), ct));
    }

    private static Task<List<FoundRow>> PostsAsync(AppDb rows, string text, CancellationToken ct)
    {
        var found = rows.FoundPosts(text, beyondTitle: false);
        return rows.Posts.AsNoTracking().Where(p => p.Status != PostStatus.Archived && found.Contains(p.Id))
            .OrderByDescending(p => p.UpdatedAt).Top(Each)
            .Select(p => new FoundRow(p.Id, p.Title, rows.Companies.Where(c => c.Id == p.CompanyId).Select(c => c.Name).Single())).ToListAsync(ct);
    }

    private static Task<List<FoundRow>> IdeasAsync(AppDb rows, string text, CancellationToken ct)
    {
        var found = rows.FoundIdeas(text, beyondTitle: false);
        return rows.TrendItems.AsNoTracking().Where(i => i.State != TrendItemState.Hidden && found.Contains(i.Id))
            .OrderByDescending(i => i.PublishedAt ?? i.CollectedAt).Top(Each)
            .Select(i => new FoundRow(i.Id, i.Title, rows.TrendSources.Where(s => s.Id == i.SourceId).Select(s => s.Name).Single())).ToListAsync(ct);
    }

    private static Task<List<FoundRow>> ChannelsAsync(AppDb rows, string pattern, CancellationToken ct) =>
        rows.Channels.AsNoTracking().Where(c => EF.Functions.ILike(c.DisplayName, pattern, LikePattern.Escape) || EF.Functions.ILike(c.Handle!, pattern, LikePattern.Escape))
            .OrderBy(c => c.DisplayName).Top(Each)
            .Select(c => new FoundRow(c.Id, c.DisplayName, c.Platform)).ToListAsync(ct);
}
