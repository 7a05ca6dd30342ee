using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.Platforms;
using Npgsql;

namespace ContentFactory.Domain.Channels;

/// <summary>A channel that is to be asked now.</summary>
internal sealed record DueCheck(Guid TenantId, Guid ChannelId, string Platform);

/// <summary>Which channels of all tenants are to be asked how they are, and which tokens end without anybody renewing them.</summary>
internal sealed class DueChecks(SystemDb database, PlatformSet platforms, TimeProvider clock)
{
    private const string Watched = "c.status in ('active', 'warming_up', 'paused') and c.tenant_id in (select id from tenants where status = 'active')";

    // pushing the time ahead is the lease, and the wait after a network that could not be reached; a weaker lock, for the rows that refer to channels
    private const string Claim = $"""
        with due as (
            select c.tenant_id, c.id from channels c
            where c.next_check_at <= app_now() and {Watched}
            order by c.next_check_at limit $1 for no key update skip locked)
        update channels c set next_check_at = app_now() + $2 from due where c.tenant_id = due.tenant_id and c.id = due.id
        returning c.tenant_id, c.id, c.platform
        """;

    // greatest() passes over null: without the last words nothing would be due in a second
    private const string Next = $"select greatest(min(c.next_check_at) - app_now(), interval '1 second') from channels c where c.next_check_at is not null and {Watched} having count(*) > 0";

    // the row that was warned remembers of which end and how far ahead, so it is warned once for each; what renews itself is no news unless that failed
    private const string Warn = """
        with ending as materialized (
            select c.tenant_id, c.id, case when c.token_valid_until <= app_now() + interval '1 day' then 1 else 7 end as days
            from channels c
            where c.token_valid_until > app_now() and c.token_valid_until <= app_now() + interval '7 days' and c.status in ('active', 'warming_up', 'paused')
              and not (c.platform = any ($1)
                       and exists (select 1 from channel_secrets s where s.tenant_id = c.tenant_id and s.channel_id = c.id and s.kind = 'refresh_token')
                       and coalesce((select r.state from token_refreshes r where r.tenant_id = c.tenant_id and r.channel_id = c.id order by r.started_at desc limit 1), 'renewed') <> 'unknown')
            for no key update skip locked)
        update channels c set warned_until = c.token_valid_until, warned_days = e.days
        from ending e
        where c.tenant_id = e.tenant_id and c.id = e.id and (c.warned_until is distinct from c.token_valid_until or c.warned_days > e.days)
        returning c.tenant_id, c.id, c.display_name, e.days, ceil(extract(epoch from c.token_valid_until - app_now()) / 86400)::int
        """;

    private const string Forget = "delete from channel_checks where at < app_now() - interval '90 days'";

    public async Task<IReadOnlyList<DueCheck>> ClaimAsync(int most, TimeSpan lease, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await using var command = new NpgsqlCommand(Claim, connection) { Parameters = { new NpgsqlParameter<int> { TypedValue = most }, new NpgsqlParameter<TimeSpan> { TypedValue = lease } } };
        await using var rows = await command.ExecuteReaderAsync(ct);
        var claimed = new List<DueCheck>();
        while (await rows.ReadAsync(ct))
            claimed.Add(new(rows.GetGuid(0), rows.GetGuid(1), rows.GetString(2)));
        return claimed;
    }

    /// <summary>How long until the next check is due, a second at the least; null when none is planned.</summary>
    public async Task<TimeSpan?> NextDueAsync(CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await using var command = new NpgsqlCommand(Next, connection);
        return await command.ExecuteScalarAsync(ct) as TimeSpan?;
    }

    /// <summary>Tells those who may connect a channel that its token ends: a week ahead and a day ahead, each once. Returns the tenants that were told.</summary>
    public async Task<IReadOnlyList<Guid>> WarnAsync(CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await using var command = new NpgsqlCommand(Warn, connection, transaction)
        {
            Parameters = { new NpgsqlParameter<string[]> { TypedValue = [.. platforms.All.Where(p => p.Refreshes).Select(p => p.Key)] } },
        };
        var notices = new List<Notice>();
        await using (var rows = await command.ExecuteReaderAsync(ct))
            while (await rows.ReadAsync(ct))
                notices.Add(new(rows.GetGuid(0), rows.GetInt32(3) == 1 ? ChannelCare.EndsTomorrow : ChannelCare.EndsSoon,
                    [rows.GetString(2), rows.GetInt32(4).ToString(System.Globalization.CultureInfo.InvariantCulture)], ChannelCare.LinkTo(rows.GetGuid(1)), Notice.Deciders, []));
        await NoticeBoard.TellAsync(connection, notices, clock.GetUtcNow(), ct);
        await transaction.CommitAsync(ct);
        return [.. notices.Select(n => n.TenantId).Distinct()];
    }

    public async Task<int> ForgetAsync(CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await using var command = new NpgsqlCommand(Forget, connection);
        return await command.ExecuteNonQueryAsync(ct);
    }
}
