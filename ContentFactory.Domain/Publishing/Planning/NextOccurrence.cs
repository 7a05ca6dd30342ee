using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace ContentFactory.Domain.Publishing;

/// <summary>
/// Adds the next occurrence of repetitions, wherever it is needed: in the transaction of a claim, of a person's decision, or by the upkeep.
/// Does nothing where one waits already, so it may run as often as it likes, on several nodes at once. Always of what comes from now on,
/// so an outage leaves at most the one occurrence that stood already. A channel, tenant or post that may not publish gets none meanwhile. A date whose
/// month is full by the plan is left out; the tenants are held before, so that those who plan at the same time see each other's places.
/// </summary>
internal static class NextOccurrence
{
    // asked once per statement
    private const string Now = "(select app_now())";

    // version 7, as the application makes them
    private const string NewId =
        $"encode(substring(int8send((extract(epoch from {Now}) * 1000)::bigint) from 3) || set_byte(substring(uuid_send(gen_random_uuid()) from 7), 0, 112 + floor(random() * 16)::int), 'hex')::uuid";

    private const string JustClaimed = "select l.tenant_id, l.recurrence_id from publications l where l.state = 'leased' and l.recurrence_id is not null offset 0";

    // those whose next one stands are passed over by one look into an index: the rest of the statement reads a repetition's whole past
    private const string Ended = """
        select one.* from recurrences one
        left join lateral (
            select true as stands from publications w
            where w.tenant_id = one.tenant_id and w.recurrence_id = one.id and w.recurrence_date >= (select (app_now() - interval '3 days')::date)
              and w.state = 'scheduled' and w.local_date = w.recurrence_date limit 1) next on true
        where one.state = 'active' and next.stands is null offset 0
        """;

    private const string OfHeld = "r.tenant_id = any (string_to_array(current_setting('app.held_tenants', true), ',')::uuid[])";

    /// <summary>To be run before <see cref="OfClaimed"/> in its transaction. Waits for nobody: a tenant where a person plans right now is left to the upkeep.</summary>
    public const string HoldClaimed = $"{Hold} ({JustClaimed}) r) {Skip}";

    /// <summary>To be run before <see cref="OfAll"/> in its transaction.</summary>
    public const string HoldAll = $"{Hold} ({Ended}) r) {Skip}";

    private const string Hold = "select set_config('app.held_tenants', coalesce(string_agg(held.id::text, ','), ''), true) from (select t.id from tenants t where t.id in (select r.tenant_id from";
    private const string Skip = "for no key update skip locked) held";

    /// <summary>
    /// Of what has just been claimed. Looks at one small index, which is empty while nothing repeats. Waits for nobody: a post that a person
    /// decides about is left to the upkeep, since that person may wait for a publication that the claim holds.
    /// </summary>
    // "offset 0": what was claimed is read first, and each repetition by its key, whatever the statistics say
    public static readonly string OfClaimed = Of(
        $"""
        ({JustClaimed}) just
            cross join lateral (select one.* from recurrences one where one.tenant_id = just.tenant_id and one.id = just.recurrence_id offset 0) r
        """, OfHeld, "for key share of po skip locked");

    /// <summary>Of all, for what neither a claim nor a person took: held because it was late, or its channel came back.</summary>
    public static readonly string OfAll = Of($"({Ended}) r", OfHeld, "for key share of po skip locked");

    private static readonly string OfOne = Of("recurrences r", "r.tenant_id = $1 and r.id = $2", "for key share of po");

    /// <summary>Within the open transaction of <paramref name="rows"/>, which has locked the tenant and written what was decided about the occurrence before.</summary>
    public static async Task AddAsync(AppDb rows, Guid recurrenceId, CancellationToken ct)
    {
        var transaction = rows.Database.CurrentTransaction?.GetDbTransaction() ?? throw new InvalidOperationException("A decision and what follows from it are one transaction.");
        await using var command = new NpgsqlCommand(OfOne, (NpgsqlConnection)rows.Database.GetDbConnection(), (NpgsqlTransaction)transaction) { Parameters = { In(rows.TenantId), In(recurrenceId) } };
        await command.ExecuteNonQueryAsync(ct);
    }

    private static NpgsqlParameter<Guid> In(Guid id) => new() { TypedValue = id };

    private static string Of(string recurrences, string which, string hold) => $$"""
        with wanted as (
            select r.tenant_id, r.post_id, r.channel_id, 1 + coalesce(past.occurrence, -1) as occurrence, r.kind, r.options, n.at, n.day, n.month, n.free, r.local_time, r.zone_id,
                   po.version, r.id as recurrence_id, {{HookTurn.Sql}} as hook, r.created_by
            from {{recurrences}}
            join posts po on po.tenant_id = r.tenant_id and po.id = r.post_id and po.approved_version = po.version and po.status in ('approved', 'scheduled', 'published')
            join channels c on c.tenant_id = r.tenant_id and c.id = r.channel_id and c.status in ('active', 'warming_up')
            join tenants t on t.id = r.tenant_id and t.status = 'active' and t.publishing_stopped_at is null
            cross join lateral (
                select max(p.occurrence) as occurrence, max(p.recurrence_date) filter (where p.recurrence_id = r.id) as day,
                       max(coalesce(p.published_at, {{Now}})) filter (where p.recurrence_id = r.id and p.state in ('leased', 'sending', 'accepted', 'published', 'unknown')) as went,
                       bool_or(p.recurrence_id = r.id and p.state = 'scheduled' and p.local_date = p.recurrence_date) as waits
                from publications p where p.tenant_id = r.tenant_id and p.post_id = r.post_id and p.channel_id = r.channel_id) past
            cross join lateral (
                select soon.day, soon.at, soon.month, room.free
                from (select u.day, u.at, date_trunc('month', u.at at time zone t.zone_id) as month from unnest(r.upcoming_dates, r.upcoming_at) as u (day, at)
                      where u.at > {{Now}} and u.day > coalesce(past.day, '-infinity') and u.at >= coalesce(past.went + make_interval(hours => r.cool_down_hours), '-infinity')
                      order by u.at offset 0) soon
                cross join lateral ({{MonthRoom.FreeSql}}) room
                where room.free is null or room.free > 0
                order by soon.at limit 1) n
            where r.state = 'active' and past.waits is not true and {{which}}
            {{hold}}),
        added as (
            insert into publications (tenant_id, id, post_id, channel_id, occurrence, kind, options, priority, state, scheduled_at, local_date, local_time, zone_id, due_at,
                                      fence, attempts_used, post_version, part_ids, reason_args, looks, recurrence_id, recurrence_date, hook, created_by, created_at, updated_at)
            select w.tenant_id, {{NewId}}, w.post_id, w.channel_id, w.occurrence, w.kind, w.options, 'normal', 'scheduled', w.at, w.day, w.local_time, w.zone_id, w.at,
                   0, 0, w.version, '{}', '{}', 0, w.recurrence_id, w.day, w.hook, w.created_by, {{Now}}, {{Now}}
            from (select wanted.*, row_number() over (partition by wanted.tenant_id, wanted.month order by wanted.at, wanted.recurrence_id) as place from wanted) w
            where w.free is null or w.place <= w.free
            on conflict do nothing
            returning tenant_id, post_id)
        update posts po set status = 'scheduled', updated_at = {{Now}}
        from (select distinct tenant_id, post_id from added) a where po.tenant_id = a.tenant_id and po.id = a.post_id and po.status = 'approved'
        """;
}
