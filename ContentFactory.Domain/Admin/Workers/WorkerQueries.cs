using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.Lists;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Admin.Workers;

public sealed record WorkFilter(WorkState? State = null, ListQuery? List = null);

/// <summary>What workers have to do, over all tenants, and the rows behind the numbers.</summary>
public sealed class WorkerQueries(AccessDb db, Actor actor)
{
    public const int MostRows = 1_000;

    public async Task<AllQueues> ReadAsync(CancellationToken ct)
    {
        actor.Demand(Permission.ViewInstallation);
        var counts = await db.Database.SqlQueryRaw<Counted>(WorkSql.Counts).ToListAsync(ct);
        var finished = await db.Database.SqlQueryRaw<Finished>(WorkSql.LastHour).ToListAsync(ct);
        return new(
            await db.Database.SqlQuery<DateTimeOffset>($"""select app_now() as "Value" """).SingleAsync(ct),
            [
                .. Enum.GetValues<WorkQueue>().Select(queue => new QueueLoad(queue,
                    [.. counts.Where(c => c.Queue == queue.ToString()).Select(c => new WorkCount(queue, WorkSql.StateOf(c.State), c.Count, c.Oldest)).OrderBy(c => c.State)],
                    finished.Find(f => f.Queue == queue.ToString())?.Count)),
            ]);
    }

    /// <summary>What waits longest comes first.</summary>
    public async Task<ListPage<WorkRow>> ListAsync(WorkQueue queue, WorkFilter filter, CancellationToken ct)
    {
        actor.Demand(Permission.ViewInstallation);
        var rows = Rows(queue);
        if (filter.State is { } state && SnakeCase.Of(state.ToString()) is var word)
            rows = rows.Where(r => r.State == word);
        if (!string.IsNullOrWhiteSpace(filter.List?.Search) && LikePattern.Of(filter.List.Search) is var pattern)
            rows = rows.Where(r => EF.Functions.ILike(r.Tenant!, pattern, LikePattern.Escape) || EF.Functions.ILike(r.Slug!, pattern, LikePattern.Escape));
        return await rows.PageJoinedAsync(filter.List ?? ListQuery.First, Order, page => page, ct, MostRows);
    }

    /// <summary>Null where it is in the queue no longer.</summary>
    internal Task<WorkRow?> FindAsync(WorkQueue queue, Guid? tenantId, Guid id, CancellationToken ct)
    {
        actor.Demand(Permission.ViewInstallation);
        return Rows(queue).SingleOrDefaultAsync(r => r.TenantId == tenantId && r.Id == id, ct);
    }

    private static Sorting<WorkRow> Order => new Sorting<WorkRow>(r => r.Id).By("since", r => r.Since).By("tries", r => r.Tries).By("tenant", r => r.Tenant);

    private IQueryable<WorkRow> Rows(WorkQueue queue) => db.Database.SqlQueryRaw<WorkRow>(WorkSql.Named(queue));

    private sealed record Counted
    {
        public string Queue { get; init; } = "";
        public string State { get; init; } = "";
        public int Count { get; init; }
        public DateTimeOffset? Oldest { get; init; }
    }

    private sealed record Finished
    {
        public string Queue { get; init; } = "";
        public int Count { get; init; }
    }
}
