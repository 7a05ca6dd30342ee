using ContentFactory.Domain.Data;
using Microsoft.Extensions.Options;
using Npgsql;
using NpgsqlTypes;

namespace ContentFactory.Domain.Access;

/// <summary>A session that lives: whose it is, and the stamp that the cookie must carry.</summary>
/// <param name="Unseen">How long ago it was last written down as used.</param>
public sealed record LiveSession(Guid PersonId, string Stamp, bool IsAdmin, TimeSpan Unseen)
{
    public bool IsManager { get; init; }
}

/// <summary>A session as its person sees it among the own ones.</summary>
public sealed record SessionCard(Guid Id, DateTimeOffset CreatedAt, DateTimeOffset LastSeenAt, string? Address, string? UserAgent);

/// <summary>The rows of who is signed in where. Times are the database's, so that nodes with different clocks agree.</summary>
public sealed class SessionRegister(SystemDb system, IOptions<AccessOptions> options, TimeProvider clock)
{
    /// <summary>How old "last seen" may get before it is written again.</summary>
    public static readonly TimeSpan SeenStep = TimeSpan.FromMinutes(5);

    internal const string Live = """
        sessions s join people p on p.id = s.person_id and p.deactivated_at is null and p.security_stamp = s.stamp
        where s.ended_at is null and s.last_seen_at > app_now() - $1
        """;

    internal const string IsAdmin = $"exists ({HasRole} and r.name = 'admin')";
    internal const string IsManager = $"exists ({HasRole} and r.name = 'manager')";

    private const string HasRole = "select 1 from person_roles pr join roles r on r.id = pr.role_id where pr.user_id = p.id";

    private const string Trail = "insert into audit_log (tenant_id, id, at, person_id, action, entity, entity_id, after, address, user_agent)";
    private const string NoTenant = "'00000000-0000-0000-0000-000000000000'";

    private const string Begin = $"""
        with seen as (update people set last_sign_in_at = app_now() where id = $2),
        noted as ({Trail} values ({NoTenant}, $6, app_now(), $2, 'own_account', 'sign_in', $2, null, $4, $5))
        insert into sessions (id, person_id, stamp, created_at, last_seen_at, proved_at, address, user_agent) values ($1, $2, $3, app_now(), app_now(), case when $7 then app_now() end, $4, $5)
        """;

    // followed by what compares with the session of $1
    private const string EndWhere = "with ended as (update sessions set ended_at = app_now(), ended_by = $3 where person_id = $2 and ended_at is null and id ";

    private const string EndNoted = $"""
         $1 returning id),
        noted as ({Trail} select {NoTenant}, $4, app_now(), $2, 'own_account', 'session', $2, jsonb_build_object('Ended', count(*), 'By', $3::text), $5, $6 from ended having count(*) > 0)
        select count(*)::int from ended
        """;

    /// <summary>Writes down a sign-in. The stamp is the one of the cookie: if it is old already, the session is none.</summary>
    public Task BeginAsync(Guid id, Guid personId, string stamp, Origin origin, CancellationToken ct, bool proved = true) =>
        RunAsync(Begin, ct, id, personId, stamp, Cut(origin.Address, 64), Cut(origin.UserAgent, 300), Ids.New(clock), proved);

    /// <summary>The person proved once more to be the one at this session.</summary>
    public Task ProveAsync(Guid id, Guid personId, CancellationToken ct) =>
        RunAsync("update sessions set proved_at = app_now() where id = $1 and person_id = $2 and ended_at is null", ct, id, personId);

    /// <summary>Whether a living session of this person saw a proof within this time.</summary>
    public async Task<bool> IsProvedAsync(Guid id, Guid personId, TimeSpan within, CancellationToken ct)
    {
        await using var connection = await system.OpenAsync(ct);
        await using var command = Command(connection, $"select exists (select 1 from {Live} and s.id = $2 and p.id = $3 and s.proved_at > app_now() - $4)", Lifetime, id, personId, within);
        return await command.ExecuteScalarAsync(ct) is true;
    }

    /// <summary>The person changed the own password or second factor in this session: it goes on under the new stamp.</summary>
    public Task GoOnAsync(Guid id, Guid personId, string stamp, CancellationToken ct) =>
        RunAsync("update sessions set stamp = $3, last_seen_at = app_now() where id = $1 and person_id = $2 and ended_at is null", ct, id, personId, stamp);

    /// <summary>Null where the session is over or never was.</summary>
    public async Task<LiveSession?> FindAsync(Guid id, CancellationToken ct)
    {
        await using var connection = await system.OpenAsync(ct);
        await using var command = Command(connection, $"select p.id, s.stamp, {IsAdmin}, app_now() - s.last_seen_at, {IsManager} from {Live} and s.id = $2", Lifetime, id);
        await using var rows = await command.ExecuteReaderAsync(ct);
        return await rows.ReadAsync(ct) ? new(rows.GetGuid(0), rows.GetString(1), rows.GetBoolean(2), rows.GetFieldValue<TimeSpan>(3)) { IsManager = rows.GetBoolean(4) } : null;
    }

    public Task SeenAsync(IReadOnlyCollection<Guid> ids, CancellationToken ct) =>
        RunAsync("update sessions set last_seen_at = app_now() where id = any($1) and ended_at is null and last_seen_at < app_now() - $2", ct, ids.ToArray(), SeenStep);

    public async Task<IReadOnlyList<SessionCard>> OfAsync(Guid personId, CancellationToken ct)
    {
        await using var connection = await system.OpenAsync(ct);
        await using var command = Command(connection, $"select s.id, s.created_at, s.last_seen_at, s.address, s.user_agent from {Live} and p.id = $2 order by s.last_seen_at desc, s.id", Lifetime, personId);
        await using var rows = await command.ExecuteReaderAsync(ct);
        var cards = new List<SessionCard>();
        while (await rows.ReadAsync(ct))
            cards.Add(new(rows.GetGuid(0), rows.GetFieldValue<DateTimeOffset>(1), rows.GetFieldValue<DateTimeOffset>(2), Text(rows, 3), Text(rows, 4)));
        return cards;
    }

    /// <summary>False when this person has no such session.</summary>
    public async Task<bool> EndAsync(Guid id, Guid personId, SessionEnd by, CancellationToken ct, Origin? origin = null) => await EndAsync("=", id, personId, by, origin, ct) > 0;

    /// <summary>Ends all sessions of a person but one; how many those were.</summary>
    public Task<int> EndOthersAsync(Guid keep, Guid personId, CancellationToken ct, Origin? origin = null) => EndAsync("<>", keep, personId, SessionEnd.Person, origin, ct);

    /// <summary>Removes what ended or was last used long ago.</summary>
    public Task<int> SweepAsync(CancellationToken ct) =>
        RunAsync("delete from sessions where last_seen_at < app_now() - $1 - interval '30 days' or ended_at < app_now() - interval '30 days'", ct, Lifetime);

    internal TimeSpan Lifetime => TimeSpan.FromDays(options.Value.SessionDays);

    internal static NpgsqlCommand Command(NpgsqlConnection connection, string sql, params object?[] values)
    {
        var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values)
            command.Parameters.Add(value is null ? new NpgsqlParameter { Value = DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text } : new NpgsqlParameter { Value = value });
        return command;
    }

    private async Task<int> EndAsync(string which, Guid id, Guid personId, SessionEnd by, Origin? origin, CancellationToken ct)
    {
        await using var connection = await system.OpenAsync(ct);
        await using var command = Command(connection, EndWhere + which + EndNoted, id, personId, SnakeCase.Of($"{by}"), Ids.New(clock), Cut(origin?.Address, 64), Cut(origin?.UserAgent, 300));
        return (int)(await command.ExecuteScalarAsync(ct))!;
    }

    private async Task<int> RunAsync(string sql, CancellationToken ct, params object?[] values)
    {
        await using var connection = await system.OpenAsync(ct);
        await using var command = Command(connection, sql, values);
        return await command.ExecuteNonQueryAsync(ct);
    }

    private static string? Text(NpgsqlDataReader rows, int column) => rows.IsDBNull(column) ? null : rows.GetString(column);

    private static string? Cut(string? text, int longest) => text?.Length > longest ? text[..longest] : text;
}
