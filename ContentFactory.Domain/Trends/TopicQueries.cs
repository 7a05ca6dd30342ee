using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.Lists;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Trends;

/// <summary>A topic or a source by its name, for choosing.</summary>
public sealed record TrendChoice(Guid Id, string Name);

/// <param name="CompanyId">Topics that the company writes about.</param>
public sealed record TopicFilter(string? Language = null, Guid? CompanyId = null, Guid? NicheId = null, ListQuery? List = null);

public sealed record TopicRow(Guid Id, string Name, string[] Keywords, string Language, IReadOnlyList<Guid> CompanyIds, int Sources, int Items, Guid? NicheId, string? NicheName);

/// <summary>What the tenant writes about, for the list and its file.</summary>
public sealed class TopicQueries(Db db, Actor actor)
{
    public async Task<ListPage<TopicRow>> ListAsync(TopicFilter filter, CancellationToken ct = default)
    {
        actor.Demand(Permission.ViewTopics);
        await using var rows = await db.OpenAsync(ct);
        return await Filtered(rows, filter).PageAsync(filter.List ?? ListQuery.First, Sorting(rows), Row(rows), ct);
    }

    /// <summary>Every topic of the filter up to <paramref name="most"/>, in the order of the list: for a file, not for a page.</summary>
    public IAsyncEnumerable<TopicRow> EveryAsync(TopicFilter filter, int most, CancellationToken ct = default)
    {
        actor.Demand(Permission.ViewTopics);
        return ReadAsync(filter, most, ct);
    }

    public async Task<IReadOnlyList<TrendChoice>> ChoicesAsync(CancellationToken ct = default)
    {
        actor.Demand(Permission.ViewTopics);
        await using var rows = await db.OpenAsync(ct);
        return await rows.Topics.OrderBy(t => t.Name).Select(t => new TrendChoice(t.Id, t.Name)).ToListAsync(ct);
    }

    private async IAsyncEnumerable<TopicRow> ReadAsync(TopicFilter filter, int most, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var rows = await db.OpenAsync(ct);
        await foreach (var row in Filtered(rows, filter).Stream(filter.List ?? ListQuery.First, Sorting(rows), Row(rows), most).WithCancellation(ct))
            yield return row;
    }

    private static Sorting<Topic> Sorting(AppDb rows) => new Sorting<Topic>(t => t.Id)
        .By("name", t => t.Name)
        .By("sources", t => rows.TrendSources.Count(s => s.TopicId == t.Id))
        .By("ideas", t => rows.TrendItems.Count(i => i.TopicId == t.Id && i.ClusterId == i.Id && i.State != TrendItemState.Hidden))
        .By("created", t => t.CreatedAt);

    // hidden ideas do not count: the number is a link to what the list of ideas will show
    private static Expression<Func<Topic, TopicRow>> Row(AppDb rows) => t => new TopicRow(
        t.Id, t.Name, t.Keywords, t.Language, rows.CompanyTopics.Where(l => l.TopicId == t.Id).Select(l => l.CompanyId).ToList(),
        rows.TrendSources.Count(s => s.TopicId == t.Id), rows.TrendItems.Count(i => i.TopicId == t.Id && i.ClusterId == i.Id && i.State != TrendItemState.Hidden),
        t.NicheId, rows.Niches.Where(n => n.Id == t.NicheId).Select(n => n.Name).SingleOrDefault());

    private static IQueryable<Topic> Filtered(AppDb rows, TopicFilter filter)
    {
        var topics = rows.Topics.AsNoTracking();
        if (filter.Language is { } language)
            topics = topics.Where(t => t.Language == language);
        if (filter.CompanyId is { } company)
            topics = topics.Where(t => rows.CompanyTopics.Any(l => l.CompanyId == company && l.TopicId == t.Id));
        if (filter.NicheId is { } niche)
            topics = topics.Where(t => t.NicheId == niche);
        if (string.IsNullOrWhiteSpace(filter.List?.Search))
            return topics;
        var pattern = LikePattern.Of(filter.List.Search);
        return topics.Where(t => EF.Functions.ILike(t.Name, pattern, LikePattern.Escape) || t.Keywords.Any(k => EF.Functions.ILike(k, pattern, LikePattern.Escape)));
    }
}
