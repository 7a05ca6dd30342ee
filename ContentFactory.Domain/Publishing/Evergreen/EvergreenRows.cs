using ContentFactory.Domain.Data;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Publishing;

/// <summary>What the planning writes, each in one statement for all slots of a company.</summary>
internal static class EvergreenRows
{
    private const int KeptDays = 60;

    /// <summary>
    /// Adds the publications and returns which slots and dates got theirs. A post that lost its approval, a channel that stopped and a date that
    /// was filled meanwhile get none.
    /// </summary>
    public static async Task<HashSet<(Guid, DateOnly)>> PlanAsync(AppDb rows, IReadOnlyList<EvergreenTurn> turns, DateTimeOffset now, CancellationToken ct)
    {
        if (turns.Count == 0)
            return [];
        var posts = turns.Select(t => t.PostId!.Value).ToArray();
        // a statement of its own: what a claim adds to the same posts must be seen by the next one
        await rows.Database.ExecuteSqlAsync($"select 1 from posts where tenant_id = {rows.TenantId} and id = any ({posts}) order by id for update", ct);
        var (ids, slots, dates) = (turns.Select(_ => Ids.New(now)).ToArray(), turns.Select(t => t.Slot.Id).ToArray(), turns.Select(t => t.Planned.Date).ToArray());
        var (times, zones, instants) = (turns.Select(t => t.Planned.Time).ToArray(), turns.Select(t => t.Planned.ZoneId).ToArray(), turns.Select(t => t.Planned.Instant).ToArray());
        var added = await rows.Database.SqlQuery<Filled>($"""
            with k as (
                select u.*, row_number() over (partition by u.post_id, s.channel_id order by u.at) as nth, s.channel_id, s.created_by
                from unnest({ids}, {slots}, {dates}, {times}, {zones}, {instants}, {posts}) as u (id, slot_id, date, time, zone_id, at, post_id)
                join evergreen_slots s on s.tenant_id = {rows.TenantId} and s.id = u.slot_id
                join channels c on c.tenant_id = s.tenant_id and c.id = s.channel_id and c.status in ('active', 'warming_up')
                where u.at > app_now()),
            added as (
                insert into publications (tenant_id, id, post_id, channel_id, occurrence, kind, priority, state, scheduled_at, local_date, local_time, zone_id, due_at,
                                          fence, attempts_used, post_version, part_ids, reason_args, looks, evergreen_slot_id, evergreen_date, created_by, created_at, updated_at)
                select po.tenant_id, k.id, po.id, k.channel_id, k.nth + coalesce(past.occurrence, -1), 'feed', 'normal', 'scheduled', k.at, k.date, k.time, k.zone_id, k.at,
                       0, 0, po.version, array[]::text[], array[]::text[], 0, k.slot_id, k.date, k.created_by, app_now(), app_now()
                from k
                join posts po on po.tenant_id = {rows.TenantId} and po.id = k.post_id and po.approved_version = po.version and po.status in ('approved', 'scheduled', 'published')
                cross join lateral (
                    select max(p.occurrence) as occurrence from publications p where p.tenant_id = po.tenant_id and p.post_id = po.id and p.channel_id = k.channel_id) past
                on conflict do nothing
                returning tenant_id, id, post_id, evergreen_slot_id, evergreen_date),
            marked as (
                update posts po set status = 'scheduled', updated_at = app_now()
                from (select distinct tenant_id, post_id from added) a where po.tenant_id = a.tenant_id and po.id = a.post_id and po.status = 'approved'),
            filled as (
                delete from evergreen_passes e using added a where e.tenant_id = a.tenant_id and e.slot_id = a.evergreen_slot_id and e.date = a.evergreen_date)
            select a.id as "Id", a.post_id as "PostId", a.evergreen_slot_id as "SlotId", a.evergreen_date as "Date" from added a
            """).ToListAsync(ct);
        await HookTurn.GiveAsync(rows, [.. added.Select(a => a.Id)], [.. added.Select(a => a.PostId).Distinct()], ct);
        return [.. added.Select(a => (a.SlotId, a.Date))];
    }

    /// <summary>Keeps why dates stay empty, and returns those that were not known to. Forgets those of long ago.</summary>
    public static async Task<HashSet<(Guid, DateOnly)>> PassAsync(AppDb rows, IReadOnlyList<EvergreenTurn> turns, CancellationToken ct)
    {
        if (turns.Count == 0)
            return [];
        var (slots, dates, instants) = (turns.Select(t => t.Slot.Id).ToArray(), turns.Select(t => t.Planned.Date).ToArray(), turns.Select(t => t.Planned.Instant).ToArray());
        var (reasons, resting, free) = (turns.Select(t => SnakeCase.Of(t.Pass!.Value.ToString())).ToArray(), turns.Select(t => t.Resting).ToArray(), turns.Select(t => t.FreeAt).ToArray());
        var added = await rows.Database.SqlQuery<Kept>($"""
            with gone as (
                delete from evergreen_passes where tenant_id = {rows.TenantId} and slot_id = any ({slots}) and date < app_now()::date - {KeptDays})
            insert into evergreen_passes as e (tenant_id, slot_id, date, planned_at, reason, resting, free_at, decided_at)
            select {rows.TenantId}, u.slot_id, u.date, u.at, u.reason, u.resting, u.free_at, app_now()
            from unnest({slots}, {dates}, {instants}, {reasons}, {resting}, {free}) as u (slot_id, date, at, reason, resting, free_at)
            on conflict (tenant_id, slot_id, date) do update set planned_at = excluded.planned_at, reason = excluded.reason, resting = excluded.resting, free_at = excluded.free_at, decided_at = excluded.decided_at
            returning e.slot_id as "SlotId", e.date as "Date", e.xmax::text = '0' as "IsNew"
            """).ToListAsync(ct);
        return [.. added.Where(a => a.IsNew).Select(a => (a.SlotId, a.Date))];
    }

    private sealed record Filled(Guid Id, Guid PostId, Guid SlotId, DateOnly Date);

    private sealed record Kept(Guid SlotId, DateOnly Date, bool IsNew);
}
