using ContentFactory.Domain;
using ContentFactory.Domain.Data;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace ContentFactory.Tests.Support;

/// <summary>The one PostgreSQL of a test run: made at first use, not durable, gone when the run ends.</summary>
public static class PostgresCluster
{
    private static readonly Lazy<Task<EmbeddedPostgres>> Running = new(StartAsync);

    public static async Task<string> ConnectionStringAsync(string role, string database) =>
        (await Running.Value).ConnectionString(role, database);

    /// <summary>For code that already holds a database's name, and so has waited for the cluster.</summary>
    public static string ConnectionString(string role, string database) =>
        Running is { IsValueCreated: true, Value: { IsCompletedSuccessfully: true, Result: var cluster } }
            ? cluster.ConnectionString(role, database)
            : throw new InvalidOperationException("Create a database first: that starts the cluster.");

    /// <summary>A new database with extensions, owner and rights. Nobody may be connected to the template.</summary>
    public static async Task<string> CreateDatabaseAsync(string? template)
    {
        var cluster = await Running.Value;
        var name = $"test_{Ids.New(TimeProvider.System):N}";
        await using var connection = new NpgsqlConnection(cluster.ConnectionString("postgres", "postgres"));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand($"create database {name} template {template ?? "contentfactory"} owner cf_owner", connection);
        await command.ExecuteNonQueryAsync();
        await cluster.Roles.PrepareDatabaseAsync(name, CancellationToken.None);
        return name;
    }

    private static async Task<EmbeddedPostgres> StartAsync()
    {
        var folder = Environment.GetEnvironmentVariable("CF_TEST_CLUSTER") is { Length: > 0 } named ? named : TemporaryFolder.NewPath();
        var options = new EmbeddedPostgresOptions { DataFolder = folder, Durable = false, MaxConnections = 300 };
        var cluster = await EmbeddedPostgres.StartAsync(options, NullLogger.Instance, TimeProvider.System, CancellationToken.None);
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            cluster.StopAsync().GetAwaiter().GetResult();
            TemporaryFolder.Delete(folder);
        };
        return cluster;
    }
}
