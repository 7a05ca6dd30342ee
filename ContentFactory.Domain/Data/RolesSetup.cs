using System.Security.Cryptography;
using Npgsql;

namespace ContentFactory.Domain.Data;

/// <summary>
/// For `migrate` with one connection string of a mighty role (a superuser): makes cf_owner, cf_app and cf_system with passwords of
/// their own, prepares the database, and lends the mighty connection to the migrations under the name of cf_owner.
/// </summary>
public static class RolesSetup
{
    private static readonly string[] Roles = ["cf_owner", "cf_app", "cf_system"];

    /// <param name="Owner">For this run's migrations.</param>
    /// <param name="Made">A connection string for each role that was new: role name first. Shown once, kept nowhere.</param>
    public sealed record Outcome(string Owner, IReadOnlyList<(string Role, string ConnectionString)> Made);

    /// <summary>Null where the connection's role is an ordinary one, which makes nothing.</summary>
    public static async Task<Outcome?> EnsureAsync(string connectionString, CancellationToken ct)
    {
        var builder = new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false };
        await using var connection = new NpgsqlConnection(builder.ConnectionString);
        await connection.OpenAsync(ct);
        if (await ScalarAsync(connection, "select rolsuper from pg_roles where rolname = current_user", ct) is not true)
            return null;
        var known = (string[])(await ScalarAsync(connection, "select array(select rolname::text from pg_roles where rolname like 'cf\\_%')", ct))!;
        await RunAsync(connection, RolesAndRights.Sql(), ct);
        var made = new List<(string, string)>();
        foreach (var role in Roles.Except(known))
            made.Add((role, await GivePasswordAsync(connection, builder, role, ct)));
        // cleared by a pool's reset, which is why there is no pool
        builder.Options = "-c role=cf_owner";
        return new(builder.ConnectionString, made);
    }

    private static async Task<string> GivePasswordAsync(NpgsqlConnection connection, NpgsqlConnectionStringBuilder mighty, string role, CancellationToken ct)
    {
        var password = RandomNumberGenerator.GetHexString(48, lowercase: true);
        await RunAsync(connection, $"set log_min_error_statement = panic; set log_statement = none; alter role {role} password '{password}'", ct);
        return new NpgsqlConnectionStringBuilder { Host = mighty.Host, Port = mighty.Port, Database = mighty.Database, SslMode = mighty.SslMode, Username = role, Password = password }.ConnectionString;
    }

    private static async Task<object?> ScalarAsync(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        await using var command = Command(connection, sql);
        return await command.ExecuteScalarAsync(ct);
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        await using var command = Command(connection, sql);
        await command.ExecuteNonQueryAsync(ct);
    }

#pragma warning disable CA2100 // fixed texts, or DDL with fixed names and generated hex passwords: it takes no parameters
    private static NpgsqlCommand Command(NpgsqlConnection connection, string sql) => new(sql, connection);
#pragma warning restore CA2100
}
