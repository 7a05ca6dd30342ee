using ContentFactory.Domain.Data;
using Npgsql;

namespace ContentFactory.Domain.Content.Approvals.Asking;

/// <summary>An ask as the bot finds it when somebody answers.</summary>
/// <param name="InTime">The reason may still be written.</param>
internal sealed record FoundAsk(Guid TenantId, Guid Id, Guid PostId, int Version, Guid PersonId, long TelegramUserId, string Language, bool IsClosed, bool InTime);

/// <summary>Finds asks by what comes back from Telegram, before anybody has entered a tenant, and notes what became of them.</summary>
internal sealed class AskBook(SystemDb database)
{
    private const string Columns = """
        select a.tenant_id, a.id, a.post_id, a.version, a.person_id, a.telegram_user_id, e.language, a.closed_at is not null, coalesce(a.reply_until > app_now(), false)
        from approval_asks a join people e on e.id = a.person_id
        """;

    public Task<FoundAsk?> ByTokenAsync(string token, CancellationToken ct) => FindAsync($"{Columns} where a.token = $1", ct, new NpgsqlParameter<string> { TypedValue = token });

    public Task<FoundAsk?> ByReplyAsync(long telegramUserId, long messageId, CancellationToken ct) => FindAsync(
        $"{Columns} where a.telegram_user_id = $1 and a.reply_message_id = $2", ct, new NpgsqlParameter<long> { TypedValue = telegramUserId }, new NpgsqlParameter<long> { TypedValue = messageId });

    /// <summary>From here on the reason is waited for, for a day.</summary>
    public Task WaitForReasonAsync(FoundAsk ask, long? messageId, CancellationToken ct) => ChangeAsync(
        "update approval_asks set reply_until = app_now() + interval '1 day', reply_message_id = coalesce($3, reply_message_id) where tenant_id = $1 and id = $2 and closed_at is null", ask, ct, new NpgsqlParameter<long?> { TypedValue = messageId, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Bigint });

    /// <summary>The person has answered, whatever the post still waits for.</summary>
    public Task CloseAsync(FoundAsk ask, CancellationToken ct) => ChangeAsync("""
        update approval_asks a set closed_at = app_now(), outcome = case when p.status = 'ready' then 'half' when p.status = 'draft' then 'rejected' else 'approved' end
        from posts p where a.tenant_id = $1 and a.id = $2 and a.closed_at is null and p.tenant_id = a.tenant_id and p.id = a.post_id
        """, ask, ct);

    private async Task ChangeAsync(string sql, FoundAsk ask, CancellationToken ct, params NpgsqlParameter[] more)
    {
        await using var connection = await database.OpenAsync(ct);
        await using var command = new NpgsqlCommand(sql, connection) { Parameters = { new NpgsqlParameter<Guid> { TypedValue = ask.TenantId }, new NpgsqlParameter<Guid> { TypedValue = ask.Id } } };
        command.Parameters.AddRange(more);
        await command.ExecuteNonQueryAsync(ct);
    }

    private async Task<FoundAsk?> FindAsync(string sql, CancellationToken ct, params NpgsqlParameter[] by)
    {
        await using var connection = await database.OpenAsync(ct);
        await using var command = new NpgsqlCommand(sql, connection);
        command.Parameters.AddRange(by);
        await using var rows = await command.ExecuteReaderAsync(ct);
        return await rows.ReadAsync(ct)
            ? new(rows.GetGuid(0), rows.GetGuid(1), rows.GetGuid(2), rows.GetInt32(3), rows.GetGuid(4), rows.GetInt64(5), rows.GetString(6), rows.GetBoolean(7), rows.GetBoolean(8)) : null;
    }
}
