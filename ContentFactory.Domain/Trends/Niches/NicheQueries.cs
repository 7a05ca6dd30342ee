using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.Lists;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Trends.Niches;

public sealed record NicheFilter(NicheStatus? Status = null, ListQuery? List = null);

/// <param name="Items">Ideas of its topics that nobody hid.</param>
public sealed record NicheRow(
    Guid Id, string Name, string Slug, string? Description, NicheStatus Status, short? Potential, Competition? Competition, NicheTrend? Trend, decimal? AveragePrice, string? Currency,
    int? SearchVolume, string[] Keywords, string? Audience, string[] Pillars, int Topics, int Items);

/// <summary>The niches, for the list and for one of them.</summary>
public sealed class NicheQueries(Db db, Actor actor)
{
    public async Task<ListPage<NicheRow>> ListAsync(NicheFilter filter, CancellationToken ct = default)
    {
        actor.Demand(Permission.ViewTopics);
        await using var rows = await db.OpenAsync(ct);
        var niches = rows.Niches.AsNoTracking();
        niches = filter.Status is { } status ? niches.Where(n => n.Status == status) : niches;
        if (!string.IsNullOrWhiteSpace(filter.List?.Search))
        {
            var pattern = LikePattern.Of(filter.List.Search);
            niches = niches.Where(n => EF.Functions.ILike(n.Name, pattern, LikePattern.Escape) || n.Keywords.Any(k => EF.Functions.ILike(k, pattern, LikePattern.Escape)));
        }
        var sorting = new Sorting<Niche>(n => n.Id).By("name", n => n.Name).By("potential", n => n.Potential).By("status", n => n.Status)
            .By("topics", n => rows.Topics.Count(t => t.NicheId == n.Id));
        return await niches.PageAsync(filter.List ?? ListQuery.First, sorting, n => new NicheRow(
            n.Id, n.Name, n.Slug, n.Description, n.Status, n.Potential, n.Competition, n.Trend, n.AveragePrice, n.Currency, n.SearchVolume, n.Keywords, n.Audience, n.Pillars,
            rows.Topics.Count(t => t.NicheId == n.Id),
            rows.TrendItems.Count(i => i.ClusterId == i.Id && i.State != TrendItemState.Hidden && rows.Topics.Any(t => t.NicheId == n.Id && t.Id == i.TopicId))), ct);
    }

    public async Task<Result<NicheRow>> OneAsync(Guid nicheId, CancellationToken ct = default)
    {
        actor.Demand(Permission.ViewTopics);
        await using var rows = await db.OpenAsync(ct);
        var found = await rows.Niches.AsNoTracking().Where(n => n.Id == nicheId).Select(n => new NicheRow(
            n.Id, n.Name, n.Slug, n.Description, n.Status, n.Potential, n.Competition, n.Trend, n.AveragePrice, n.Currency, n.SearchVolume, n.Keywords, n.Audience, n.Pillars,
            rows.Topics.Count(t => t.NicheId == n.Id), rows.TrendItems.Count(i => i.ClusterId == i.Id && i.State != TrendItemState.Hidden && rows.Topics.Any(t => t.NicheId == n.Id && t.Id == i.TopicId)))).SingleOrDefaultAsync(ct);
        return found is null ? Problem.NotFound("Trends.NicheGone") : found;
    }

    public async Task<IReadOnlyList<TrendChoice>> ChoicesAsync(CancellationToken ct = default)
    {
        actor.Demand(Permission.ViewTopics);
        await using var rows = await db.OpenAsync(ct);
        return await rows.Niches.Where(n => n.Status != NicheStatus.Archived).OrderBy(n => n.Name).Select(n => new TrendChoice(n.Id, n.Name)).ToListAsync(ct);
    }
}
