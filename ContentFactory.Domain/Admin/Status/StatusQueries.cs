using ContentFactory.Domain.Access;
using ContentFactory.Domain.Admin.Overview;
using ContentFactory.Domain.Clocks;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Admin.Status;

/// <summary>What the clocks of all nodes have done and will do.</summary>
public sealed class StatusQueries(AccessDb db, Actor actor, IEnumerable<ClockDuty> duties)
{
    public async Task<ClockFacts> ReadAsync(CancellationToken ct)
    {
        actor.Demand(Permission.ViewInstallation);
        var now = await db.Database.SqlQuery<DateTimeOffset>($"""select app_now() as "Value" """).SingleAsync(ct);
        var ticks = await db.Database.SqlQuery<Tick>($"""select trigger_name as "Name", prev_fire_time as "Last", next_fire_time as "Next" from qrtz_triggers""").ToListAsync(ct);
        var nodes = await db.Database.SqlQuery<Tick>($"""select instance_name as "Name", last_checkin_time as "Last", null::bigint as "Next" from qrtz_scheduler_state order by instance_name""").ToListAsync(ct);
        return new(
            now, [.. duties.OrderBy(d => d.Name, StringComparer.Ordinal).Select(d => StateOf(d, ticks.Find(t => t.Name == d.Name), now))],
            [.. nodes.Select(n => new NodeState(n.Name, At(n.Last)!.Value, now - At(n.Last)!.Value < InstallationQueries.Silence))]);
    }

    private static DutyState StateOf(ClockDuty duty, Tick? tick, DateTimeOffset now) =>
        new(duty.Name, duty.Cron, At(tick?.Last), At(tick?.Next), At(tick?.Next) < now - InstallationQueries.Patience);

    // as the library of the clocks stores instants; nothing and less than nothing is no instant
    private static DateTimeOffset? At(long? ticks) => ticks is > 0 and { } at ? new DateTimeOffset(at, TimeSpan.Zero) : null;

    private sealed record Tick
    {
        public string Name { get; init; } = "";
        public long? Last { get; init; }
        public long? Next { get; init; }
    }
}
