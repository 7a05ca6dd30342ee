using System.Diagnostics;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.Data.Embedded;
using ContentFactory.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace ContentFactory.Tests.Publishing.Chaos;

/// <summary>A durable PostgreSQL of the rig, which brings its server back when it is killed; a database of each run.</summary>
internal sealed class ChaosDatabase : IAsyncDisposable
{
    private const string Template = "chaos_template";

    private readonly EmbeddedPostgres cluster;

    private ChaosDatabase(EmbeddedPostgres cluster) => this.cluster = cluster;

    public string SocketPath { get; private init; } = "";

    public static async Task<ChaosDatabase> StartAsync(string folder)
    {
        var options = new EmbeddedPostgresOptions { DataFolder = folder, MaxConnections = 300 };
        var cluster = await EmbeddedPostgres.StartAsync(options, NullLogger.Instance, TimeProvider.System, CancellationToken.None);
        var database = new ChaosDatabase(cluster) { SocketPath = Path.Combine(new NpgsqlConnectionStringBuilder(cluster.ConnectionString("postgres")).Host!, ".s.PGSQL.5432") };
        await database.CreateAsync(Template, "contentfactory");
        await using var sources = new DataSources(Connections.From(new ConfigurationBuilder().AddInMemoryCollection(database.Settings(Template)).Build()));
        await new Migrate(sources, TimeProvider.System, NullLogger<Migrate>.Instance).RunAsync(CancellationToken.None);
        await using var owner = await Sql.OpenAsync(database.ConnectionString("cf_owner", Template));
        await Sql.RunAsync(owner, Trail.Script);
        return database;
    }

    /// <summary>A migrated database with its trail, made as a copy.</summary>
    public Task CreateAsync(string name) => CreateAsync(name, Template);

    public string ConnectionString(string role, string name) => cluster.ConnectionString(role, name) + ";Pooling=false";

    public Dictionary<string, string?> Settings(string name) => new()
    {
        ["ConnectionStrings:Default"] = ConnectionString("cf_app", name),
        ["ConnectionStrings:System"] = ConnectionString("cf_system", name),
        ["ConnectionStrings:Owner"] = ConnectionString("cf_owner", name),
    };

    /// <summary>What a node gets: the way through the proxy, under its own name. Migrations are none of its business.</summary>
    public Dictionary<string, string> SettingsThrough(int port, string name, string node) => new()
    {
        ["ConnectionStrings__Default"] = Through("cf_app", port, name, node),
        ["ConnectionStrings__System"] = Through("cf_system", port, name, node),
    };

    /// <summary>Immediate shutdown, as by a crash; the cluster's own watcher starts it again.</summary>
    public void Crash()
    {
        using var quit = Process.Start("kill", ["-QUIT", $"{cluster.ProcessId}"]);
        quit.WaitForExit();
    }

    /// <summary>Recovery after a crash takes as long as the machine needs.</summary>
    public async Task AnsweringAsync(TimeProvider clock)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100), clock);
        while (!await AnswersAsync())
            await timer.WaitForNextTickAsync();
    }

    public ValueTask DisposeAsync() => cluster.DisposeAsync();

    private async Task<bool> AnswersAsync()
    {
        try
        {
            await using var connection = await Sql.OpenAsync(ConnectionString("postgres", "postgres"));
            return true;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }

    // the password check is the same over TCP: the proxy enters by the socket
    private string Through(string role, int port, string name, string node) => new NpgsqlConnectionStringBuilder(cluster.ConnectionString(role, name))
    {
        Host = "127.0.0.1", Port = port, ApplicationName = node, SslMode = SslMode.Disable, GssEncryptionMode = GssEncryptionMode.Disable, Timeout = 5,
    }.ConnectionString;

    private async Task CreateAsync(string name, string template)
    {
        await using var connection = await Sql.OpenAsync(ConnectionString("postgres", "postgres"));
        await Sql.RunAsync(connection, $"create database {name} template {template}");
        await cluster.Roles.PrepareDatabaseAsync(name, CancellationToken.None);
    }
}
