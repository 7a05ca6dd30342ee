using ContentFactory.Domain.Data;
using Npgsql;

namespace ContentFactory.Domain.Publishing;

/// <summary>Claims planned publications of all tenants that are to be looked at. Looking is harmless: a lost lease only means looking again.</summary>
internal sealed class PreflightQueue(SystemDb database)
{
    // the rows of publications are not locked: their own queue must not wait for this, nor pass them over
    private const string OneAtATime = "select pg_advisory_xact_lock(7235910260)";

    // nobody can act on what goes out within the minute
    private const string Waiting = """
        from publications p
        left join publication_checks k on k.tenant_id = p.tenant_id and k.publication_id = p.id
        where p.state = 'scheduled' and p.due_at > app_now() + interval '1 minute' and p.tenant_id in (select id from tenants where status = 'active')
        """;

    private const string Claim = $"""
        with due as (
            select p.tenant_id, p.id, p.scheduled_at {Waiting} and p.due_at <= app_now() + $3
              and (k.publication_id is null or k.planned_at <> p.scheduled_at or k.next_at <= app_now())
            order by p.due_at limit $1)
        insert into publication_checks as k (tenant_id, publication_id, planned_at, next_at, faults)
        select tenant_id, id, scheduled_at, app_now() + $2, '{"{}"}' from due
        on conflict (tenant_id, publication_id) do update set
            next_at = excluded.next_at, planned_at = excluded.planned_at,
            faults = case when k.planned_at = excluded.planned_at then k.faults else excluded.faults end,
            checked_at = case when k.planned_at = excluded.planned_at then k.checked_at end
        returning k.tenant_id, k.publication_id
        """;

    // a plan that comes within a day, or a look that is due; greatest() passes over null, so it must not see one
    private const string Next = $"""
        select greatest(w.wait, interval '1 second') from (
            select min(case when k.publication_id is null or k.planned_at <> p.scheduled_at then p.due_at - $1 else k.next_at end) - app_now() as wait
            {Waiting} and p.due_at <= app_now() + $1 + $2) w
        where w.wait is not null
        """;

    public async Task<IReadOnlyList<(Guid TenantId, Guid Id)>> ClaimAsync(int most, TimeSpan lease, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands = { new NpgsqlBatchCommand(OneAtATime), new NpgsqlBatchCommand(Claim) { Parameters = { In(most), In(lease), In(PublicationCheck.First) } } },
        };
        await using var rows = await batch.ExecuteReaderAsync(ct);
        await rows.NextResultAsync(ct);
        var claimed = new List<(Guid, Guid)>();
        while (await rows.ReadAsync(ct))
            claimed.Add((rows.GetGuid(0), rows.GetGuid(1)));
        return claimed;
    }

    /// <summary>How long until the next look, a second at the least; null where none is due within <paramref name="horizon"/>.</summary>
    public async Task<TimeSpan?> NextDueAsync(TimeSpan horizon, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await using var command = new NpgsqlCommand(Next, connection) { Parameters = { In(PublicationCheck.First), In(horizon) } };
        return await command.ExecuteScalarAsync(ct) as TimeSpan?;
    }

    private static NpgsqlParameter<T> In<T>(T value) => new() { TypedValue = value };
}
