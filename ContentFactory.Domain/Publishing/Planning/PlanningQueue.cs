using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace ContentFactory.Domain.Publishing;

/// <summary>Keeps the plans of all tenants going. Each step finds nothing when another node was quicker.</summary>
internal sealed partial class PlanningQueue(SystemDb database, Tenants tenants, Changes changes, TimeProvider clock, ILogger<PlanningQueue> log)
{
    private const int Batch = 500;

    // the setting of the company, else of the tenant, else of the installation, else the product's own
    private const string Warm = """
        with warm as (
            select c.tenant_id, c.id from channels c
            where c.warm_up_started_at is not null and c.warm_up_started_at + make_interval(days => coalesce(
                (select s.value from settings s where s.tenant_id = c.tenant_id and s.company_id = c.company_id and s.name = $1 and s.value ~ '^[0-9]{1,4}$'),
                (select s.value from settings s where s.tenant_id = c.tenant_id and s.company_id is null and s.name = $1 and s.value ~ '^[0-9]{1,4}$'),
                (select s.value from system_settings s where s.name = $1 and s.value ~ '^[0-9]{1,4}$'), $2)::int) <= app_now()
            for no key update of c skip locked)
        update channels c set warm_up_started_at = null, status = case c.status when 'warming_up' then 'active' else c.status end
        from warm where c.tenant_id = warm.tenant_id and c.id = warm.id
        returning c.tenant_id
        """;

    // a repetition whose post was put away is over, and what waited of it
    private const string PutAway = """
        with over as (
            update recurrences r set state = 'ended', ended_at = app_now(), upcoming_dates = '{}', upcoming_at = '{}'
            from posts po where r.state <> 'ended' and po.tenant_id = r.tenant_id and po.id = r.post_id and po.status = 'archived'
            returning r.tenant_id, r.id)
        update publications p set state = 'cancelled', held_reason = null, updated_at = app_now()
        from over where p.tenant_id = over.tenant_id and p.recurrence_id = over.id and p.state in ('scheduled', 'held')
        returning p.tenant_id
        """;

    private const string Short = """
        select r.tenant_id, r.id, r.start_date, r.local_time, r.zone_id, r.every_days, r.weekdays, r.until, r.count, r.upcoming_at
        from recurrences r
        where r.state = 'active' and (r.tenant_id, r.id) > ($3, $4) and (select count(*) from unnest(r.upcoming_at) as u (at) where u.at > app_now()) < $1
        order by r.tenant_id, r.id limit $2
        """;

    // one that was ended or paused while its next occurrence was being added
    private const string Stray = """
        update publications p set state = 'cancelled', updated_at = app_now()
        from recurrences r where r.state <> 'active' and p.tenant_id = r.tenant_id and p.recurrence_id = r.id and p.state = 'scheduled'
        returning p.tenant_id
        """;

    private const string Refill = "update recurrences set upcoming_dates = $3, upcoming_at = $4 where tenant_id = $1 and id = $2 and state = 'active'";

    private const string Over = """
        update recurrences r set state = 'ended', ended_at = app_now(), upcoming_dates = '{}', upcoming_at = '{}'
        where r.tenant_id = $1 and r.id = $2 and r.state = 'active'
          and not exists (select 1 from publications p where p.tenant_id = r.tenant_id and p.recurrence_id = r.id and p.state = 'scheduled')
        """;

    /// <summary>Ends warm-ups and repetitions that are over, sees that each of the others has its next occurrence, and fills the evergreen slots of the next two days.</summary>
    public async Task KeepUpAsync(CancellationToken ct)
    {
        await TellAsync(Warm, ChangeTopics.Channels, ct, In(SettingCatalogue.WarmUpDays.Name), In(SettingCatalogue.WarmUpDays.Default));
        await TellAsync(PutAway, ChangeTopics.Publications, ct);
        await TellAsync(EvergreenPutAway, ChangeTopics.Publications, ct);
        await TellAsync(Stray, ChangeTopics.Publications, ct);
        await RefillAsync(ct);
        await FollowAsync(ct);
        // last, so that it sees what repeats
        await PlanEvergreenAsync(ct);
    }

    private async Task FollowAsync(CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await using var follow = new NpgsqlBatch(connection) { BatchCommands = { new NpgsqlBatchCommand(NextOccurrence.HoldAll), new NpgsqlBatchCommand(NextOccurrence.OfAll) } };
        await follow.ExecuteNonQueryAsync(ct);
    }

    private async Task TellAsync(string sql, string topic, CancellationToken ct, params NpgsqlParameter[] parameters)
    {
        await using var connection = await database.OpenAsync(ct);
        await using var command = new NpgsqlCommand(sql, connection);
        command.Parameters.AddRange(parameters);
        var touched = new HashSet<Guid>();
        await using (var rows = await command.ExecuteReaderAsync(ct))
            while (await rows.ReadAsync(ct))
                touched.Add(rows.GetGuid(0));
        foreach (var tenant in touched)
            changes.Notify(tenant, topic);
    }

    /// <summary>Page by page: those that are worked out to their end stay short, and must not stand before the others.</summary>
    private async Task RefillAsync(CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        var last = (TenantId: Guid.Empty, Id: Guid.Empty);
        while (await ReadAsync(connection, last.TenantId, last.Id, ct) is { Count: > 0 } lines)
        {
            await RefillAsync(connection, lines, ct);
            last = (lines[^1].TenantId, lines[^1].Id);
            if (lines.Count < Batch)
                return;
        }
    }

    private async Task RefillAsync(NpgsqlConnection connection, IReadOnlyList<Line> lines, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var batch = new NpgsqlBatch(connection);
        foreach (var line in lines)
        {
            List<PlannedTime> next;
            try
            {
                next = [.. line.Rule.After(now).Take(Recurrence.Ahead)];
            }
            catch (TimeZoneNotFoundException e)
            {
                log.LogError(e, "Repetition {Repetition} stands still: this machine does not know its zone", line.Id);
                continue;
            }
            if (next.Count == 0)
                batch.BatchCommands.Add(new NpgsqlBatchCommand(Over) { Parameters = { In(line.TenantId), In(line.Id) } });
            else if (next[^1].Instant > (line.Last ?? DateTimeOffset.MinValue))
                batch.BatchCommands.Add(new NpgsqlBatchCommand(Refill) { Parameters = { In(line.TenantId), In(line.Id), In<DateOnly[]>([.. next.Select(n => n.Date)]), In<DateTimeOffset[]>([.. next.Select(n => n.Instant)]) } });
        }
        if (batch.BatchCommands.Count > 0)
            await batch.ExecuteNonQueryAsync(ct);
    }

    private static async Task<List<Line>> ReadAsync(NpgsqlConnection connection, Guid tenantId, Guid id, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(Short, connection) { Parameters = { In(Recurrence.Few), In(Batch), In(tenantId), In(id) } };
        await using var rows = await command.ExecuteReaderAsync(ct);
        var lines = new List<Line>();
        while (await rows.ReadAsync(ct))
            lines.Add(new(rows.GetGuid(0), rows.GetGuid(1), new(
                rows.GetFieldValue<DateOnly>(2), rows.GetFieldValue<TimeOnly>(3), rows.GetString(4), rows.GetInt32(5), Recurrence.DaysOf(rows.GetInt32(6)),
                rows.IsDBNull(7) ? null : rows.GetFieldValue<DateOnly>(7), rows.IsDBNull(8) ? null : rows.GetInt32(8)),
                rows.GetFieldValue<DateTimeOffset[]>(9) is [.., var last] ? last : null));
        return lines;
    }

    private static NpgsqlParameter<T> In<T>(T value) => new() { TypedValue = value };

    private sealed record Line(Guid TenantId, Guid Id, Repetition Rule, DateTimeOffset? Last);
}
