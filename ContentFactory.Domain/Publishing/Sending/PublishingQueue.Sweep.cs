using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using Npgsql;

namespace ContentFactory.Domain.Publishing;

/// <summary>What no node holds any more, and what must wait for a person.</summary>
internal sealed partial class PublishingQueue
{
    private const string Rescue = $"""
        with stuck as (
            select p.tenant_id, p.id, p.state, p.fence from publications p
            where p.state in ('leased', 'sending') and p.lease_until <= app_now()
            order by p.lease_until limit 1000 for update of p skip locked),
        moved as (
            update publications p set
                state = case stuck.state when 'leased' then 'scheduled' else 'unknown' end, lease_until = null, updated_at = app_now(),
                attempts_used = p.attempts_used + (stuck.state = 'sending')::int,
                reason_key = case stuck.state when 'leased' then p.reason_key else 'Publishing.NodeLost' end,
                reason_args = case stuck.state when 'leased' then p.reason_args else '{"{}"}' end
            from stuck where p.tenant_id = stuck.tenant_id and p.id = stuck.id
            returning p.tenant_id, p.id, p.channel_id, p.post_id, p.fence, p.state),
        ended as (
            update publication_attempts a set state = 'unknown', ended_at = app_now()
            from moved m where m.state = 'unknown' and a.tenant_id = m.tenant_id and a.publication_id = m.id and a.fence = m.fence and a.state = 'sending')
        select m.tenant_id, m.id, m.state, false, {Moved.About}
        from moved m join channels c on c.tenant_id = m.tenant_id and c.id = m.channel_id join posts po on po.tenant_id = m.tenant_id and po.id = m.post_id
        """;

    private const string Hold = $"""
        with late as (
            select p.tenant_id, p.id,
                   case when t.status <> 'active' or t.publishing_stopped_at is not null then 'kill_switch' when c.status not in ('active', 'warming_up') then 'channel' else 'overdue' end as reason
            from publications p
            join channels c on c.tenant_id = p.tenant_id and c.id = p.channel_id
            join tenants t on t.id = p.tenant_id
            where p.state = 'scheduled' and p.due_at <= app_now()
              and (p.due_at < {Now} - $1 or p.waits_since < {Now} - $1 or c.status not in ('active', 'warming_up') or t.status <> 'active' or t.publishing_stopped_at is not null)
            order by p.due_at limit 1000 for update of p skip locked),
        moved as (
            update publications p set state = 'held', held_reason = late.reason, updated_at = {Now}
            from late where p.tenant_id = late.tenant_id and p.id = late.id
            returning p.tenant_id, p.id, p.channel_id, p.post_id, p.state)
        select m.tenant_id, m.id, m.state, false, {Moved.About}
        from moved m join channels c on c.tenant_id = m.tenant_id and c.id = m.channel_id join posts po on po.tenant_id = m.tenant_id and po.id = m.post_id
        """;

    /// <summary>
    /// Takes over from nodes that died (claimed goes back to the plan, begun becomes unknown) and holds what is overdue or whose
    /// channel or tenant may not publish. Returns how many rows moved.
    /// </summary>
    public async Task<int> SweepAsync(CancellationToken ct) =>
        await MoveAsync(Rescue, [], ct) + await MoveAsync(Hold, [In(options.Value.Grace)], ct);

    private async Task<int> MoveAsync(string sql, NpgsqlParameter[] parameters, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await using var command = new NpgsqlCommand(sql, connection, transaction);
        command.Parameters.AddRange(parameters);
        var moved = new List<Moved>();
        await using (var rows = await command.ExecuteReaderAsync(ct))
            while (await rows.ReadAsync(ct))
                moved.Add(Moved.Read(rows));
        await NoticeBoard.TellAsync(connection, NoticesOf(moved), clock.GetUtcNow(), ct);
        await transaction.CommitAsync(ct);
        Announce(moved);
        return moved.Count;
    }
}
