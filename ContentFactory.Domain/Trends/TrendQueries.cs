using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.Lists;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Trends;

public enum TrendSort { Score, Newest }

/// <param name="State">Null shows all but the hidden ones.</param>
/// <param name="Page">From 1.</param>
public sealed record TrendFilter(Guid? TopicId = null, Guid? SourceId = null, TrendItemState? State = null, string? Search = null, TrendSort Sort = TrendSort.Score, int Page = 1);

public sealed record TrendRow(
    Guid Id, string Title, string Summary, string? Url, string? ThumbnailUrl, string SourceName, string? TopicName, string? Language,
    DateTimeOffset At, double Score, TrendItemState State, int UsedCount);

public sealed record TrendPage(IReadOnlyList<TrendRow> Rows, int Total, int Page)
{
    public const int Size = 20;

    public int Pages => Math.Max(1, (Total + Size - 1) / Size);
}

public sealed record SourceRow(
    Guid Id, string Name, string Address, Guid? TopicId, string? TopicName, int IntervalMinutes, SourceState State,
    DateTimeOffset? LastCheckedAt, DateTimeOffset NextCheckAt, Problem? LastProblem, int Items);

public sealed record TopicRow(Guid Id, string Name, string[] Keywords, string Language, IReadOnlyList<Guid> CompanyIds, int Sources, int Items);

/// <summary>What the pages of ideas show.</summary>
public sealed class TrendQueries(Db db, Actor actor, TimeProvider clock)
{
    public async Task<TrendPage> ListAsync(TrendFilter filter, CancellationToken ct = default)
    {
        actor.Demand(Permission.ViewTrends);
        await using var rows = await db.OpenAsync(ct);
        var found = Filtered(rows.TrendItems.AsNoTracking(), filter);
        var total = await found.CountAsync(ct);
        var page = Math.Clamp(filter.Page, 1, Math.Max(1, (total + TrendPage.Size - 1) / TrendPage.Size));
        var sorted = filter.Sort is TrendSort.Newest ? found.OrderByDescending(i => i.PublishedAt ?? i.CollectedAt) : found.OrderByDescending(i => i.Score);
        var now = clock.GetUtcNow();
        var shown = await sorted.ThenByDescending(i => i.Id).Skip((page - 1) * TrendPage.Size).Take(TrendPage.Size)
            .Select(i => new TrendRow(
                i.Id, i.Title, i.Summary, i.Url, i.ThumbnailUrl,
                rows.TrendSources.Where(s => s.Id == i.SourceId).Select(s => s.Name).Single(),
                rows.Topics.Where(t => t.Id == i.TopicId).Select(t => t.Name).SingleOrDefault(),
                i.Language, i.PublishedAt ?? i.CollectedAt, i.Score, i.State, i.UsedCount))
            .ToListAsync(ct);
        return new TrendPage([.. shown.Select(r => r with { Score = TrendScore.Now(r.Score, now) })], total, page);
    }

    public async Task<IReadOnlyList<SourceRow>> SourcesAsync(CancellationToken ct = default)
    {
        actor.Demand(Permission.ViewTrends);
        await using var rows = await db.OpenAsync(ct);
        var found = await rows.TrendSources.AsNoTracking().OrderBy(s => s.Name).ThenBy(s => s.Id)
            .Select(s => new
            {
                Source = s, Topic = rows.Topics.Where(t => t.Id == s.TopicId).Select(t => t.Name).SingleOrDefault(), Items = rows.TrendItems.Count(i => i.SourceId == s.Id),
            })
            .ToListAsync(ct);
        return [.. found.Select(f => new SourceRow(
            f.Source.Id, f.Source.Name, f.Source.Address, f.Source.TopicId, f.Topic, f.Source.IntervalMinutes, f.Source.State,
            f.Source.LastCheckedAt, f.Source.NextCheckAt, LastProblem(f.Source), f.Items))];
    }

    public async Task<IReadOnlyList<TopicRow>> TopicsAsync(CancellationToken ct = default)
    {
        actor.Demand(Permission.ViewTopics);
        await using var rows = await db.OpenAsync(ct);
        return await rows.Topics.AsNoTracking().OrderBy(t => t.Name)
            .Select(t => new TopicRow(
                t.Id, t.Name, t.Keywords, t.Language, rows.CompanyTopics.Where(l => l.TopicId == t.Id).Select(l => l.CompanyId).ToList(),
                rows.TrendSources.Count(s => s.TopicId == t.Id), rows.TrendItems.Count(i => i.TopicId == t.Id)))
            .ToListAsync(ct);
    }

    private static IQueryable<TrendItem> Filtered(IQueryable<TrendItem> items, TrendFilter filter)
    {
        items = filter.State is { } state ? items.Where(i => i.State == state) : items.Where(i => i.State != TrendItemState.Hidden);
        if (filter.TopicId is { } topic)
            items = items.Where(i => i.TopicId == topic);
        if (filter.SourceId is { } source)
            items = items.Where(i => i.SourceId == source);
        if (string.IsNullOrWhiteSpace(filter.Search))
            return items;
        var pattern = LikePattern.Of(filter.Search);
        return items.Where(i => EF.Functions.ILike(i.Title, pattern, LikePattern.Escape) || EF.Functions.ILike(i.Summary, pattern, LikePattern.Escape));
    }

    private static Problem? LastProblem(TrendSource source) =>
        source.LastError is null ? null : new Problem(ProblemKind.Unavailable, null, source.LastError, [.. source.LastErrorArgs]);
}
