using ContentFactory.Domain.Billing;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Publishing;

/// <summary>
/// How many publications the plan allows in each month of the tenant's own calendar. What went out counts on after it was deleted; what was cancelled
/// or failed gives its place back. Exact only while the tenant is locked (<see cref="AppDb.LockTenantAsync"/>).
/// </summary>
internal sealed class MonthRoom
{
    internal static readonly PublicationState[] Taking = [.. PostSchedule.Standing, PublicationState.Deleted, PublicationState.RemovedByPlatform];

    /// <summary>How many are free, null for any number, for a tenant t in the month that soon names, as its own clock has it.</summary>
    public const string FreeSql = """
        select case when allowed.most is not null then allowed.most - (
            select count(*) from publications m
            where m.tenant_id = t.id and m.scheduled_at >= soon.month at time zone t.zone_id and m.scheduled_at < (soon.month + interval '1 month') at time zone t.zone_id
              and m.state not in ('cancelled', 'failed')) end as free
        from (select (select pl.posts_per_month from plans pl where pl.id = coalesce(
            (select s.plan_id from subscriptions s where s.tenant_id = t.id and s.status in ('trial', 'active', 'past_due')),
            (select least.id from plans least order by least.position limit 1))) as most) allowed
        """;

    private readonly Dictionary<DateOnly, Month> months = [];
    private readonly string zone;

    private MonthRoom(string zone, int? limit) => (this.zone, Limit) = (zone, limit);

    /// <summary>Null is unlimited.</summary>
    public int? Limit { get; }

    /// <param name="plans">In whose months it will be asked about.</param>
    /// <param name="leaving">Publications whose present places are free.</param>
    public static async Task<MonthRoom> ReadAsync(AppDb rows, string zone, IEnumerable<DateTimeOffset> plans, IReadOnlyCollection<Guid> leaving, CancellationToken ct)
    {
        var room = new MonthRoom(zone, await CurrentPlan.LimitAsync(rows, p => p.PostsPerMonth, ct));
        if (room.Limit is null)
            return room;
        foreach (var first in plans.Select(room.MonthOf).Distinct())
        {
            var (start, end) = (LocalDay.Start(first, zone), LocalDay.Start(first.AddMonths(1), zone));
            var taking = rows.Publications.AsNoTracking().Where(p => p.ScheduledAt >= start && p.ScheduledAt < end && Taking.Contains(p.State));
            var gone = leaving.Count == 0 ? 0 : await taking.CountAsync(p => leaving.Contains(p.Id), ct);
            var all = await taking.CountAsync(ct);
            room.months[first] = new() { Used = all - gone, Most = Math.Max(room.Limit.Value, gone == 0 ? 0 : all) };
        }
        return room;
    }

    public DateOnly MonthOf(DateTimeOffset at)
    {
        var day = LocalDay.At(at, zone);
        return new(day.Year, day.Month, 1);
    }

    /// <summary>A month that is over its limit, because the plan shrank, lets what stands in it move within it.</summary>
    public bool IsFull(DateTimeOffset at) => months.TryGetValue(MonthOf(at), out var month) && month.Used >= month.Most;

    public void Take(DateTimeOffset at)
    {
        if (months.TryGetValue(MonthOf(at), out var month))
            month.Used++;
    }

    /// <summary>The months that a stretch of time touches, each by one of its instants.</summary>
    public static IEnumerable<DateTimeOffset> Months(DateTimeOffset from, DateTimeOffset until)
    {
        for (var at = from; at < until; at = at.AddDays(27))
            yield return at;
        yield return until;
    }

    private sealed class Month
    {
        public int Used { get; set; }
        public int Most { get; init; }
    }
}
