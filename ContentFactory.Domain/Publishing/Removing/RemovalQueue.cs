using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using Npgsql;
using NpgsqlTypes;

namespace ContentFactory.Domain.Publishing;

/// <summary>
/// Claims removals of all tenants and keeps what became of them. Asking a network twice is harmless, because what is not there counts as
/// removed: a lost lease only means asking again. A tenant that stopped its publishing goes on deleting.
/// </summary>
internal sealed class RemovalQueue(SystemDb database, Changes changes, TimeProvider clock)
{
    // the next time is pushed ahead as the lease
    private const string Claim = $"""
        with due as (
            select r.tenant_id, r.publication_id from publication_removals r
            where r.state = 'waiting' and r.next_try_at <= (select app_now()) and r.tenant_id in (select id from tenants where status = 'active')
            order by r.next_try_at limit $1 for update skip locked),
        l as (
            update publication_removals r set next_try_at = (select app_now()) + $2, tries = r.tries + 1
            from due where r.tenant_id = due.tenant_id and r.publication_id = due.publication_id
            returning r.tenant_id, r.publication_id, r.tries, r.asked_at)
        select {DueRemoval.Columns}
        from l
        join publications p on p.tenant_id = l.tenant_id and p.id = l.publication_id
        join channels c on c.tenant_id = p.tenant_id and c.id = p.channel_id
        """;

    private const string Next = """
        select greatest(next_try_at - app_now(), interval '100 milliseconds') from publication_removals
        where state = 'waiting' and tenant_id in (select id from tenants where status = 'active') order by next_try_at limit 1
        """;

    // as a person who asks holds it: the two rows are locked in one order
    private const string LockPublication = "select 1 from publications where tenant_id = $1 and id = $2 for update";

    // that it is gone counts whoever found out; an older call's doubt does not. Numbers go on where the post stays
    private const string Record = """
        with ended as (
            update publication_removals r set
                state = $4, next_try_at = case when $4 = 'waiting' then app_now() + $5 else r.next_try_at end, ended_at = case when $4 <> 'waiting' then app_now() end,
                reason_key = $6, reason_args = $7
            where r.tenant_id = $1 and r.publication_id = $2 and r.state = 'waiting' and (r.tries = $3 or $4 = 'done')
            returning r.tenant_id, r.publication_id, r.state, r.asked_by),
        settled as (
            update publications p set
                state = case e.state when 'done' then 'deleted' else p.state end, next_metrics_at = case e.state when 'refused' then app_now() end, updated_at = app_now()
            from ended e
            where p.tenant_id = e.tenant_id and p.id = e.publication_id and p.state = 'published' and e.state <> 'waiting')
        select e.asked_by, c.display_name, po.title, left(po.text, 200)
        from ended e
        join publications p on p.tenant_id = e.tenant_id and p.id = e.publication_id
        join channels c on c.tenant_id = p.tenant_id and c.id = p.channel_id
        join posts po on po.tenant_id = p.tenant_id and po.id = p.post_id
        """;

    public async Task<IReadOnlyList<DueRemoval>> ClaimAsync(int most, TimeSpan lease, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await using var command = new NpgsqlCommand(Claim, connection) { Parameters = { In(most), In(lease) } };
        await using var rows = await command.ExecuteReaderAsync(ct);
        var claimed = new List<DueRemoval>();
        while (await rows.ReadAsync(ct))
            claimed.Add(DueRemoval.Read(rows));
        return claimed;
    }

    /// <summary>How long until the next call; null when there is none to make.</summary>
    public async Task<TimeSpan?> NextDueAsync(CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await using var command = new NpgsqlCommand(Next, connection);
        return await command.ExecuteScalarAsync(ct) as TimeSpan?;
    }

    /// <summary>Writes the outcome, the publication's state and the notice together. False where it came too late and changed nothing.</summary>
    public async Task<bool> RecordAsync(DueRemoval due, RemovalEnding ending)
    {
        await using var connection = await database.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var batch = new NpgsqlBatch(connection, transaction)
        {
            BatchCommands =
            {
                new NpgsqlBatchCommand(LockPublication) { Parameters = { In(due.TenantId), In(due.PublicationId) } },
                new NpgsqlBatchCommand(Record)
                {
                    Parameters =
                    {
                        In(due.TenantId), In(due.PublicationId), In(due.Tries), In(SnakeCase.Of(ending.State.ToString())), In(ending.Wait),
                        new() { Value = ending.ReasonKey ?? (object)DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text }, In(ending.ReasonArgs),
                    },
                },
            },
        };
        Notice? notice = null;
        await using (var rows = await batch.ExecuteReaderAsync())
        {
            await rows.NextResultAsync();
            if (await rows.ReadAsync())
                notice = new(due.TenantId, PublicationRemovals.Refused, [Notice.Named(rows.GetString(2), rows.GetString(3)), rows.GetString(1)], PublishingQueue.LinkTo(due.PublicationId), [], [rows.GetGuid(0)]);
        }
        var tells = notice is not null && ending.State is RemovalState.Refused;
        await NoticeBoard.TellAsync(connection, tells ? [notice!] : [], clock.GetUtcNow(), CancellationToken.None);
        await transaction.CommitAsync();
        if (notice is null)
            return false;
        changes.Notify(due.TenantId, ChangeTopics.Publications);
        if (tells)
            changes.Notify(due.TenantId, ChangeTopics.Notifications);
        return true;
    }

    private static NpgsqlParameter<T> In<T>(T value) => new() { TypedValue = value };
}
