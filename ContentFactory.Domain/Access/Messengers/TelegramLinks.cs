using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using ContentFactory.Domain.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace ContentFactory.Domain.Access;

public enum TelegramLinking { Linked, CodeOver, Taken, TooMany }

/// <param name="Name">Whose account it was linked to.</param>
public sealed record TelegramAnswer(TelegramLinking Outcome, string? Name = null, string? Language = null);

/// <summary>
/// Links people and Telegram accounts. The code travels from the person's profile to the bot, so whoever sends it holds both. All in single
/// statements by the database's clock: a code works once however many send it at the same moment.
/// </summary>
public sealed class TelegramLinks(SystemDb system, AttemptLimits limits, FreshProof proof, IServiceScopeFactory scopes)
{
    private static readonly AttemptLimit Tries = new("telegram.tries", 10, TimeSpan.FromMinutes(15));
    private static readonly AttemptLimit Codes = new("telegram.codes", 10, TimeSpan.FromHours(1));

    private const string Give = """
        insert into telegram_codes (person_id, code_hash, expires_at) values ($1, $2, app_now() + interval '10 minutes')
        on conflict (person_id) do update set code_hash = excluded.code_hash, expires_at = excluded.expires_at
        """;

    private const string Spend = """
        with spent as (delete from telegram_codes where code_hash = $1 returning person_id, expires_at)
        select p.id, p.display_name, p.language from spent s join people p on p.id = s.person_id
        where s.expires_at > app_now() and p.deactivated_at is null
        """;

    /// <summary>A code of ten minutes for the bot; an earlier one is void from now on.</summary>
    public async Task<Result<string>> NewCodeAsync(OwnSession own, CancellationToken ct)
    {
        if (await proof.MissingAsync(own, ct) is { } missing)
            return missing;
        var personId = own.Person.Id;
        if (await limits.TakeAsync(Codes, $"{personId}", ct) is not null)
            return Problem.Limit("Access.TelegramLater");
        if (await LinkedAsync(personId, ct) is not null)
            return Problem.Conflict("Access.TelegramLinked");
        var code = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(24));
        await RunAsync(Give, ct, new NpgsqlParameter<Guid> { TypedValue = personId }, new NpgsqlParameter<byte[]> { TypedValue = HashOf(code) });
        return code;
    }

    /// <summary>What the bot was told. The code is spent whatever comes of it.</summary>
    public async Task<TelegramAnswer> LinkAsync(string code, long telegramUserId, string shown, CancellationToken ct)
    {
        if (await limits.TakeAsync(Tries, $"{telegramUserId}", ct) is not null)
            return new(TelegramLinking.TooMany);
        if (await SpendAsync(code, ct) is not var (personId, name, language))
            return new(TelegramLinking.CodeOver);
        var account = PlainText.Cut(shown, 100);
        var linked = await ChangeAsync(personId, null, new("telegram", null, new { Shown = account }, "TelegramLinked", account), db => db.Database.ExecuteSqlAsync(
            $"insert into person_telegrams (person_id, telegram_user_id, shown, linked_at) values ({personId}, {telegramUserId}, {account}, app_now()) on conflict do nothing", ct), ct);
        return linked.Ok ? new(TelegramLinking.Linked, name, language) : new(TelegramLinking.Taken, Language: language);
    }

    /// <summary>How the linked account is called; null where none is linked.</summary>
    public async Task<string?> LinkedAsync(Guid personId, CancellationToken ct)
    {
        await using var connection = await system.OpenAsync(ct);
        await using var command = new NpgsqlCommand("select shown from person_telegrams where person_id = $1", connection) { Parameters = { new NpgsqlParameter<Guid> { TypedValue = personId } } };
        return await command.ExecuteScalarAsync(ct) as string;
    }

    /// <summary>Who acts by a Telegram account; null where nobody active does.</summary>
    public async Task<Guid?> PersonOfAsync(long telegramUserId, CancellationToken ct)
    {
        await using var connection = await system.OpenAsync(ct);
        await using var command = new NpgsqlCommand("select t.person_id from person_telegrams t join people p on p.id = t.person_id and p.deactivated_at is null where t.telegram_user_id = $1", connection)
        {
            Parameters = { new NpgsqlParameter<long> { TypedValue = telegramUserId } },
        };
        return await command.ExecuteScalarAsync(ct) as Guid?;
    }

    public async Task<Result> UnlinkAsync(OwnSession own, CancellationToken ct) =>
        await proof.MissingAsync(own, ct) is { } missing ? missing : await UnlinkAsync(own.Person.Id, own.Origin, ct);

    /// <summary>From the side of Telegram: whoever was linked by somebody else's code can undo it.</summary>
    public async Task<bool> UnlinkTelegramAsync(long telegramUserId, CancellationToken ct)
    {
        await using var connection = await system.OpenAsync(ct);
        await using var command = new NpgsqlCommand("select person_id from person_telegrams where telegram_user_id = $1", connection) { Parameters = { new NpgsqlParameter<long> { TypedValue = telegramUserId } } };
        var personId = await command.ExecuteScalarAsync(ct) as Guid?;
        await connection.CloseAsync();
        return personId is { } id && (await UnlinkAsync(id, null, ct)).Ok;
    }

    private async Task<Result> UnlinkAsync(Guid personId, Origin? origin, CancellationToken ct)
    {
        if (await LinkedAsync(personId, ct) is not { } shown)
            return Problem.NotFound();
        return await ChangeAsync(personId, origin, new("telegram", new { Shown = shown }, null, "TelegramUnlinked", shown), db => db.Database.ExecuteSqlAsync($"delete from person_telegrams where person_id = {personId}", ct), ct);
    }

    private async Task<(Guid PersonId, string Name, string Language)?> SpendAsync(string code, CancellationToken ct)
    {
        await using var connection = await system.OpenAsync(ct);
        await using var spend = new NpgsqlCommand(Spend, connection) { Parameters = { new NpgsqlParameter<byte[]> { TypedValue = HashOf(code) } } };
        await using var rows = await spend.ExecuteReaderAsync(ct);
        return await rows.ReadAsync(ct) ? (rows.GetGuid(0), rows.GetString(1), rows.GetString(2)) : null;
    }

    /// <summary>The statement with its line in the audit log and its letter; no row changed means that somebody else was quicker.</summary>
    private async Task<Result> ChangeAsync(Guid personId, Origin? origin, AccountChange what, Func<AccessDb, Task<int>> statement, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Caller>().Origin = origin;
        var db = scope.ServiceProvider.GetRequiredService<AccessDb>();
        if (await db.Users.AsNoTracking().SingleOrDefaultAsync(p => p.Id == personId, ct) is not { } person)
            return Problem.NotFound();
        return await scope.ServiceProvider.GetRequiredService<AccountTrail>().ChangeAsync(person, what, async () => await statement(db) > 0, ct);
    }

    private async Task<int> RunAsync(string sql, CancellationToken ct, params NpgsqlParameter[] parameters)
    {
        await using var connection = await system.OpenAsync(ct);
        await using var command = new NpgsqlCommand(sql, connection);
        command.Parameters.AddRange(parameters);
        return await command.ExecuteNonQueryAsync(ct);
    }

    private static byte[] HashOf(string code) => SHA256.HashData(Encoding.UTF8.GetBytes(code));
}
