using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Publishing;

/// <summary>The last publication of a post of the rotation on a channel, whatever planned it, and apart from it the last that failed.</summary>
/// <param name="At">The plan, unless it went out much later: the seconds that a network takes must not put a weekly post off by a week.</param>
internal sealed record EvergreenOut(Guid PostId, Guid ChannelId, bool Failed, DateTimeOffset At, bool Late, DateOnly Date, TimeOnly Time, string ZoneId)
{
    private static readonly TimeSpan Much = TimeSpan.FromHours(1);

    /// <summary>By the clock by which it was planned.</summary>
    public PlannedTime Planned => Late ? PlannedTime.Of(At, ZoneId) : new(Date, Time, ZoneId, At, LocalTimeNote.None);

    public static Task<List<EvergreenOut>> ReadAsync(AppDb rows, Guid[] categories, Guid[] channels, CancellationToken ct) => rows.Database.SqlQuery<EvergreenOut>($"""
        select distinct on (p.post_id, p.channel_id, p.state = 'failed')
               p.post_id as "PostId", p.channel_id as "ChannelId", p.state = 'failed' as "Failed", o.at as "At", o.at > p.scheduled_at as "Late",
               p.local_date as "Date", p.local_time as "Time", p.zone_id as "ZoneId"
        from evergreen_posts e
        join publications p on p.tenant_id = e.tenant_id and p.post_id = e.post_id and p.channel_id = any ({channels}) and p.state <> 'cancelled'
        cross join lateral (select case when p.published_at > p.scheduled_at + {Much} then p.published_at else p.scheduled_at end as at) o
        where e.tenant_id = {rows.TenantId} and e.category_id = any ({categories})
        order by p.post_id, p.channel_id, p.state = 'failed', o.at desc
        """).ToListAsync(ct);
}
