using ContentFactory.Domain.Data;
using Microsoft.Extensions.Options;
using Npgsql;

namespace ContentFactory.Domain.Access;

/// <summary>A claimed letter: its row says "sending" until its fate is recorded.</summary>
internal sealed record DueLetter(Guid Id, long Fence, int Attempts, string To, string Culture, string Subject, string Text, string? Button);

/// <summary>The statements that move letters: claim, record, sweep. All times are the database's.</summary>
internal sealed class LetterQueue(SystemDb database, IOptions<SmtpOptions> options)
{
    // one at a time: what a dying node had claimed and not begun would otherwise be unknown for nothing
    private const string Claim = """
        with next as (
            select id from letters where state = 'due' and due_at <= app_now() and created_at > app_now() - interval '24 hours' and (secret_until is null or secret_until > app_now())
            order by due_at limit 1 for update skip locked)
        update letters l set state = 'sending', attempts = l.attempts + 1, fence = l.fence + 1, lease_until = app_now() + $1
        from next where l.id = next.id
        returning l.id, l.fence, l.attempts, l.to_address, l.culture, l.subject, l.text, l.button
        """;

    // what opened something: codes and links. Subject, reader, state and times stay
    internal const string Blanked = """
        secret_until = null, subject = regexp_replace(subject, '\m\d{6}\M', '••••••', 'g'),
            text = regexp_replace(regexp_replace(text, 'https?://\S+', '••••••', 'g'), '\m\d{6}\M', '••••••', 'g')
        """;

    private const string Record = """
        state = $3, lease_until = null, last_error = $4,
            sent_at = case when $3 = 'sent' then app_now() else sent_at end,
            due_at = case when $3 = 'due' then app_now() + $5 else due_at end
        where id = $1 and fence = $2 and state = 'sending'
        """;

    private const string Sweep = $"""
        update letters set {Blanked}, state = 'unknown', lease_until = null, last_error = 'NodeLost' where state = 'sending' and lease_until <= app_now();
        update letters set {Blanked}, state = 'failed', last_error = 'Overdue' where state = 'due' and (created_at <= app_now() - interval '24 hours' or secret_until <= app_now());
        delete from letters where created_at < app_now() - interval '30 days' and state in ('sent', 'failed', 'unknown');
        """;

    /// <summary>The next due letter, committed as "sending" with its attempt; null when nothing is due.</summary>
    public async Task<DueLetter?> ClaimAsync(CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await using var command = new NpgsqlCommand(Claim, connection) { Parameters = { new NpgsqlParameter<TimeSpan> { TypedValue = options.Value.Lease } } };
        await using var rows = await command.ExecuteReaderAsync(ct);
        return await rows.ReadAsync(ct)
            ? new(rows.GetGuid(0), rows.GetInt64(1), rows.GetInt32(2), rows.GetString(3), rows.GetString(4), rows.GetString(5), rows.GetString(6), rows.IsDBNull(7) ? null : rows.GetString(7))
            : null;
    }

    /// <summary>False where the lease was lost and another has settled the letter.</summary>
    public async Task<bool> RecordAsync(DueLetter letter, LetterOutcome outcome)
    {
        var state = outcome.Fate switch
        {
            LetterFate.Sent => "sent",
            LetterFate.NotSent => letter.Attempts < options.Value.Attempts ? "due" : "failed",
            LetterFate.Refused => "failed",
            LetterFate.Unknown => "unknown",
        };
        await using var connection = await database.OpenAsync(CancellationToken.None);
        await using var command = new NpgsqlCommand($"update letters set {(state == "due" ? "" : Blanked + ", ")}{Record}", connection)
        {
            Parameters =
            {
                new NpgsqlParameter<Guid> { TypedValue = letter.Id }, new NpgsqlParameter<long> { TypedValue = letter.Fence }, new NpgsqlParameter<string> { TypedValue = state },
                new NpgsqlParameter<string?> { TypedValue = outcome.Error }, new NpgsqlParameter<TimeSpan> { TypedValue = Wait(letter.Attempts) },
            },
        };
        return await command.ExecuteNonQueryAsync() == 1;
    }

    /// <summary>Letters of dead nodes become unknown, those nobody could send for a day or while their code was good are given up, and old ones are removed.</summary>
    public async Task SweepAsync(CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await using var command = new NpgsqlCommand(Sweep, connection);
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>For a mailbox that nothing leaves: secrets that are over.</summary>
    public async Task<int> BlankAsync(CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await using var command = new NpgsqlCommand($"update letters set {Blanked} where secret_until <= app_now()", connection);
        return await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>How long until the next letter is due, a second at the least; null when none waits.</summary>
    public async Task<TimeSpan?> NextDueAsync(CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await using var command = new NpgsqlCommand("select greatest(due_at - app_now(), interval '1 second') from letters where state = 'due' order by due_at limit 1", connection);
        return await command.ExecuteScalarAsync(ct) as TimeSpan?;
    }

    private TimeSpan Wait(int attempts) =>
        TimeSpan.FromSeconds(Math.Min(3600, options.Value.BackoffSeconds * Math.Pow(2, attempts - 1)) * (0.9 + (0.2 * Random.Shared.NextDouble())));
}
