using System.Diagnostics;
using ContentFactory.Domain;
using ContentFactory.Domain.Data.Embedded;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace ContentFactory.Tests.Support;

/// <summary>The one PostgreSQL of a test run: made at first use, not durable unless told, gone when the run ends.</summary>
public static class PostgresCluster
{
    // every class has pools of its own, and what a finished one leaves open counts for the next
    private const string ShortLived = ";Connection Idle Lifetime=15;Connection Pruning Interval=5";

    private static readonly Lazy<Task<EmbeddedPostgres>> Running = new(StartAsync);
    private static bool durable;

    /// <summary>Gone with the cluster.</summary>
    public static string Folder { get; private set; } = "";

    /// <summary>For a measurement that must pay for its commits as an installation does. Before the first use only.</summary>
    public static void BeDurable() => durable = Running.IsValueCreated ? throw new InvalidOperationException("The cluster runs already.") : true;

    public static async Task<string> ConnectionStringAsync(string role, string database) =>
        (await Running.Value).ConnectionString(role, database) + ShortLived;

    /// <summary>For code that already holds a database's name, and so has waited for the cluster.</summary>
    public static string ConnectionString(string role, string database) =>
        Running is { IsValueCreated: true, Value: { IsCompletedSuccessfully: true, Result: var cluster } }
            ? cluster.ConnectionString(role, database) + ShortLived
            : throw new InvalidOperationException("Create a database first: that starts the cluster.");

    /// <summary>A new database with extensions, owner and rights. Nobody may be connected to the template.</summary>
    public static async Task<string> CreateDatabaseAsync(string? template)
    {
        var name = await MakeAsync(template ?? "contentfactory");
        await (await Running.Value).Roles.PrepareDatabaseAsync(name, CancellationToken.None);
        return name;
    }

    /// <summary>An empty database of the superuser, for programs that are not ours.</summary>
    public static Task<string> CreateBareDatabaseAsync() => MakeAsync("template0");

    private static async Task<string> MakeAsync(string template)
    {
        var cluster = await Running.Value;
        var name = $"test_{Ids.New(TimeProvider.System):N}";
        await using var connection = new NpgsqlConnection(cluster.ConnectionString("postgres", "postgres"));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand($"create database {name} template {template}", connection);
        await command.ExecuteNonQueryAsync();
        return name;
    }

    private static async Task<EmbeddedPostgres> StartAsync()
    {
        var folder = Environment.GetEnvironmentVariable("CF_TEST_CLUSTER") is { Length: > 0 } named ? named : TemporaryFolder.NewPath();
        Folder = folder;
        CleanUpAfterThisProcess(folder);
        var options = new EmbeddedPostgresOptions { DataFolder = folder, Durable = durable, MaxConnections = 500 };
        return await EmbeddedPostgres.StartAsync(options, NullLogger.Instance, TimeProvider.System, CancellationToken.None);
    }

    /// <summary>
    /// The test host is killed soon after its last test, so that an exit handler would be cut short. This shell waits on a pipe that
    /// closes when the host is gone, however it went.
    /// </summary>
    private static void CleanUpAfterThisProcess(string folder)
    {
        const string script = """
            read -r _
            cluster=$(readlink -f "$0/postgres")
            pid=$(head -n 1 "$cluster/postmaster.pid") && kill -QUIT "$pid"
            for _ in $(seq 100); do [ -e "$cluster/postmaster.pid" ] || break; sleep 0.1; done
            rm -rf -- "$cluster" "$cluster.socket" "$0"
            """;
        Guard = EmbeddedPostgresCommand.Start(["setsid", "sh", "-c", script, folder]);
    }

    private static Process? Guard { get; set; }
}
