using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging;

namespace ContentFactory.Domain.Data.Embedded;

/// <summary>The running server process of a cluster: our own child, or one that an earlier application left behind.</summary>
internal sealed class EmbeddedPostgresServer(
    EmbeddedPostgresCluster cluster, EmbeddedPostgresFolder folder, EmbeddedPostgresOptions options, ILogger log, TimeProvider clock)
{
    private const long LogLimit = 10 * 1024 * 1024;
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan FarLook = TimeSpan.FromSeconds(1);

    /// <summary>Starts or adopts the server and returns when it takes connections. False: it ended before that.</summary>
    public async Task<bool> TryStartAsync(CancellationToken ct)
    {
        if (await EmbeddedPostgresPidFile.FindRunningAsync(cluster.Path, ct) is { } leftover)
        {
            return await AdoptAsync(leftover, ct);
        }

        folder.PrepareLog(LogLimit);
        child?.Dispose();
        child = EmbeddedPostgresCommand.Start(Command());
        child.StandardInput.Close();
        ProcessId = child.Id;
        return await ReadyAsync(() => !child.HasExited, ct);
    }

    public int ProcessId { get; private set; }

    /// <summary>Returns when the server has ended, for whatever reason.</summary>
    public async Task EndedAsync(CancellationToken ct)
    {
        if (child is not null)
        {
            await child.WaitForExitAsync(ct);
            return;
        }

        // not our child, so nothing announces its end
        while (EmbeddedPostgresPidFile.Read(cluster.Path) is { IsRunning: true })
        {
            await Task.Delay(FarLook, clock, ct);
        }
    }

    public async Task StopAsync()
    {
        var stopped = await cluster.StopAsync(CancellationToken.None);
        if (child is { HasExited: false } && !stopped.Ok)
        {
            log.LogWarning("PostgreSQL did not stop in time and is killed; it recovers at the next start: {Reason}", stopped.Output);
            child.Kill();
        }

        child?.Dispose();
        child = null;
        if (cluster.SocketFolder.StartsWith("/tmp/cf-", StringComparison.Ordinal) && Directory.Exists(cluster.SocketFolder))
        {
            Directory.Delete(cluster.SocketFolder, recursive: true);
        }
    }

    private Process? child;

    private async Task<bool> AdoptAsync(EmbeddedPostgresPidFile leftover, CancellationToken ct)
    {
        log.LogInformation("A PostgreSQL left over by an earlier run is taken over (process {Pid})", leftover.Pid);
        child = null;
        ProcessId = leftover.Pid;
        return await ReadyAsync(() => leftover.IsRunning, ct);
    }

    private async Task<bool> ReadyAsync(Func<bool> runs, CancellationToken ct)
    {
        while (runs())
        {
            if (EmbeddedPostgresPidFile.Read(cluster.Path) is { Ready: true } found && found.Pid == ProcessId)
            {
                return true;
            }

            await Task.Delay(Look, clock, ct);
        }

        return false;
    }

    // a session of its own: ctrl-C in the terminal reaches the application, which then stops the server in order
    private IEnumerable<string> Command() =>
    [
        "sh", "-c", "exec \"$@\" >>\"$0\" 2>&1 </dev/null", folder.Log, "setsid",
        .. cluster.Account.Command([cluster.Binaries.Postgres, "-D", cluster.Path, "-k", cluster.SocketFolder, .. Settings().SelectMany(one => new[] { "-c", one })]),
    ];

    private IEnumerable<string> Settings()
    {
        string[] durable = options.Durable
            ? []
            : ["fsync=off", "full_page_writes=off", "synchronous_commit=off", "wal_level=minimal", "max_wal_senders=0"];
        return
        [
            "listen_addresses=", "unix_socket_permissions=0700", string.Create(CultureInfo.InvariantCulture, $"max_connections={options.MaxConnections}"),
            "shared_buffers=128MB", "jit=off", "log_min_duration_statement=-1", "password_encryption=scram-sha-256", "timezone=UTC", "log_timezone=UTC",
            .. durable,
        ];
    }
}
