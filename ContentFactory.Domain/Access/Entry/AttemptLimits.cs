using System.Security.Cryptography;
using System.Text;
using ContentFactory.Domain.Data;
using Npgsql;

namespace ContentFactory.Domain.Access;

/// <summary>At most <paramref name="Most"/> attempts from the first one on until <paramref name="Window"/> has passed.</summary>
/// <param name="Name">Names the counter in the database: "sign_in.account".</param>
public sealed record AttemptLimit(string Name, int Most, TimeSpan Window);

/// <summary>
/// Limits of the doors that strangers may try: counted in the database by its clock, so that they hold across nodes and for any number of
/// attempts at once. Keys (addresses of the network, of letters, ids) are kept as hashes.
/// </summary>
public sealed class AttemptLimits(SystemDb system)
{
    private const string Take = """
        insert into attempts as a (name, key_hash, count, window_ends_at) values ($1, $2, 1, app_now() + $3)
        on conflict (name, key_hash) do update set
            count = case when a.window_ends_at <= app_now() then 1 else least(a.count, 1000000) + 1 end,
            window_ends_at = case when a.window_ends_at <= app_now() then app_now() + $3 else a.window_ends_at end
        returning count, window_ends_at - app_now()
        """;

    private const string Peek = "select count, window_ends_at - app_now() from attempts where name = $1 and key_hash = $2 and window_ends_at > app_now()";

    /// <summary>Counts one attempt. Null where it is allowed, otherwise how long until the next may be made.</summary>
    public async Task<TimeSpan?> TakeAsync(AttemptLimit limit, string key, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(Take);
        command.Parameters.Add(new NpgsqlParameter<TimeSpan> { TypedValue = limit.Window });
        return await AskAsync(command, limit, key, count => count > limit.Most, ct);
    }

    /// <summary>How long until the next attempt may be made, without counting one; null where it may be made now.</summary>
    public async Task<TimeSpan?> WaitAsync(AttemptLimit limit, string key, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(Peek);
        return await AskAsync(command, limit, key, count => count >= limit.Most, ct);
    }

    /// <summary>After a success: what was counted before no longer counts.</summary>
    public async Task ForgetAsync(AttemptLimit limit, string key, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand("delete from attempts where name = $1 and key_hash = $2");
        await AskAsync(command, limit, key, _ => false, ct);
    }

    /// <summary>Uncounts one attempt, as if it had not been made.</summary>
    public async Task GiveBackAsync(AttemptLimit limit, string key, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand("with last as (delete from attempts where name = $1 and key_hash = $2 and count = 1) update attempts set count = count - 1 where name = $1 and key_hash = $2 and count > 1");
        await AskAsync(command, limit, key, _ => false, ct);
    }

    /// <summary>Removes counters whose window has passed.</summary>
    public async Task<int> SweepAsync(CancellationToken ct)
    {
        await using var connection = await system.OpenAsync(ct);
        await using var command = new NpgsqlCommand("delete from attempts where window_ends_at < app_now() - interval '1 hour'", connection);
        return await command.ExecuteNonQueryAsync(ct);
    }

    private async Task<TimeSpan?> AskAsync(NpgsqlCommand command, AttemptLimit limit, string key, Func<int, bool> isOver, CancellationToken ct)
    {
        command.Parameters.Insert(0, new NpgsqlParameter<string> { TypedValue = limit.Name });
        command.Parameters.Insert(1, new NpgsqlParameter<byte[]> { TypedValue = SHA256.HashData(Encoding.UTF8.GetBytes(key)) });
        await using var connection = await system.OpenAsync(ct);
        command.Connection = connection;
        await using var rows = await command.ExecuteReaderAsync(ct);
        return await rows.ReadAsync(ct) && isOver(rows.GetInt32(0)) ? rows.GetFieldValue<TimeSpan>(1) : null;
    }
}
