using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.Lists;
using ContentFactory.Domain.Trends.Search;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Trends;

/// <param name="State">Null shows all but the hidden ones.</param>
/// <param name="CompanyId">Ideas of the topics that the company writes about.</param>
/// <param name="Sources">Stories that at least so many sources carry.</param>
public sealed record TrendFilter(
    Guid? TopicId = null, Guid? SourceId = null, TrendItemState? State = null, Guid? CompanyId = null, int? Sources = null, ListQuery? List = null);

/// <summary>A story: its first item, and how many sources carry it.</summary>
/// <param name="Score">Today's, from 0.</param>
/// <param name="Weight">Of the heaviest source.</param>
public sealed record TrendRow(
    Guid Id, string Title, string Summary, string? Url, string SourceName, double Weight, double Fit, int Sources, string? TopicName, string? Language,
    DateTimeOffset At, double Score, TrendItemState State, int UsedCount);

/// <summary>How one source tells a story.</summary>
public sealed record StoryRow(Guid Id, string Title, string? Url, string SourceName, DateTimeOffset At);

/// <param name="Failing">Sources that could not be read at their last check.</param>
public sealed record TrendCounts(int Topics, int Sources, int Failing, int Niches = 0);

/// <summary>The ideas, as their page and their file show them.</summary>
public sealed class TrendQueries(Db db, Actor actor, TimeProvider clock)
{
    private const int MostTellers = 50;

    // counting all would take longer than reading the page, and nobody turns to the five hundredth
    private const int MostCounted = 10_000;
    private const int MostSearched = 200;

    private static readonly Sorting<TrendItem> Sorting = new Sorting<TrendItem>(i => i.Id)
        .By("score", i => i.Score, descending: true)
        .By("published", i => i.PublishedAt ?? i.CollectedAt)
        .By("title", i => i.Title);

    public async Task<ListPage<TrendRow>> ListAsync(TrendFilter filter, CancellationToken ct = default)
    {
        actor.Demand(Permission.ViewTrends);
        await using var rows = await db.OpenAsync(ct);
        var query = filter.List ?? ListQuery.First;
        var (items, searched) = await FoundAsync(rows, filter, ct);
        var page = searched is { } most ? await SearchedAsync(rows, items, query, most, ct) : await items.PageJoinedAsync(query, Sorting, page => Rows(rows, page), ct, MostCounted);
        return page with { Rows = [.. page.Rows.Select(Today)] };
    }

    /// <summary>Every idea of the filter up to <paramref name="most"/>, in the order of the list: for a file, not for a page.</summary>
    public IAsyncEnumerable<TrendRow> EveryAsync(TrendFilter filter, int most, CancellationToken ct = default)
    {
        actor.Demand(Permission.ViewTrends);
        return ReadAsync(filter, most, ct);
    }

    /// <summary>Who carries a story, the first one first.</summary>
    public async Task<IReadOnlyList<StoryRow>> SourcesOfAsync(Guid itemId, CancellationToken ct = default)
    {
        actor.Demand(Permission.ViewTrends);
        await using var rows = await db.OpenAsync(ct);
        var told = from i in rows.TrendItems join source in rows.TrendSources on i.SourceId equals source.Id
                   where i.ClusterId == itemId orderby i.Id select new StoryRow(i.Id, i.Title, i.Url, source.Name, i.PublishedAt ?? i.CollectedAt);
        return await told.Take(MostTellers).ToListAsync(ct);
    }

    /// <summary>What stands behind the tabs beside the ideas.</summary>
    public async Task<TrendCounts> CountsAsync(CancellationToken ct = default)
    {
        actor.Demand(Permission.ViewTrends);
        await using var rows = await db.OpenAsync(ct);
        var sources = await rows.TrendSources.GroupBy(s => s.State).Select(g => new { State = g.Key, Count = g.Count() }).ToListAsync(ct);
        return new TrendCounts(await rows.Topics.CountAsync(ct), sources.Sum(s => s.Count), sources.Where(s => s.State is SourceState.Failing).Sum(s => s.Count), await rows.Niches.CountAsync(n => n.Status != NicheStatus.Archived, ct));
    }

    private async IAsyncEnumerable<TrendRow> ReadAsync(TrendFilter filter, int most, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var rows = await db.OpenAsync(ct);
        var (items, _) = await FoundAsync(rows, filter, ct);
        await foreach (var row in items.StreamJoined(filter.List ?? ListQuery.First, Sorting, every => Rows(rows, every), most).WithCancellation(ct))
            yield return Today(row);
    }

    /// <summary>What was found is looked through once for the count and the page: at most so many ids, which are no work to find again.</summary>
    private static async Task<ListPage<TrendRow>> SearchedAsync(AppDb rows, IQueryable<TrendItem> items, ListQuery query, int most, CancellationToken ct)
    {
        var first = await Sorting.Apply(items, query).Select(i => i.Id).Top(most + 1).ToListAsync(ct);
        return await Paging.PageOfAsync(first, most, query, async ids => await Rows(rows, Sorting.Apply(rows.TrendItems.AsNoTracking().Where(i => ids.Contains(i.Id)), query)).ToListAsync(ct));
    }

    private TrendRow Today(TrendRow row) => row with { Score = TrendScore.Now(row.Score, clock.GetUtcNow()) };

    private static IQueryable<TrendRow> Rows(AppDb rows, IQueryable<TrendItem> items) =>
        from i in items
        join source in rows.TrendSources on i.SourceId equals source.Id
        join found in rows.Topics on i.TopicId equals found.Id into topics
        from topic in topics.DefaultIfEmpty()
        select new TrendRow(
            i.Id, i.Title, i.Summary, i.Url, source.Name, i.Weight, i.Fit, i.Sources, topic.Name, i.Language, i.PublishedAt ?? i.CollectedAt, i.Score, i.State, i.UsedCount);

    /// <returns>The ideas, and of a search how many are counted: few where each story on the way has to be asked for the words.</returns>
    private static async Task<(IQueryable<TrendItem> Items, int? Most)> FoundAsync(AppDb rows, TrendFilter filter, CancellationToken ct)
    {
        var pattern = string.IsNullOrWhiteSpace(filter.List?.Search) ? null : LikePattern.Of(filter.List.Search);
        var found = pattern is null ? null : await rows.FoundStoriesAsync(pattern, ct);
        var items = Filtered(rows.TrendItems.AsNoTracking(), rows, filter);
        // leaders that are named by their ids are not asked whether they lead: the planner takes leaders for few and would read all of them
        if (found is not null)
            return (items.Where(i => found.Contains(i.Id)), MostCounted);
        if (filter.SourceId is null)
            items = items.Where(i => i.ClusterId == i.Id);
        return pattern is null ? (items, null) : (items.Where(Has(rows, filter.List!.Search!)), MostSearched);
    }

    /// <summary>Skipping none keeps the planner from looking up the words of all ideas before it asks the first story.</summary>
    private static Expression<Func<TrendItem, bool>> Has(AppDb rows, string search)
    {
        // becomes strpos, which skips through a text as LIKE does not
        var words = PlainText.Line(search).ToLowerInvariant();
        return i => rows.Set<TrendSearchText>().Where(w => w.ClusterId == i.Id && w.Text.IndexOf(words) + 1 > 0).Skip(0).Any();
    }

    private static IQueryable<TrendItem> Filtered(IQueryable<TrendItem> items, AppDb rows, TrendFilter filter)
    {
        items = filter.State is { } state ? items.Where(i => i.State == state) : items.Where(i => i.State != TrendItemState.Hidden);
        if (filter.TopicId is { } topic)
            items = items.Where(i => i.TopicId == topic);
        if (filter.SourceId is { } source)
            items = items.Where(i => rows.TrendItems.Where(m => m.SourceId == source).Select(m => m.ClusterId).Contains(i.Id));
        if (filter.Sources is { } sources)
            items = items.Where(i => i.Sources >= EF.Constant(sources));
        if (filter.CompanyId is { } company)
            items = items.Where(i => rows.CompanyTopics.Any(l => l.CompanyId == company && l.TopicId == i.TopicId));
        return items;
    }
}
