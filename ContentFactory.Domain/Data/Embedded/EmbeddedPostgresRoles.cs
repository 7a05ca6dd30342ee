using Npgsql;

namespace ContentFactory.Domain.Data.Embedded;

/// <summary>The roles, their passwords, and the rights a database needs before migrations run. All of it may run again and again.</summary>
internal sealed class EmbeddedPostgresRoles(Func<string, string> superuserConnection, EmbeddedPostgresSecrets secrets)
{
    public const string Database = "contentfactory";

    public async Task EnsureAsync(CancellationToken ct)
    {
        await using var postgres = await OpenAsync("postgres", ct);
        if (!await ExistsAsync(postgres, Database, ct))
        {
            await RunAsync(postgres, $"create database {Database} template template0 encoding 'UTF8'", ct);
        }

        await PrepareDatabaseAsync(Database, ct);
        // a cluster that is not durable must still know them after a kill that follows at once
        await RunAsync(postgres, "set log_min_error_statement = panic; set synchronous_commit = on", ct);
        foreach (var role in EmbeddedPostgresSecrets.Roles)
        {
            await RunAsync(postgres, $"alter role {role} password '{secrets[role]}'", ct);
        }
    }

    /// <summary>A copy of a database does not copy the rights to connect, so that clones pass here too.</summary>
    public async Task PrepareDatabaseAsync(string database, CancellationToken ct)
    {
        await using var connection = await OpenAsync(database, ct);
        await RunAsync(connection, RolesAndRights.Sql(), ct);
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

    private static async Task<bool> ExistsAsync(NpgsqlConnection connection, string database, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand("select 1 from pg_database where datname = $1", connection);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = database });
        return await command.ExecuteScalarAsync(ct) is not null;
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
#pragma warning disable CA2100 // a fixed text, or DDL with names and generated hex passwords: it takes no parameters
        await using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(ct);
    }
}
