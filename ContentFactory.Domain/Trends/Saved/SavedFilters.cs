using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace ContentFactory.Domain.Trends.Saved;

public sealed record SavedFilter(Guid Id, string Name, string Query, bool IsDefault);

/// <summary>The own views of the ideas. Whoever may read ideas may keep views of them; nobody sees another's.</summary>
public sealed class SavedFilters(Db db, Actor actor, TimeProvider clock)
{
    public const int LongestName = 80;
    private const int LongestQuery = 600;
    private const int Most = 30;

    public async Task<IReadOnlyList<SavedFilter>> ListAsync(CancellationToken ct = default)
    {
        actor.Demand(Permission.ViewTrends);
        await using var rows = await db.OpenAsync(ct);
        return await Own(rows).AsNoTracking().OrderBy(f => f.Name).Select(f => new SavedFilter(f.Id, f.Name, f.Query, f.IsDefault)).ToListAsync(ct);
    }

    /// <summary>A name that is there already gets the new view.</summary>
    public async Task<Result> SaveAsync(string name, string query, bool isDefault, CancellationToken ct = default)
    {
        actor.Demand(Permission.ViewTrends);
        var called = PlainText.Visible(name);
        if (called.Length is 0 or > LongestName)
            return Problem.Invalid(nameof(SavedFilter.Name), "Trends.FilterName", LongestName);
        var view = PlainText.Cut(PlainText.Line(query).TrimStart('?'), LongestQuery);
        await using var rows = await db.OpenAsync(ct);
        var own = await Own(rows).ToListAsync(ct);
        if (own.Count >= Most && own.All(f => f.Name != called))
            return Problem.Limit("Trends.FilterMany", Most);
        var filter = own.Find(f => f.Name == called);
        if (filter is null)
            rows.SavedTrendFilters.Add(filter = new SavedTrendFilter(actor.TenantId, Ids.New(clock), actor.PersonId, called, view, clock.GetUtcNow()));
        filter.Become(view);
        if (isDefault)
            own.ForEach(f => f.Open(false));
        filter.Open(isDefault);
        try
        {
            await rows.SaveChangesAsync(ct);
        }
        catch (DbUpdateException e) when (e.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            // another tab saved the same name in this moment
            return Problem.Conflict("Trends.FilterTaken", called);
        }
        return Result.Done;
    }

    /// <summary>The view that the page begins with; all of them are not for null.</summary>
    public async Task<Result> OpenFirstAsync(Guid? filterId, CancellationToken ct = default)
    {
        actor.Demand(Permission.ViewTrends);
        await using var rows = await db.OpenAsync(ct);
        var own = await Own(rows).ToListAsync(ct);
        if (filterId is not null && own.All(f => f.Id != filterId))
            return Problem.NotFound("Trends.FilterGone");
        own.ForEach(f => f.Open(f.Id == filterId));
        await rows.SaveChangesAsync(ct);
        return Result.Done;
    }

    public async Task<Result> RemoveAsync(Guid filterId, CancellationToken ct = default)
    {
        actor.Demand(Permission.ViewTrends);
        await using var rows = await db.OpenAsync(ct);
        return await Own(rows).Where(f => f.Id == filterId).ExecuteDeleteAsync(ct) == 0 ? Problem.NotFound("Trends.FilterGone") : Result.Done;
    }

    private IQueryable<SavedTrendFilter> Own(AppDb rows) => rows.SavedTrendFilters.Where(f => f.PersonId == actor.PersonId);
}
