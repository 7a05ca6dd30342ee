using ContentFactory.Domain.Access;
using ContentFactory.Domain.Ai.Makers;
using ContentFactory.Domain.Data;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Ai.Costs;

/// <param name="Name">The company, kind or model; null for what belongs to no company.</param>
/// <param name="Estimated">The part that nobody counted.</param>
public sealed record CostPart(string? Name, int Requests, long Tokens, decimal Cost, decimal Estimated, int Unpriced);

/// <summary>What one published post had cost to write and to rewrite.</summary>
/// <param name="Cost">Null where a model without a price was asked.</param>
public sealed record PostCost(Guid PostId, string Title, decimal? Cost, int Requests);

/// <param name="Limit">What the month may cost; both parts null without any limit.</param>
/// <param name="Held">Kept back for requests that are running.</param>
/// <param name="Models">What the installation offers; none without a key.</param>
public sealed record CostReport(
    DateOnly Month, BudgetLimit Limit, decimal Spent, decimal Held, int Failed, IReadOnlyList<CostPart> Companies, IReadOnlyList<CostPart> Kinds, IReadOnlyList<CostPart> Models,
    IReadOnlyList<PostCost> Posts, IReadOnlyList<string> Offered)
{
    public int Requests => Kinds.Sum(k => k.Requests);

    public int Unpriced => Kinds.Sum(k => k.Unpriced);

    /// <summary>Of the limit, from 0; above 1 it is overspent. Null without a limit.</summary>
    public decimal? Share => Limit.Amount is { } amount ? amount == 0 ? 1 : Spent / amount : null;
}

/// <summary>What models cost a tenant.</summary>
public sealed class AiCosts(Db db, Actor actor, ModelShelf shelf, TimeProvider clock)
{
    private const int MostPosts = 10;
    private const int MonthsBack = 12;

    /// <param name="month">Any day of it; null is this month. Further back than a year gives the oldest of them.</param>
    public async Task<CostReport> MonthAsync(DateOnly? month, CancellationToken ct)
    {
        actor.Demand(Permission.ViewAiCosts);
        var current = AiMonth.Of(clock.GetUtcNow());
        var first = month is { } asked ? Clamped(new DateOnly(asked.Year, asked.Month, 1), current) : current;
        await using var rows = await db.OpenAsync(ct);
        var (from, to) = (Start(first), Start(first.AddMonths(1)));
        var requests = rows.AiRequests.AsNoTracking().Where(r => r.At >= from && r.At < to);
        var totals = await requests.GroupBy(r => new { r.CompanyId, r.Kind, r.Model }).Select(g => new Total(
            g.Key.CompanyId, g.Key.Kind, g.Key.Model, g.Count(), g.Sum(r => (long)(r.InputTokens ?? 0) + (r.OutputTokens ?? 0)), g.Sum(r => r.Cost ?? 0), g.Sum(r => r.IsEstimate ? r.Cost ?? 0 : 0),
            g.Count(r => r.Cost == null && r.Outcome != AiOutcome.Sending), g.Count(r => r.Outcome == AiOutcome.Failed || r.Outcome == AiOutcome.Unknown))).ToListAsync(ct);
        var names = await rows.Companies.AsNoTracking().ToDictionaryAsync(c => c.Id, c => c.Name, ct);
        var counted = await rows.AiMonths.AsNoTracking().SingleOrDefaultAsync(m => m.Month == first, ct);
        return new CostReport(
            first, await BudgetLimit.ReadAsync(rows, ct), counted?.Spent ?? 0, counted?.Reserved ?? 0, totals.Sum(t => t.Failed),
            Parts(totals, t => t.CompanyId is { } id ? names.GetValueOrDefault(id) : null), Parts(totals, t => t.Kind.ToString()), Parts(totals, t => t.Model),
            await PostsAsync(rows, from, to, ct), [.. shelf.All.Select(o => o.Model)]);
    }

    /// <summary>The months that can be looked at, newest first.</summary>
    public static IReadOnlyList<DateOnly> Months(DateTimeOffset now) => [.. Enumerable.Range(0, MonthsBack).Select(back => AiMonth.Of(now).AddMonths(-back))];

    private static List<CostPart> Parts(List<Total> totals, Func<Total, string?> name) =>
    [
        .. totals.GroupBy(name).Select(g => new CostPart(g.Key, g.Sum(t => t.Requests), g.Sum(t => t.Tokens), g.Sum(t => t.Cost), g.Sum(t => t.Estimated), g.Sum(t => t.Unpriced)))
            .OrderByDescending(p => p.Cost).ThenByDescending(p => p.Requests).ThenBy(p => p.Name, StringComparer.Ordinal),
    ];

    /// <summary>The dearest of the posts that went out in these days, drafts and rewritings together.</summary>
    private static async Task<List<PostCost>> PostsAsync(AppDb rows, DateTimeOffset from, DateTimeOffset to, CancellationToken ct) =>
        await rows.Database.SqlQuery<PostCost>($"""
            select p.id as "PostId", p.title as "Title", case when bool_or(r.cost is null and r.outcome <> 'sending') then null else sum(coalesce(r.cost, 0)) end as "Cost", count(*)::int as "Requests"
            from posts p
            join ai_requests r on r.tenant_id = p.tenant_id and r.post_id = p.id
            where p.tenant_id = {rows.TenantId}
              and exists (select 1 from publications u where u.tenant_id = p.tenant_id and u.post_id = p.id and u.state = 'published' and u.published_at >= {from} and u.published_at < {to})
            group by p.id, p.title
            having sum(r.cost) > 0 or bool_or(r.cost is null and r.outcome <> 'sending')
            order by sum(coalesce(r.cost, 0)) desc, p.id limit {MostPosts}
            """).ToListAsync(ct);

    private static DateOnly Clamped(DateOnly month, DateOnly current) => month > current ? current : month < current.AddMonths(1 - MonthsBack) ? current.AddMonths(1 - MonthsBack) : month;

    private static DateTimeOffset Start(DateOnly month) => new(month.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);

    private sealed record Total(Guid? CompanyId, AiKind Kind, string Model, int Requests, long Tokens, decimal Cost, decimal Estimated, int Unpriced, int Failed);
}
