using ContentFactory.Domain.Data;
using Microsoft.Extensions.Options;
using Npgsql;

namespace ContentFactory.Domain.LongWork;

/// <summary>A claimed task with what its kind needs to go on.</summary>
internal sealed record ClaimedTask(Guid TenantId, Guid Id, long Fence, string Kind, string Input, string? Cursor, Reached Reached);

/// <summary>What a heartbeat learned.</summary>
internal enum Held { Yes, Cancelling, Lost }

/// <summary>
/// The statements that move long tasks of all tenants. Each carries tenant_id in its rows and joins and, after the claim, the fence in its
/// where clause. All times are the database's.
/// </summary>
internal sealed class LongWorkQueue(SystemDb database, IOptions<LongWorkOptions> options)
{
    private static readonly string Node = $"{Environment.MachineName}/{Environment.ProcessId}";

    // claims of all nodes run one after the other: two at once could each take a task of the same tenant
    private const string OneAtATime = "select pg_advisory_xact_lock(7235910245)";

    // what a dead node held goes on where it stopped, unless somebody cancelled it or it was begun too often
    private const string Settle = """
        update long_tasks set lease_until = null, lease_owner = null, finished_at = app_now(),
            state = case when cancel_requested_at is null then 'failed' else 'cancelled' end,
            problem_key = case when cancel_requested_at is null then 'LongWork.GivenUp' end
        where state = 'running' and lease_until <= app_now() and (cancel_requested_at is not null or tries >= $1)
        returning tenant_id
        """;

    // one task per tenant at a time; the tenant that waited longest since its last one comes first
    private const string Claim = """
        with heads as (
            select distinct on (w.tenant_id) w.tenant_id, w.id, w.created_at
            from long_tasks w join tenants t on t.id = w.tenant_id and t.status = 'active'
            where w.kind = any ($2) and (w.state = 'queued' or (w.state = 'running' and w.lease_until <= app_now()))
              and not exists (select 1 from long_tasks busy where busy.tenant_id = w.tenant_id and busy.state = 'running' and busy.lease_until > app_now())
            order by w.tenant_id, w.created_at, w.id),
        chosen as (
            select h.tenant_id, h.id from heads h
            order by (select max(d.started_at) from long_tasks d where d.tenant_id = h.tenant_id) nulls first, h.created_at, h.id limit $1),
        locked as (
            select l.tenant_id, l.id from long_tasks l join chosen using (tenant_id, id)
            where l.state in ('queued', 'running') for update of l skip locked)
        update long_tasks l set state = 'running', started_at = coalesce(l.started_at, app_now()), heartbeat_at = app_now(),
            lease_owner = $3, lease_until = app_now() + $4, fence = l.fence + 1, tries = l.tries + 1
        from locked where l.tenant_id = locked.tenant_id and l.id = locked.id
        returning l.tenant_id, l.id, l.fence, l.kind, l.input::text, l.cursor::text, l.done, l.total, l.step_key, l.step_args
        """;

    private const string Beat = """
        update long_tasks set heartbeat_at = app_now(), lease_until = app_now() + $4, done = $5, total = $6, step_key = $7, step_args = $8,
            cursor = coalesce($9, cursor), tries = case when $9 is null then tries else 0 end
        where tenant_id = $1 and id = $2 and fence = $3 and state = 'running' and lease_until > app_now()
        returning cancel_requested_at is not null
        """;

    private const string Finish = """
        update long_tasks set state = $4, finished_at = app_now(), lease_until = null, lease_owner = null, done = $5, total = $6, step_key = $7, step_args = $8,
            result_key = $9, result_args = $10, link = $11, problem_key = $12, problem_args = $13
        where tenant_id = $1 and id = $2 and fence = $3 and state = 'running'
        """;

    private const string Release = """
        update long_tasks set state = case when cancel_requested_at is null then 'queued' else 'cancelled' end, lease_until = null, lease_owner = null,
            finished_at = case when cancel_requested_at is not null then app_now() end, tries = greatest(tries - 1, 0), done = $4, total = $5, step_key = $6, step_args = $7
        where tenant_id = $1 and id = $2 and fence = $3 and state = 'running'
        """;

    /// <summary>Takes at most so many tasks. <paramref name="settled"/> hears the tenants whose lost tasks ended here.</summary>
    public async Task<IReadOnlyList<ClaimedTask>> ClaimAsync(int most, IReadOnlyCollection<string> kinds, Action<Guid> settled, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new NpgsqlBatchCommand(OneAtATime),
                new NpgsqlBatchCommand(Settle) { Parameters = { In(options.Value.Tries) } },
                new NpgsqlBatchCommand(Claim) { Parameters = { In(most), In<string[]>([.. kinds]), In(Node), In(options.Value.Lease) } },
            },
        };
        await using var rows = await batch.ExecuteReaderAsync(ct);
        await rows.NextResultAsync(ct);
        while (await rows.ReadAsync(ct))
            settled(rows.GetGuid(0));
        await rows.NextResultAsync(ct);
        var claimed = new List<ClaimedTask>();
        while (await rows.ReadAsync(ct))
            claimed.Add(Read(rows));
        return claimed;
    }

    /// <summary>Keeps the lease and writes the progress, with a cursor if there is a new one.</summary>
    public async Task<Held> BeatAsync(ClaimedTask task, Reached reached, string? cursor = null)
    {
        await using var connection = await database.OpenAsync();
        await using var command = new NpgsqlCommand(Beat, connection)
        {
            Parameters = { In(task.TenantId), In(task.Id), In(task.Fence), In(options.Value.Lease), In(reached.Done), Maybe(reached.Total), Maybe(reached.Step?.Key), In(reached.Step?.Words ?? []), Json(cursor) },
        };
        return await command.ExecuteScalarAsync() switch { true => Held.Cancelling, false => Held.Yes, _ => Held.Lost };
    }

    /// <summary>Only the fence counts here: a lease that ran out and was taken by nobody loses no result.</summary>
    public Task FinishAsync(ClaimedTask task, LongTaskState state, Reached reached, LongOutcome? outcome = null, Problem? problem = null) => RunAsync(Finish,
        In(task.TenantId), In(task.Id), In(task.Fence), In(SnakeCase.Of(state.ToString())), In(reached.Done), Maybe(reached.Total), Maybe(reached.Step?.Key), In(reached.Step?.Words ?? []),
        Maybe(outcome?.Text.Key), In(outcome?.Text.Words ?? []), Maybe(outcome?.Link), Maybe(problem?.TextKey), In(problem is null ? [] : new LongText(problem.TextKey, problem.Args).Words));

    /// <summary>Gives a task back that this node will not end.</summary>
    public Task ReleaseAsync(ClaimedTask task, Reached reached) =>
        RunAsync(Release, In(task.TenantId), In(task.Id), In(task.Fence), In(reached.Done), Maybe(reached.Total), Maybe(reached.Step?.Key), In(reached.Step?.Words ?? []));

    /// <summary>Removes what ended long ago.</summary>
    public Task<int> ForgetAsync() => RunAsync("delete from long_tasks where finished_at < app_now() - $1", In(options.Value.Keep));

    private async Task<int> RunAsync(string sql, params NpgsqlParameter[] values)
    {
        await using var connection = await database.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        command.Parameters.AddRange(values);
        return await command.ExecuteNonQueryAsync();
    }

    private static ClaimedTask Read(NpgsqlDataReader row) => new(
        row.GetGuid(0), row.GetGuid(1), row.GetInt64(2), row.GetString(3), row.GetString(4), row.IsDBNull(5) ? null : row.GetString(5),
        new(row.GetInt32(6), row.IsDBNull(7) ? null : row.GetInt32(7), row.IsDBNull(8) ? null : new(row.GetString(8), [.. row.GetFieldValue<string[]>(9)])));

    private static NpgsqlParameter<T> In<T>(T value) => new() { TypedValue = value };

    private static NpgsqlParameter Maybe(string? value) => new() { Value = value as object ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text };

    private static NpgsqlParameter Maybe(int? value) => new() { Value = value as object ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Integer };

    private static NpgsqlParameter Json(string? value) => new() { Value = value as object ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Jsonb };
}
