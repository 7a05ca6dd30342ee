using Npgsql;

namespace ContentFactory.Domain.Analytics.Days;

/// <summary>Statements with parameters by their place.</summary>
internal static class Statements
{
    public static async Task<int> RunAsync(this NpgsqlConnection connection, string sql, CancellationToken ct, params object[] values)
    {
        await using var command = connection.Statement(sql, values);
        return await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>For what may take longer than a command is given otherwise; its transaction keeps nobody waiting but who writes the same days.</summary>
    public static async Task<int> RunLongAsync(this NpgsqlConnection connection, string sql, CancellationToken ct, params object[] values)
    {
        await using var command = connection.Statement(sql, values);
        command.CommandTimeout = 0;
        return await command.ExecuteNonQueryAsync(ct);
    }

    public static NpgsqlCommand Statement(this NpgsqlConnection connection, string sql, params object[] values)
    {
        var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values)
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        return command;
    }
}
