using Npgsql;

namespace ContentFactory.Tests.Support;

/// <summary>Plain SQL for tests that look at the database past the application.</summary>
internal static class Sql
{
    public static async Task<NpgsqlConnection> OpenAsync(string connectionString)
    {
        var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        return connection;
    }

    public static async Task<int> RunAsync(NpgsqlConnection connection, string sql, params object[] values)
    {
        await using var command = Command(connection, sql, values);
        return await command.ExecuteNonQueryAsync();
    }

    public static async Task<T> ValueAsync<T>(NpgsqlConnection connection, string sql, params object[] values)
    {
        await using var command = Command(connection, sql, values);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public static async Task<List<T>> RowsAsync<T>(NpgsqlConnection connection, string sql, Func<NpgsqlDataReader, T> row, params object[] values)
    {
        await using var command = Command(connection, sql, values);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<T>();
        while (await reader.ReadAsync())
            rows.Add(row(reader));
        return rows;
    }

    /// <summary>Runs a statement that must change nothing whatever happens; the SQLSTATE it met, or null.</summary>
    public static async Task<(string? State, int Rows)> TryAsync(NpgsqlConnection connection, string sql, params object[] values)
    {
        await using var transaction = await connection.BeginTransactionAsync();
        try
        {
            return (null, await RunAsync(connection, sql, values));
        }
        catch (PostgresException e)
        {
            return (e.SqlState, 0);
        }
        finally
        {
            await transaction.RollbackAsync();
        }
    }

    private static NpgsqlCommand Command(NpgsqlConnection connection, string sql, object[] values)
    {
        var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values)
            command.Parameters.Add(value is Json json ? new NpgsqlParameter { Value = json.Text, DataTypeName = "jsonb" } : new NpgsqlParameter { Value = value });
        return command;
    }
}

/// <summary>A parameter of type jsonb.</summary>
internal sealed record Json(string Text);
