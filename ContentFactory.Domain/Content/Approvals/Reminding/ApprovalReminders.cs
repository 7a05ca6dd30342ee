using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using Npgsql;

namespace ContentFactory.Domain.Content.Approvals.Reminding;

/// <summary>
/// Reminds approvers of posts that wait longer than their company wants, by day in the zone of the workspace. Counting and telling is one
/// transaction, one node at a time: a reminder is told once or not yet.
/// </summary>
internal sealed class ApprovalReminders(SystemDb database, Changes changes, TimeProvider clock)
{
    private const string OneAtATime = "select pg_advisory_xact_lock(7235910294)";

    private const string Claim = """
        with due as (
            select p.tenant_id, p.id, p.title, left(p.text, 400) as text, p.ready_at, case when p.approved_version = p.version then p.approver_id end as half
            from posts p
            join companies c on c.tenant_id = p.tenant_id and c.id = p.company_id and c.status = 'active' and c.reminder_hours > 0
            join tenants t on t.id = p.tenant_id and t.status = 'active'
            left join approval_reminders r on r.tenant_id = p.tenant_id and r.post_id = p.id and r.since = p.ready_at
            where p.status = 'ready' and coalesce(r.sent, 0) < $1
              and coalesce(r.sent_at, p.ready_at) <= app_now() - make_interval(hours => c.reminder_hours)
              and extract(hour from app_now() at time zone t.zone_id) between $2 and $3
            order by p.ready_at limit 500),
        counted as (
            insert into approval_reminders as r (tenant_id, post_id, since, sent, sent_at)
            select tenant_id, id, ready_at, 1, app_now() from due
            on conflict (tenant_id, post_id) do update set
                since = excluded.since, sent_at = excluded.sent_at, sent = case when r.since = excluded.since then r.sent + 1 else 1 end)
        select tenant_id, id, title, text, half from due
        """;

    private const int FirstHour = 8;
    private const int LastHour = 21;

    /// <summary>Returns of how many posts.</summary>
    public async Task<int> RemindAsync(CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await using (var alone = new NpgsqlCommand(OneAtATime, connection, transaction))
            await alone.ExecuteNonQueryAsync(ct);
        var notices = await ClaimAsync(connection, transaction, ct);
        await NoticeBoard.TellAsync(connection, notices, clock.GetUtcNow(), ct);
        await transaction.CommitAsync(ct);
        foreach (var tenantId in notices.Select(n => n.TenantId).Distinct())
            changes.Notify(tenantId, ChangeTopics.Notifications);
        return notices.Count;
    }

    private static async Task<List<Notice>> ClaimAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(Claim, connection, transaction)
        {
            Parameters = { new NpgsqlParameter<int> { TypedValue = ApprovalReminder.Most }, new NpgsqlParameter<int> { TypedValue = FirstHour }, new NpgsqlParameter<int> { TypedValue = LastHour } },
        };
        await using var rows = await command.ExecuteReaderAsync(ct);
        var notices = new List<Notice>();
        while (await rows.ReadAsync(ct))
            notices.Add(PostNotices.Waiting(rows.GetGuid(0), rows.GetGuid(1), rows.GetString(2), rows.GetString(3), rows.IsDBNull(4) ? null : rows.GetGuid(4)));
        return notices;
    }
}
