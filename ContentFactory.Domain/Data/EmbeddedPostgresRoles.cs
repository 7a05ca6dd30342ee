using Npgsql;

namespace ContentFactory.Domain.Data;

/// <summary>The roles, and the rights a database needs before migrations run. Everything here may run again and again.</summary>
internal sealed class EmbeddedPostgresRoles(Func<string, string> superuserConnection, EmbeddedPostgresSecrets secrets)
{
    public const string Database = "contentfactory";

    public async Task EnsureAsync(CancellationToken ct)
    {
        await using var postgres = await OpenAsync("postgres", ct);
        await RunAsync(postgres, "set log_min_error_statement = panic", ct);
        foreach (var role in EmbeddedPostgresSecrets.Roles)
        {
            await EnsureRoleAsync(postgres, role, ct);
        }

        // functions that look past a tenant are owned by cf_system; only a member may hand them over
        await RunAsync(postgres, "grant cf_system to cf_owner", ct);
        if (!await ExistsAsync(postgres, $"select 1 from pg_database where datname = '{Database}'", ct))
        {
            await RunAsync(postgres, $"create database {Database} owner cf_owner template template0 encoding 'UTF8'", ct);
        }

        await PrepareDatabaseAsync(Database, ct);
    }

    /// <summary>A copy of a database does not copy the rights to connect, so that clones pass here too.</summary>
    public async Task PrepareDatabaseAsync(string database, CancellationToken ct)
    {
        await using var connection = await OpenAsync(database, ct);
        await RunAsync(
            connection,
            $"""
            revoke all on database {database} from public;
            grant connect on database {database} to cf_owner, cf_app, cf_system;
            revoke create on schema public from public;
            grant usage, create on schema public to cf_owner, cf_system;
            grant usage on schema public to cf_app;
            set client_min_messages = warning;
            create extension if not exists pg_trgm;
            create extension if not exists btree_gist;
            """,
            ct);
    }

    private async Task<NpgsqlConnection> OpenAsync(string database, CancellationToken ct)
    {
        var connection = new NpgsqlConnection(superuserConnection(database));
        try
        {
            await connection.OpenAsync(ct);
            return connection;
        }
        catch (PostgresException refused) when (refused.SqlState == PostgresErrorCodes.InvalidPassword)
        {
            await connection.DisposeAsync();
            throw new DataFolderException("The passwords in postgres-secrets.json are not those of the cluster beside it. Delete that file and start again: new ones are made.");
        }
    }

    private async Task EnsureRoleAsync(NpgsqlConnection connection, string role, CancellationToken ct)
    {
        if (!await ExistsAsync(connection, $"select 1 from pg_roles where rolname = '{role}'", ct))
        {
            await RunAsync(connection, $"create role {role}", ct);
        }

        await RunAsync(connection, $"alter role {role} with login nosuperuser nobypassrls nocreaterole nocreatedb noreplication password '{secrets[role]}'", ct);
    }

#pragma warning disable CA2100 // names and generated hex passwords only, nothing a person typed; DDL takes no parameters
    private static async Task RunAsync(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(ct);
    }

    private static async Task<bool> ExistsAsync(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(ct) is not null;
    }
#pragma warning restore CA2100
}
