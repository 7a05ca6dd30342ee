using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.Lists;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Trends;

/// <param name="Silent">Those that can be read and brought nothing new for <see cref="SourceRow.SilentDays"/> days.</param>
public sealed record SourceFilter(Guid? TopicId = null, SourceState? State = null, bool Silent = false, ListQuery? List = null);

/// <summary>When an event is and how early its idea comes.</summary>
public sealed record EventPlan(DateOnly Date, bool Yearly, int DaysAhead, string Note);

public sealed record SourceRow(
    Guid Id, SourceKind Kind, string Name, string Address, Guid? TopicId, string? TopicName, int IntervalMinutes, SourceState State,
    DateTimeOffset? LastCheckedAt, DateTimeOffset NextCheckAt, string? LastError, string[] LastErrorArgs, int Items, double Weight, int Failures, DateTimeOffset? FailingSince,
    DateTimeOffset QuietSince, double PerWeek, EventPlan? Plan)
{
    public const int SilentDays = 30;

    /// <summary>Read on a schedule, unlike what people bring and what the calendar does.</summary>
    public bool IsFetched => TrendSource.Fetched.Contains(Kind);

    public bool IsSilent(DateTimeOffset now) => IsFetched && State is SourceState.Active && QuietSince <= now.AddDays(-SilentDays);

    public Problem? LastProblem() => LastError is null ? null : new Problem(ProblemKind.Unavailable, null, LastError, [.. LastErrorArgs]);
}

/// <summary>Where ideas come from, for the list and its file.</summary>
public sealed class SourceQueries(Db db, Actor actor, TimeProvider clock)
{
    /// <summary>Over which the items a week are counted.</summary>
    private const int Weeks = 4;

    public async Task<ListPage<SourceRow>> ListAsync(SourceFilter filter, CancellationToken ct = default)
    {
        actor.Demand(Permission.ViewTrends);
        await using var rows = await db.OpenAsync(ct);
        return await Filtered(rows, filter).PageAsync(filter.List ?? ListQuery.First, Sorting(rows), Row(rows), ct);
    }

    /// <summary>Every source of the filter up to <paramref name="most"/>, in the order of the list: for a file, not for a page.</summary>
    public IAsyncEnumerable<SourceRow> EveryAsync(SourceFilter filter, int most, CancellationToken ct = default)
    {
        actor.Demand(Permission.ViewTrends);
        return ReadAsync(filter, most, ct);
    }

    public async Task<IReadOnlyList<TrendChoice>> ChoicesAsync(CancellationToken ct = default)
    {
        actor.Demand(Permission.ViewTrends);
        await using var rows = await db.OpenAsync(ct);
        return await rows.TrendSources.OrderBy(s => s.Name).Select(s => new TrendChoice(s.Id, s.Name)).ToListAsync(ct);
    }

    private async IAsyncEnumerable<SourceRow> ReadAsync(SourceFilter filter, int most, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var rows = await db.OpenAsync(ct);
        await foreach (var row in Filtered(rows, filter).Stream(filter.List ?? ListQuery.First, Sorting(rows), Row(rows), most).WithCancellation(ct))
            yield return row;
    }

    private static Sorting<TrendSource> Sorting(AppDb rows) => new Sorting<TrendSource>(s => s.Id)
        .By("name", s => s.Name)
        .By("state", s => s.State)
        .By("checked", s => s.LastCheckedAt)
        .By("next", s => s.NextCheckAt)
        .By("ideas", s => rows.TrendItems.Where(i => i.SourceId == s.Id && i.State != TrendItemState.Hidden).Select(i => i.ClusterId).Distinct().Count());

    // hidden ideas do not count, and a story told twice counts once: the number is a link to what the list of ideas will show
    private Expression<Func<TrendSource, SourceRow>> Row(AppDb rows)
    {
        var since = clock.GetUtcNow().AddDays(-7 * Weeks);
        return s => new SourceRow(
        s.Id, s.Kind, s.Name, s.Address, s.TopicId, rows.Topics.Where(t => t.Id == s.TopicId).Select(t => t.Name).SingleOrDefault(), s.IntervalMinutes, s.State,
        s.LastCheckedAt, s.NextCheckAt, s.LastError, s.LastErrorArgs, rows.TrendItems.Where(i => i.SourceId == s.Id && i.State != TrendItemState.Hidden).Select(i => i.ClusterId).Distinct().Count(),
            s.Weight, s.FailCount, s.FailingSince, s.LastNewAt ?? s.CreatedAt, rows.TrendItems.Count(i => i.SourceId == s.Id && i.CollectedAt > since) / (double)Weeks,
            rows.TrendEvents.Where(e => e.SourceId == s.Id).Select(e => new EventPlan(e.Date, e.Yearly, e.DaysAhead, e.Note)).SingleOrDefault());
    }

    private IQueryable<TrendSource> Filtered(AppDb rows, SourceFilter filter)
    {
        var sources = rows.TrendSources.AsNoTracking();
        if (filter.TopicId is { } topic)
            sources = sources.Where(s => s.TopicId == topic);
        if (filter.State is { } state)
            sources = sources.Where(s => s.State == state);
        if (filter.Silent)
        {
            var before = clock.GetUtcNow().AddDays(-SourceRow.SilentDays);
            sources = sources.Where(s => TrendSource.Fetched.Contains(s.Kind) && s.State == SourceState.Active && (s.LastNewAt ?? s.CreatedAt) <= before);
        }
        if (string.IsNullOrWhiteSpace(filter.List?.Search))
            return sources;
        var pattern = LikePattern.Of(filter.List.Search);
        return sources.Where(s => EF.Functions.ILike(s.Name, pattern, LikePattern.Escape) || EF.Functions.ILike(s.Address, pattern, LikePattern.Escape));
    }
}
