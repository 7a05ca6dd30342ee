using ContentFactory.Domain.Data;
using Npgsql;

namespace ContentFactory.Domain.Access;

/// <summary>Through whose eyes a session looks at a tenant, and until when.</summary>
public sealed record Look(Guid PersonId, string Name, DateTimeOffset EndsAt);

/// <summary>The rows of who looks through whose eyes. Beginning and end stand in two logs: that of the tenant, whose owner reads it, and that of the system.</summary>
public sealed class Viewings(SystemDb system, Changes changes, TimeProvider clock)
{
    private const string Trail = "insert into audit_log (tenant_id, id, at, person_id, action, entity, entity_id, after, address, user_agent)";
    private const string NoTenant = "'00000000-0000-0000-0000-000000000000'::uuid";

    private const string EndOpen = "update view_as set ended_at = app_now() where session_id = $1 and ended_at is null";

    private const string Add = """
        insert into view_as (id, session_id, admin_id, of_tenant, person_id, reason, started_at, ends_at)
        select $1, s.id, s.person_id, $4, $5, $6, app_now(), app_now() + $7 from sessions s where s.id = $2 and s.person_id = $3 and s.ended_at is null
        """;

    private const string Begun = $"""
        {Trail}
        select k.tenant_id, k.id, app_now(), v.admin_id, 'view_as', 'person', v.person_id, jsonb_build_object('Reason', v.reason, 'EndsAt', v.ends_at), $4, $5
        from view_as v cross join lateral (values (v.of_tenant, $2::uuid), ({NoTenant}, $3::uuid)) as k (tenant_id, id)
        where v.id = $1
        """;

    private const string End = $"""
        with ended as ({EndOpen} returning admin_id, of_tenant, person_id),
        noted as (
            {Trail}
            select k.tenant_id, k.id, app_now(), e.admin_id, 'view_as', 'person', e.person_id, jsonb_build_object('Ended', true), $4, $5
            from ended e cross join lateral (values (e.of_tenant, $2::uuid), ({NoTenant}, $3::uuid)) as k (tenant_id, id))
        select count(*)::int from ended
        """;

    /// <summary>Null for a session that looks through nobody's eyes there (any more).</summary>
    public async Task<Look?> FindAsync(Guid sessionId, Guid tenantId, CancellationToken ct)
    {
        await using var connection = await system.OpenAsync(ct);
        await using var command = SessionRegister.Command(connection, """
            select v.person_id, p.display_name, v.ends_at from view_as v join people p on p.id = v.person_id and p.deactivated_at is null
            where v.session_id = $1 and v.of_tenant = $2 and v.ended_at is null and v.ends_at > app_now()
            """, sessionId, tenantId);
        await using var rows = await command.ExecuteReaderAsync(ct);
        return await rows.ReadAsync(ct) ? new(rows.GetGuid(0), rows.GetString(1), rows.GetFieldValue<DateTimeOffset>(2)) : null;
    }

    /// <summary>False where the session is not this administrator's, or over. One that was open in it ends.</summary>
    internal async Task<bool> BeginAsync(Guid sessionId, Guid adminId, Guid tenantId, Guid personId, string reason, Origin? origin, CancellationToken ct)
    {
        await using var connection = await system.OpenAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var id = Ids.New(clock);
        await RunAsync(connection, EndOpen, ct, sessionId);
        if (await RunAsync(connection, Add, ct, id, sessionId, adminId, tenantId, personId, reason, Viewing.Longest) == 0)
            return false;
        await RunAsync(connection, Begun, ct, id, Ids.New(clock), Ids.New(clock), origin?.Address, Cut(origin?.UserAgent));
        await transaction.CommitAsync(ct);
        changes.Notify(Guid.Empty, ChangeTopics.Access);
        return true;
    }

    /// <summary>The pages that showed it end with it. False where there was none.</summary>
    public async Task<bool> EndAsync(Guid sessionId, Origin? origin, CancellationToken ct)
    {
        await using var connection = await system.OpenAsync(ct);
        await using var command = SessionRegister.Command(connection, End, sessionId, Ids.New(clock), Ids.New(clock), origin?.Address, Cut(origin?.UserAgent));
        if (await command.ExecuteScalarAsync(ct) is not 1)
            return false;
        changes.Notify(Guid.Empty, ChangeTopics.Access);
        return true;
    }

    private static async Task<int> RunAsync(NpgsqlConnection connection, string sql, CancellationToken ct, params object?[] values)
    {
        await using var command = SessionRegister.Command(connection, sql, values);
        return await command.ExecuteNonQueryAsync(ct);
    }

    private static string? Cut(string? text) => text?.Length > 300 ? text[..300] : text;
}
