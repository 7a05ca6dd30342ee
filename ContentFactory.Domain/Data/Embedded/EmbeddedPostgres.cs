using System.ComponentModel;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace ContentFactory.Domain.Data.Embedded;

/// <summary>
/// A private PostgreSQL under the data folder, for machines without a database of their own. It lives and dies with the application,
/// listens on a Unix socket only, and is restarted when it is killed.
/// </summary>
public sealed class EmbeddedPostgres : IAsyncDisposable
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);
    private const int StartAttempts = 5;

    private readonly EmbeddedPostgresFolder folder;
    private readonly EmbeddedPostgresCluster cluster;
    private readonly EmbeddedPostgresServer server;
    private readonly ILogger log;
    private readonly TimeProvider clock;
    private readonly CancellationTokenSource stopping = new();
    private Task watching = Task.CompletedTask;
    private Task? stopped;

    private EmbeddedPostgres(EmbeddedPostgresFolder folder, EmbeddedPostgresCluster cluster, EmbeddedPostgresOptions options, ILogger log, TimeProvider clock)
    {
        (this.folder, this.cluster, this.log, this.clock) = (folder, cluster, log, clock);
        server = new(cluster, folder, options, log, clock);
        Roles = new(database => ConnectionString(EmbeddedPostgresSecrets.Superuser, database) + ";Pooling=false", cluster.Secrets);
    }

    /// <summary>Raised when the watcher has brought a killed server back.</summary>
    internal event Action? Recovered;

    internal int ProcessId => server.ProcessId;

    internal EmbeddedPostgresRoles Roles { get; }

    /// <summary>Starts the cluster of a folder, makes it first if need be. Throws <see cref="DataFolderException"/> with what to do.</summary>
    public static async Task<EmbeddedPostgres> StartAsync(EmbeddedPostgresOptions options, ILogger log, TimeProvider clock, CancellationToken ct)
    {
        var folder = EmbeddedPostgresFolder.Claim(options.DataFolder);
        EmbeddedPostgres? started = null;
        try
        {
            var cluster = await EmbeddedPostgresCluster.PrepareAsync(folder, options, log, clock, ct);
            started = new(folder, cluster, options, log, clock);
            await started.BringUpAsync(StartAttempts, ct);
            await started.Roles.EnsureAsync(ct);
            started.watching = started.WatchAsync();
            return started;
        }
        catch
        {
            await (started?.StopAsync() ?? Task.CompletedTask);
            folder.Dispose();
            throw;
        }
    }

    /// <summary>For cf_owner, cf_app, cf_system or the superuser postgres. It holds a password: never log it.</summary>
    public string ConnectionString(string role, string database = EmbeddedPostgresRoles.Database) =>
        new NpgsqlConnectionStringBuilder
        {
            Host = cluster.SocketFolder,
            Username = role,
            Password = cluster.Secrets[role],
            Database = database,
        }.ConnectionString;

    /// <summary>Fast shutdown of the server, then the folder is free for another application. A second call waits for the first.</summary>
    public Task StopAsync() => stopped ??= StopOnceAsync();

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        stopping.Dispose();
    }

    /// <summary>What a kill -9 of the application leaves behind: a server that runs, and a folder nobody holds.</summary>
    internal void Abandon()
    {
        stopped = watching;
        stopping.Cancel();
        folder.Dispose();
    }

    private async Task StopOnceAsync()
    {
        await stopping.CancelAsync();
        await watching;
        await server.StopAsync();
        folder.Dispose();
    }

    private async Task WatchAsync()
    {
        try
        {
            while (true)
            {
                await server.EndedAsync(stopping.Token);
                log.LogWarning("PostgreSQL ended unexpectedly and is started again; its own words are in {Log}", folder.Log);
                await BringUpAsync(int.MaxValue, stopping.Token);
                log.LogInformation("PostgreSQL runs again");
                Recovered?.Invoke();
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // StopAsync takes over
        }
    }

    /// <summary>The first try after a kill may fail while the last of its processes are still leaving.</summary>
    private async Task BringUpAsync(int attempts, CancellationToken ct)
    {
        var pause = FirstPause;
        for (var attempt = 1; !await TryAsync(ct); attempt++)
        {
            if (attempt == attempts)
            {
                throw new DataFolderException($"PostgreSQL does not start in {cluster.Path}. The end of {folder.Log} says why:\n{folder.LogTail(10)}");
            }

            log.LogWarning("PostgreSQL did not start at attempt {Attempt}; the next one comes in {Pause}", attempt, pause);
            await Task.Delay(pause, clock, ct);
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }
    }

    // a full disk, or programs that an upgrade is just replacing, count as one failed attempt
    private async Task<bool> TryAsync(CancellationToken ct)
    {
        try
        {
            return await server.TryStartAsync(ct);
        }
        catch (Exception failed) when (failed is Win32Exception or IOException)
        {
            log.LogWarning(failed, "PostgreSQL's program could not be run");
            return false;
        }
    }
}
