using ContentFactory.Domain.Access;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace ContentFactory.Domain.Data;

/// <summary>The only way to a tenant's rows: an <see cref="AppDb"/> or a raw connection that carries the scope's tenant in the session.</summary>
public sealed class Db(IDbContextFactory<AppDb> contexts, DataSources sources, TenantScope scope)
{
    // through somebody's eyes an administrator looks only, whatever a verb would do: the connection takes no row
    private const string SetTenant = "select set_config('app.tenant_id', $1, false), set_config('app.person_id', $2, false), set_config('default_transaction_read_only', $3, false)";

    /// <summary>One context per verb: `await using`, one SaveChanges. Keep none in a field.</summary>
    /// <exception cref="InvalidOperationException">No tenant was entered.</exception>
    public async Task<AppDb> OpenAsync(CancellationToken ct = default)
    {
        var actor = scope.Actor;
        var db = await contexts.CreateDbContextAsync(ct);
        try
        {
            (db.TenantId, db.Actor, db.Origin) = (actor.TenantId, actor, scope.Origin);
            await db.Database.OpenConnectionAsync(ct);
            await EnterAsync((NpgsqlConnection)db.Database.GetDbConnection(), actor, ct);
            return db;
        }
        catch
        {
            await db.DisposeAsync();
            throw;
        }
    }

    /// <summary>For SQL that EF says clumsily. The same session rules hold.</summary>
    public async Task<NpgsqlConnection> OpenConnectionAsync(CancellationToken ct = default)
    {
        var actor = scope.Actor;
        var connection = await sources.App.OpenConnectionAsync(ct);
        try
        {
            await EnterAsync(connection, actor, ct);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private static async Task EnterAsync(NpgsqlConnection connection, Actor actor, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(SetTenant, connection);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = actor.TenantId.ToString() });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = actor.PersonId.ToString() });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = actor.ViewAs is null ? "off" : "on" });
        await command.ExecuteNonQueryAsync(ct);
    }
}
