using System.Security.Cryptography;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using Npgsql;
using NpgsqlTypes;

namespace ContentFactory.Domain.Content.Approvals.Asking;

/// <summary>
/// Asks approvers in Telegram about posts that wait, and takes the buttons away once nothing is left to decide, over all tenants. Looks at how
/// things stand and not at what happened, so that a step that was lost is made up for by the next. The messages go by the outbox of the bot.
/// </summary>
internal sealed class AskQueue(SystemDb database, PublicAddress site, Changes changes, TimeProvider clock)
{
    private const string OneAtATime = "select pg_advisory_xact_lock(7235910293)";

    // an older wait is the reminders' business
    private const string Wanted = """
        select p.tenant_id, t.slug, p.id, p.version, m.person_id, x.telegram_user_id, e.language, c.name, p.title,
               left(case when cardinality(p.hashtags) > 0 then rtrim(p.text) || E'\n\n' || (select string_agg('#' || tag, ' ' order by place) from unnest(p.hashtags) with ordinality h (tag, place)) else p.text end, 4000),
               p.approved_version is not distinct from p.version,
               (select count(*) from post_media d where d.tenant_id = p.tenant_id and d.post_id = p.id)::int + (p.cover_media_id is not null)::int, p.ready_at, coalesce(p.link, ''),
               (select count(*) from post_variants v where v.tenant_id = p.tenant_id and v.post_id = p.id and (v.text is not null or v.media_ids is not null or v.first_comment is not null or v.cover_media_id is not null))::int
        from posts p
        join tenants t on t.id = p.tenant_id and t.status = 'active'
        join companies c on c.tenant_id = p.tenant_id and c.id = p.company_id and c.status = 'active'
        join members m on m.tenant_id = p.tenant_id and m.role in ('owner', 'approver') and m.person_id <> p.author_id
        join people e on e.id = m.person_id and e.deactivated_at is null
        join person_telegrams x on x.person_id = m.person_id
        left join notice_choices n on n.person_id = m.person_id
        where p.status = 'ready' and p.ready_at > app_now() - interval '1 day' and coalesce(n.by_telegram, true)
          and not (p.approved_version is not distinct from p.version and p.approver_id is not distinct from m.person_id)
          and not exists (select 1 from approval_asks a where a.tenant_id = p.tenant_id and a.post_id = p.id and a.person_id = m.person_id and a.telegram_user_id = x.telegram_user_id
                          and (a.closed_at is null or (a.version = p.version and a.created_at >= p.ready_at)))
        order by p.ready_at, p.id, m.person_id limit 500
        """;

    // the clock of whoever made it ready may be ahead, and this transaction may have begun before: an ask is never older than what it asks about
    private const string Ask = """
        insert into approval_asks (tenant_id, id, post_id, version, person_id, telegram_user_id, token, bot_message_id, text, created_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, greatest(app_now(), $10))
        """;

    private const string Send = "insert into bot_messages (id, chat_id, text, markup, edits, state, attempts, fence, due_at, created_at) values ($1, $2, $3, $4, $5, 'due', 0, 0, app_now(), app_now())";

    private const string Close = """
        update approval_asks a set closed_at = app_now(), outcome = case
            when p.version <> a.version then 'changed'
            when p.status in ('approved', 'scheduled', 'published') then 'approved'
            when p.status = 'draft' and p.rejection_comment is not null then 'rejected'
            when p.status = 'draft' then 'changed'
            else 'closed' end
        from posts p
        where a.closed_at is null and p.tenant_id = a.tenant_id and p.id = a.post_id
          and (p.status <> 'ready' or p.version <> a.version or p.ready_at > a.created_at
               or not exists (select 1 from members m where m.tenant_id = a.tenant_id and m.person_id = a.person_id and m.role in ('owner', 'approver'))
               or not exists (select 1 from person_telegrams x where x.person_id = a.person_id and x.telegram_user_id = a.telegram_user_id))
        """;

    private const string Edits = """
        select a.tenant_id, a.id, a.telegram_user_id, a.text, a.outcome, b.id, b.state, b.message_id, e.language,
               coalesce((select o.display_name from people o where o.id = p.approver_id), p.approver_guest)
        from approval_asks a
        join posts p on p.tenant_id = a.tenant_id and p.id = a.post_id
        join people e on e.id = a.person_id
        left join bot_messages b on b.id = a.bot_message_id
        where a.closed_at is not null and a.edited_at is null and b.state is distinct from 'sending'
        order by a.closed_at limit 500 for update of a
        """;

    private const string Edited = "update approval_asks set edited_at = app_now() where tenant_id = $1 and id = $2";

    private const string Withdraw = "update bot_messages set state = 'failed', last_error = 'Withdrawn' where id = $1 and state = 'due'";

    private const string Pending = "select exists (select 1 from approval_asks where closed_at is not null and edited_at is null)";

    /// <summary>One round. Returns how many messages were written.</summary>
    public async Task<int> StepAsync(CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await RunAsync(connection, OneAtATime, ct);
        await RunAsync(connection, Close, ct);
        var batch = new NpgsqlBatch(connection, transaction);
        var written = await AddAsksAsync(connection, batch, ct) + await AddEditsAsync(connection, batch, ct);
        if (batch.BatchCommands.Count > 0)
            await batch.ExecuteNonQueryAsync(ct);
        await transaction.CommitAsync(ct);
        if (written > 0)
            changes.Notify(Guid.Empty, ChangeTopics.BotMessages);
        return written;
    }

    /// <summary>Buttons that can not be taken away yet, because their message is on its way.</summary>
    public async Task<bool> IsPendingAsync(CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await using var command = new NpgsqlCommand(Pending, connection);
        return await command.ExecuteScalarAsync(ct) is true;
    }

    private async Task<int> AddAsksAsync(NpgsqlConnection connection, NpgsqlBatch batch, CancellationToken ct)
    {
        var wanted = new List<WantedAsk>();
        await using (var command = new NpgsqlCommand(Wanted, connection))
        await using (var rows = await command.ExecuteReaderAsync(ct))
            while (await rows.ReadAsync(ct))
                wanted.Add(new(rows.GetGuid(0), rows.GetString(1), rows.GetGuid(2), rows.GetInt32(3), rows.GetGuid(4), rows.GetInt64(5), rows.GetString(6), rows.GetString(7), rows.GetString(8), rows.GetString(9), rows.GetBoolean(10), rows.GetInt32(11), rows.GetFieldValue<DateTimeOffset>(12), rows.GetString(13), rows.GetInt32(14)));
        foreach (var ask in wanted)
        {
            var (token, message, text) = (Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)), Ids.New(clock), AskWords.Message(ask, site));
            batch.BatchCommands.Add(new(Ask)
            {
                Parameters = { In(ask.TenantId), In(Ids.New(clock)), In(ask.PostId), In(ask.Version), In(ask.PersonId), In(ask.TelegramUserId), In(token), In(message), In(text), In(ask.ReadyAt) },
            });
            batch.BatchCommands.Add(SendOf(message, ask.TelegramUserId, text, AskWords.Buttons(token, ask.Language), null));
        }
        return wanted.Count;
    }

    private async Task<int> AddEditsAsync(NpgsqlConnection connection, NpgsqlBatch batch, CancellationToken ct)
    {
        var written = 0;
        await using var command = new NpgsqlCommand(Edits, connection);
        await using var rows = await command.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
        {
            var (sent, state) = (rows.IsDBNull(7) ? (long?)null : rows.GetInt64(7), rows.IsDBNull(6) ? null : rows.GetString(6));
            batch.BatchCommands.Add(new(Edited) { Parameters = { In(rows.GetGuid(0)), In(rows.GetGuid(1)) } });
            if (state is "due")
                batch.BatchCommands.Add(new(Withdraw) { Parameters = { In(rows.GetGuid(5)) } });
            if (sent is null)
                continue;
            var text = AskWords.Outcome(rows.GetString(3), Enum.Parse<AskOutcome>(rows.IsDBNull(4) ? nameof(AskOutcome.Closed) : rows.GetString(4), ignoreCase: true), rows.GetString(8), rows.IsDBNull(9) ? null : rows.GetString(9));
            batch.BatchCommands.Add(SendOf(Ids.New(clock), rows.GetInt64(2), text, null, sent));
            written++;
        }
        return written;
    }

    private static NpgsqlBatchCommand SendOf(Guid id, long chat, string text, string? markup, long? edits) => new(Send)
    {
        Parameters = { In(id), In(chat), In(text), new NpgsqlParameter<string?> { TypedValue = markup, NpgsqlDbType = NpgsqlDbType.Jsonb }, new NpgsqlParameter<long?> { TypedValue = edits, NpgsqlDbType = NpgsqlDbType.Bigint } },
    };

    private static async Task RunAsync(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(ct);
    }

    private static NpgsqlParameter<T> In<T>(T value) => new() { TypedValue = value };
}
