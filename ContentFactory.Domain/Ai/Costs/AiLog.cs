using System.Runtime.CompilerServices;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Ai.Makers;
using ContentFactory.Domain.Ai.Roles;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.Lists;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Ai.Costs;

public sealed record AiLogFilter(AiOutcome? Outcome = null, AiKind? Kind = null, string? Model = null, ListQuery? List = null, LogSpan Span = LogSpan.Month, string? Tenant = null);

/// <summary>What the requests of a filter cost together.</summary>
/// <param name="Cost">Null where none has a price.</param>
/// <param name="Unpriced">Requests that ended and whose cost nobody knows.</param>
public sealed record AiLogSum(int Requests, decimal? Cost, int Unpriced);

/// <summary>A request of any tenant, as administrators see it: nothing of what was asked or answered, for that is not kept.</summary>
public sealed record AiLogRow
{
    public Guid Id { get; init; }
    public DateTimeOffset At { get; init; }
    public string Tenant { get; init; } = "";
    public string Slug { get; init; } = "";
    public string? Company { get; init; }
    public string? Person { get; init; }
    public string Kind { get; init; } = "";
    public string? Role { get; init; }
    public int RoleVersion { get; init; }
    public string Maker { get; init; } = "";
    public string Model { get; init; } = "";
    public string Outcome { get; init; } = "";
    public string? Fault { get; init; }
    public int? InputTokens { get; init; }
    public int? CachedTokens { get; init; }
    public int? OutputTokens { get; init; }
    public decimal? Cost { get; init; }
    public bool IsEstimate { get; init; }
    public int? DurationMs { get; init; }
}

/// <summary>Requests to models over all tenants.</summary>
public sealed class AiLog(AccessDb db, Actor actor, ModelShelf shelf, TimeProvider clock)
{
    /// <summary>More rows are not counted: whoever looks for something narrows the list.</summary>
    public const int MostRows = 1_000;

    public async Task<ListPage<AiLogRow>> ListAsync(AiLogFilter filter, CancellationToken ct)
    {
        actor.Demand(Permission.ViewAiLog);
        return await Filtered(filter).PageJoinedAsync(filter.List ?? ListQuery.First, Sorting, page => page, ct, MostRows);
    }

    /// <summary>Over all rows of the filter, not over a page.</summary>
    public async Task<AiLogSum> SumAsync(AiLogFilter filter, CancellationToken ct)
    {
        actor.Demand(Permission.ViewAiLog);
        var sum = await Filtered(filter).GroupBy(_ => 1)
            .Select(g => new { Requests = g.Count(), Cost = g.Sum(r => r.Cost), Priced = g.Count(r => r.Cost != null), Unpriced = g.Count(r => r.Cost == null && r.Outcome != "sending") }).FirstOrDefaultAsync(ct);
        return sum is null ? new(0, null, 0) : new(sum.Requests, sum.Priced > 0 ? sum.Cost : null, sum.Unpriced);
    }

    /// <summary>All of the filter up to <paramref name="most"/>, for a file.</summary>
    public IAsyncEnumerable<AiLogRow> EveryAsync(AiLogFilter filter, int most, CancellationToken ct)
    {
        actor.Demand(Permission.ViewAiLog);
        return ReadAsync(filter, most, ct);
    }

    /// <summary>The models that may stand in the log, for the filter: those with a price and those that are offered. The log itself is too long to be asked.</summary>
    public async Task<IReadOnlyList<string>> ModelsAsync(CancellationToken ct)
    {
        actor.Demand(Permission.ViewAiLog);
        var priced = await db.Database.SqlQuery<string>($"select distinct model as \"Value\" from ai_prices").ToListAsync(ct);
        return [.. shelf.All.Select(o => o.Model).Union(priced, StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    private static Sorting<AiLogRow> Sorting => new Sorting<AiLogRow>(r => r.Id)
        .By("at", r => r.At, descending: true).By("cost", r => r.Cost).By("duration", r => r.DurationMs).By("tenant", r => r.Tenant).By("model", r => r.Model);

    private async IAsyncEnumerable<AiLogRow> ReadAsync(AiLogFilter filter, int most, [EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var row in Filtered(filter).Stream(filter.List ?? ListQuery.First, Sorting, r => r, most).WithCancellation(ct))
            yield return row;
    }

    private IQueryable<AiLogRow> Filtered(AiLogFilter filter)
    {
        var all = All();
        if (filter.Span.Since(clock.GetUtcNow()) is { } since)
            all = all.Where(r => r.At >= since);
        if (filter.Tenant is { } slug)
            all = all.Where(r => r.Slug == slug);
        if (filter.Outcome is { } outcome && SnakeCase.Of(outcome.ToString()) is var state)
            all = all.Where(r => r.Outcome == state);
        if (filter.Kind is { } kind && SnakeCase.Of(kind.ToString()) is var word)
            all = all.Where(r => r.Kind == word);
        if (filter.Model is { } model)
            all = all.Where(r => r.Model == model);
        if (string.IsNullOrWhiteSpace(filter.List?.Search))
            return all;
        var pattern = LikePattern.Of(filter.List.Search);
        return all.Where(r => EF.Functions.ILike(r.Tenant, pattern, LikePattern.Escape) || EF.Functions.ILike(r.Slug, pattern, LikePattern.Escape)
            || EF.Functions.ILike(r.Company!, pattern, LikePattern.Escape) || EF.Functions.ILike(r.Person!, pattern, LikePattern.Escape) || EF.Functions.ILike(r.Model, pattern, LikePattern.Escape));
    }

    private IQueryable<AiLogRow> All() => db.Database.SqlQuery<AiLogRow>(
        $"""
        select r.id as "Id", r.at as "At", t.name as "Tenant", t.slug as "Slug", c.name as "Company", p.display_name as "Person", r.kind as "Kind", r.role as "Role", r.role_version as "RoleVersion",
               r.maker as "Maker", r.model as "Model", r.outcome as "Outcome", r.fault as "Fault", r.input_tokens as "InputTokens", r.cached_tokens as "CachedTokens", r.output_tokens as "OutputTokens",
               r.cost as "Cost", r.is_estimate as "IsEstimate", r.duration_ms as "DurationMs"
        from ai_requests r
        join tenants t on t.id = r.tenant_id
        left join companies c on c.tenant_id = r.tenant_id and c.id = r.company_id
        left join people p on p.id = r.person_id
        """);
}
