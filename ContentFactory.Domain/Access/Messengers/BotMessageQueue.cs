using ContentFactory.Domain.Data;
using Npgsql;

namespace ContentFactory.Domain.Access;

/// <summary>A claimed message: its row says "sending" until its fate is recorded.</summary>
/// <param name="Markup">Buttons, as JSON.</param>
/// <param name="Edits">The message that it takes the place of.</param>
internal sealed record DueMessage(Guid Id, long Fence, int Attempts, long ChatId, string Text, string? Markup = null, long? Edits = null);

/// <summary>The statements that move messages of the product's bot: claim, record, sweep. All times are the database's.</summary>
internal sealed class BotMessageQueue(SystemDb database)
{
    private const int Most = 8;
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(3);

    private const string Claim = """
        with next as (
            select id from bot_messages where state = 'due' and due_at <= app_now() and created_at > app_now() - interval '24 hours'
            order by due_at limit 1 for update skip locked)
        update bot_messages m set state = 'sending', attempts = m.attempts + 1, fence = m.fence + 1, lease_until = app_now() + $1
        from next where m.id = next.id
        returning m.id, m.fence, m.attempts, m.chat_id, m.text, m.markup::text, m.edits
        """;

    private const string Record = """
        update bot_messages set state = $3, lease_until = null, last_error = $4, attempts = attempts - $6, message_id = $7,
            sent_at = case when $3 = 'sent' then app_now() end, due_at = case when $3 = 'due' then app_now() + $5 else due_at end
        where id = $1 and fence = $2 and state = 'sending'
        """;

    private const string Sweep = """
        update bot_messages set state = 'unknown', lease_until = null, last_error = 'NodeLost' where state = 'sending' and lease_until <= app_now();
        update bot_messages set state = 'failed', last_error = 'Overdue' where state = 'due' and created_at <= app_now() - interval '24 hours';
        delete from bot_messages where created_at < app_now() - interval '30 days';
        """;

    public async Task<DueMessage?> ClaimAsync(CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await using var command = new NpgsqlCommand(Claim, connection) { Parameters = { new NpgsqlParameter<TimeSpan> { TypedValue = Lease } } };
        await using var rows = await command.ExecuteReaderAsync(ct);
        return await rows.ReadAsync(ct) ? new(rows.GetGuid(0), rows.GetInt64(1), rows.GetInt32(2), rows.GetInt64(3), rows.GetString(4), rows.IsDBNull(5) ? null : rows.GetString(5), rows.IsDBNull(6) ? null : rows.GetInt64(6)) : null;
    }

    /// <summary>What is proved not to have been sent is tried again, up to a limit; what is unknown never is.</summary>
    /// <param name="messageId">What the message is called in its chat.</param>
    /// <param name="counts">False where the message was told to wait: that is no try of its own, and its day ends it.</param>
    public async Task RecordAsync(DueMessage message, LetterFate fate, string? error, TimeSpan wait, bool counts = true, long? messageId = null)
    {
        var state = fate switch
        {
            LetterFate.Sent => "sent",
            LetterFate.NotSent => !counts || message.Attempts < Most ? "due" : "failed",
            LetterFate.Refused => "failed",
            LetterFate.Unknown => "unknown",
        };
        await using var connection = await database.OpenAsync();
        await using var command = new NpgsqlCommand(Record, connection)
        {
            Parameters =
            {
                new NpgsqlParameter<Guid> { TypedValue = message.Id }, new NpgsqlParameter<long> { TypedValue = message.Fence }, new NpgsqlParameter<string> { TypedValue = state },
                new NpgsqlParameter<string?> { TypedValue = error is { Length: > 500 } ? error[..500] : error }, new NpgsqlParameter<TimeSpan> { TypedValue = wait },
                new NpgsqlParameter<int> { TypedValue = counts ? 0 : 1 }, new NpgsqlParameter<long?> { TypedValue = messageId, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Bigint },
            },
        };
        await command.ExecuteNonQueryAsync();
    }

    public async Task SweepAsync(CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await using var command = new NpgsqlCommand(Sweep, connection);
        await command.ExecuteNonQueryAsync(ct);
    }
}
