using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using Npgsql;
using NpgsqlTypes;

namespace ContentFactory.Domain.Publishing;

/// <summary>
/// Claims comments of all tenants and keeps what became of them. Writing one twice is not harmless: "sending" is committed with the claim,
/// before the call, and what stands there after its lease is unknown from then on and only looked for.
/// </summary>
internal sealed class CommentQueue(SystemDb database, Changes changes, TimeProvider clock)
{
    // what holds publications holds comments; a look only reads
    private const string Ready = """
        from first_comments f
        join publications p on p.tenant_id = f.tenant_id and p.id = f.publication_id
        join channels c on c.tenant_id = p.tenant_id and c.id = p.channel_id
        join tenants t on t.id = f.tenant_id and t.status = 'active'
        where f.next_try_at is not null and (f.state <> 'waiting' or (c.status in ('active', 'warming_up') and t.publishing_stopped_at is null
            and not exists (select 1 from publication_removals r where r.tenant_id = f.tenant_id and r.publication_id = f.publication_id and r.state = 'waiting')))
        """;

    // the next time is pushed ahead as the lease
    private const string Claim = $"""
        with due as (
            select f.tenant_id, f.publication_id, f.state, f.next_try_at
            {Ready} and f.next_try_at <= (select app_now())
            order by f.next_try_at limit $1 for update of f skip locked),
        l as (
            update first_comments f set
                state = case due.state when 'waiting' then 'sending' else 'unknown' end, next_try_at = (select app_now()) + $2,
                tries = f.tries + (due.state = 'waiting')::int, looks = case due.state when 'waiting' then 0 else f.looks + 1 end,
                began_at = coalesce(f.began_at, app_now()), called_at = case due.state when 'waiting' then app_now() else coalesce(f.called_at, app_now()) end
            from due where f.tenant_id = due.tenant_id and f.publication_id = due.publication_id
            returning f.tenant_id, f.publication_id, f.tries, f.looks, f.words, f.began_at, f.called_at, due.next_try_at as was_due)
        select {DueComment.Columns}
        from l
        join publications p on p.tenant_id = l.tenant_id and p.id = l.publication_id
        join channels c on c.tenant_id = p.tenant_id and c.id = p.channel_id
        """;

    private const string Next = $"select greatest(f.next_try_at - app_now(), interval '100 milliseconds') {Ready} order by f.next_try_at limit 1";

    // a clear answer counts whatever the sweep said meanwhile; that it is there counts even after a person wanted it again
    private const string Record = """
        with ended as (
            update first_comments f set
                state = $4, next_try_at = app_now() + $5, ended_at = case when $4 in ('sent', 'refused') then app_now() end,
                external_id = coalesce($6, f.external_id), url = coalesce($7, f.url), reason_key = $8, reason_args = $9
            where f.tenant_id = $1 and f.publication_id = $2 and f.tries = $3
              and (f.state in ('sending', 'unknown') or (f.state = 'waiting' and $4 = 'sent'))
              and (f.state = 'sending' or $4 <> 'unknown' or f.looks = $10)
            returning f.tenant_id, f.publication_id)
        select c.display_name, po.author_id, po.title, left(po.text, 200)
        from ended e
        join publications p on p.tenant_id = e.tenant_id and p.id = e.publication_id
        join channels c on c.tenant_id = p.tenant_id and c.id = p.channel_id
        join posts po on po.tenant_id = p.tenant_id and po.id = p.post_id
        """;

    public async Task<IReadOnlyList<DueComment>> ClaimAsync(int most, TimeSpan lease, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await using var command = new NpgsqlCommand(Claim, connection) { Parameters = { In(most), In(lease) } };
        await using var rows = await command.ExecuteReaderAsync(ct);
        var claimed = new List<DueComment>();
        while (await rows.ReadAsync(ct))
            claimed.Add(DueComment.Read(rows));
        return claimed;
    }

    /// <summary>How long until the next call or look; null when there is none to make.</summary>
    public async Task<TimeSpan?> NextDueAsync(CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await using var command = new NpgsqlCommand(Next, connection);
        return await command.ExecuteScalarAsync(ct) as TimeSpan?;
    }

    /// <summary>Writes the outcome and the notice together. False where it came too late and changed nothing.</summary>
    public async Task<bool> RecordAsync(DueComment due, CommentEnding ending)
    {
        await using var connection = await database.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var command = new NpgsqlCommand(Record, connection, transaction)
        {
            Parameters =
            {
                In(due.TenantId), In(due.PublicationId), In(due.Tries), In(SnakeCase.Of(ending.State.ToString())), new() { Value = ending.Wait ?? (object)DBNull.Value, NpgsqlDbType = NpgsqlDbType.Interval },
                Word(ending.ExternalId), Word(ending.Url), Word(ending.ReasonKey), In(ending.ReasonArgs), In(due.Looks),
            },
        };
        Notice? notice = null;
        await using (var rows = await command.ExecuteReaderAsync())
            if (await rows.ReadAsync())
                notice = new(due.TenantId, FirstComments.NoticeOf(ending.State), [Notice.Named(rows.GetString(2), rows.GetString(3)), rows.GetString(0)], PublishingQueue.LinkTo(due.PublicationId), Notice.Deciders, [rows.GetGuid(1)]);
        var tells = notice is not null && ending.Tells;
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

    private static NpgsqlParameter Word(string? value) => new() { Value = value ?? (object)DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text };
}
