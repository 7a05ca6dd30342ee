using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace ContentFactory.Domain.Content.AutoDrafts;

/// <summary>Turns the due times of all tenants' plans into rows, and claims the rows. Each step finds nothing where another node was quicker.</summary>
internal sealed class AutoDraftQueue(SystemDb database, Tenants tenants, Changes changes, TimeProvider clock, ILogger<AutoDraftQueue> log)
{
    /// <summary>What is older stays undone and says so: nobody wants this morning's news at night, or five drafts at once.</summary>
    public static readonly TimeSpan Late = TimeSpan.FromHours(6);

    /// <summary>Longer than any writer takes.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(15);

    private const int Batch = 50;
    private const int AtOnce = 2;
    private static readonly TimeSpan Told = TimeSpan.FromDays(7);
    private static readonly TimeSpan Furthest = TimeSpan.FromDays(1);

    // the zone of the company, else of its tenant
    private const string DuePlans = """
        select p.tenant_id, p.company_id, p.times, p.per_day, p.weekdays, p.planned_until, app_now(),
               coalesce((select s.value from settings s where s.tenant_id = p.tenant_id and s.company_id = p.company_id and s.name = 'general.timezone'), t.zone_id)
        from auto_draft_plans p
        join companies c on c.tenant_id = p.tenant_id and c.id = p.company_id and c.status = 'active'
        join tenants t on t.id = p.tenant_id and t.status = 'active'
        where p.is_on and p.next_look_at <= app_now() order by p.next_look_at limit $1 for no key update of p skip locked
        """;

    private const string AddRuns = """
        insert into auto_draft_runs (tenant_id, company_id, date, slot, due_at, state, draft_id, item_ids, platforms, tries, next_try_at, reason_key, reason_args, ended_at)
        select $1, $2, k.date, k.slot, k.at, case when k.late then 'skipped' else 'waiting' end, k.draft_id, '{}', '{}', 0, k.at,
               case when k.late then 'Content.AutoLate' end, '{}', case when k.late then app_now() end
        from unnest($3, $4, $5, $6, $7) as k (date, slot, at, draft_id, late)
        on conflict (tenant_id, company_id, date, slot) do nothing
        """;

    private const string Look = "update auto_draft_plans set planned_until = $3, next_look_at = $4 where tenant_id = $1 and company_id = $2";

    private const string Claim = """
        with due as (
            select r.tenant_id, r.company_id, r.date, r.slot from auto_draft_runs r
            where r.state = 'waiting' and r.next_try_at <= app_now() and r.tenant_id in (select id from tenants where status = 'active')
            order by r.next_try_at limit $1 for update skip locked)
        update auto_draft_runs r set next_try_at = app_now() + $2, tries = r.tries + 1
        from due where r.tenant_id = due.tenant_id and r.company_id = due.company_id and r.date = due.date and r.slot = due.slot
        returning r.tenant_id, r.company_id, r.date, r.slot, r.tries
        """;

    // of what the two above would take alone: the plan of a tenant that is suspended stays due, and nobody looks at it
    private const string NextDue = """
        select greatest(next - app_now(), interval '1 second') from (select least(
            (select min(r.next_try_at) from auto_draft_runs r where r.state = 'waiting' and r.tenant_id in (select id from tenants where status = 'active')),
            (select min(p.next_look_at) from auto_draft_plans p
             join companies c on c.tenant_id = p.tenant_id and c.id = p.company_id and c.status = 'active'
             join tenants t on t.id = p.tenant_id and t.status = 'active' where p.is_on)) as next) n
        where next is not null
        """;

    /// <summary>One round: rows for what has become due, then drafts for the rows that this node gets.</summary>
    /// <returns>How many runs this node took; another round is worthwhile until none.</returns>
    public async Task<int> RunDueAsync(CancellationToken ct)
    {
        await PlanAsync(ct);
        var claimed = await ClaimAsync(ct);
        await Parallel.ForEachAsync(claimed, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = ct }, DraftAsync);
        return claimed.Count;
    }

    public async Task<TimeSpan?> NextDueAsync(CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await using var command = new NpgsqlCommand(NextDue, connection);
        return await command.ExecuteScalarAsync(ct) as TimeSpan?;
    }

    internal async Task<IReadOnlyList<ClaimedDraft>> ClaimAsync(CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await using var command = new NpgsqlCommand(Claim, connection) { Parameters = { In(AtOnce), In(Lease) } };
        await using var rows = await command.ExecuteReaderAsync(ct);
        var claimed = new List<ClaimedDraft>();
        while (await rows.ReadAsync(ct))
            claimed.Add(new(rows.GetGuid(0), rows.GetGuid(1), rows.GetFieldValue<DateOnly>(2), rows.GetInt32(3), rows.GetInt32(4)));
        return claimed;
    }

    private async ValueTask DraftAsync(ClaimedDraft run, CancellationToken ct)
    {
        try
        {
            await tenants.RunAsync(run.TenantId, Actor.System(run.TenantId, "auto_drafts"), services => services.GetRequiredService<AutoDrafter>().DraftAsync(run, ct));
        }
        catch (Exception e) when (e is PostgresException or not (OperationCanceledException or NpgsqlException))
        {
            // one run that meets a bug must not keep the others waiting; its lease runs out by itself
            log.LogError(e, "Draft {Slot} of {Date} of company {Company} failed", run.Slot, run.Date, run.CompanyId);
        }
    }

    /// <summary>The plan and its rows in one transaction: a crash leaves the plan due.</summary>
    internal async Task PlanAsync(CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var due = await DueAsync(connection, ct);
        await using var batch = new NpgsqlBatch(connection, transaction);
        foreach (var plan in due)
            Add(batch, plan);
        if (batch.BatchCommands.Count > 0)
            await batch.ExecuteNonQueryAsync(ct);
        await transaction.CommitAsync(ct);
        foreach (var tenantId in due.Select(p => p.TenantId).Distinct())
            changes.Notify(tenantId, ChangeTopics.AutoDrafts);
    }

    private static async Task<List<DuePlan>> DueAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(DuePlans, connection) { Parameters = { In(Batch) } };
        await using var rows = await command.ExecuteReaderAsync(ct);
        var due = new List<DuePlan>();
        while (await rows.ReadAsync(ct))
            due.Add(new(
                rows.GetGuid(0), rows.GetGuid(1), rows.GetFieldValue<TimeOnly[]>(2), rows.GetInt32(3), rows.GetInt32(4), rows.GetFieldValue<DateTimeOffset>(5), rows.GetFieldValue<DateTimeOffset>(6), rows.GetString(7)));
        return due;
    }

    private void Add(NpgsqlBatch batch, DuePlan plan)
    {
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(plan.ZoneId, out _))
        {
            log.LogError("The drafts of company {Company} stand still: this machine does not know the zone {Zone}", plan.CompanyId, plan.ZoneId);
            batch.BatchCommands.Add(new NpgsqlBatchCommand(Look) { Parameters = { In(plan.TenantId), In(plan.CompanyId), In(plan.Until), In(plan.Now + Furthest) } });
            return;
        }
        var since = plan.Until > plan.Now - Told ? plan.Until : plan.Now - Told;
        var slots = AutoDraftSlots.Between(plan.Times, plan.PerDay, plan.Weekdays, plan.ZoneId, since, plan.Now).ToList();
        if (slots.Count > 0)
            batch.BatchCommands.Add(new NpgsqlBatchCommand(AddRuns)
            {
                Parameters =
                {
                    In(plan.TenantId), In(plan.CompanyId), In<DateOnly[]>([.. slots.Select(s => s.Date)]), In<int[]>([.. slots.Select(s => s.Slot)]), In<DateTimeOffset[]>([.. slots.Select(s => s.At.ToUniversalTime())]),
                    In<Guid[]>([.. slots.Select(_ => Ids.New(clock))]), In<bool[]>([.. slots.Select(s => plan.Now - s.At > Late)]),
                },
            });
        // at least daily, for a zone may change
        var next = AutoDraftSlots.Next(plan.Times, plan.PerDay, plan.Weekdays, plan.ZoneId, plan.Now) is { } at && at < plan.Now + Furthest ? at : plan.Now + Furthest;
        batch.BatchCommands.Add(new NpgsqlBatchCommand(Look) { Parameters = { In(plan.TenantId), In(plan.CompanyId), In(plan.Now), In(next.ToUniversalTime()) } });
    }

    private static NpgsqlParameter<T> In<T>(T value) => new() { TypedValue = value };

    private sealed record DuePlan(Guid TenantId, Guid CompanyId, TimeOnly[] Times, int PerDay, int Weekdays, DateTimeOffset Until, DateTimeOffset Now, string ZoneId);
}

/// <summary>A run that this node may make a draft of, until its lease ends.</summary>
internal sealed record ClaimedDraft(Guid TenantId, Guid CompanyId, DateOnly Date, int Slot, int Tries);
