using System.Diagnostics;
using ContentFactory.Domain.Data.Embedded;

namespace ContentFactory.Tests.Publishing.Chaos;

/// <summary>
/// Ends what a rig left behind when it was killed itself: this shell waits on a pipe that closes when the rig is gone, however it went.
/// A child carries the rig's folder in its command line, so that no stranger with the same process id is hit. SIGKILL also ends who is stopped.
/// </summary>
internal sealed class Guard(string folder) : IDisposable
{
    private const string Script = """
        read -r _
        for file in "$0"/*/*.pid; do
            pid=$(cat "$file") && tr '\0' ' ' <"/proc/$pid/cmdline" | grep -qF -- "$0" && kill -KILL "$pid"
        done
        cluster=$(readlink -f "$0/database/postgres")
        pid=$(head -n 1 "$cluster/postmaster.pid") && kill -QUIT "$pid"
        for _ in $(seq 100); do [ -e "$cluster/postmaster.pid" ] || break; sleep 0.1; done
        rm -rf -- "$cluster" "$cluster.socket" "$0"
        """;

    private readonly Process shell = EmbeddedPostgresCommand.Start(["setsid", "sh", "-c", Script, folder]);

    /// <summary>The pipe closes, the shell clears up whatever is still there, the folder too.</summary>
    public void Dispose()
    {
        shell.StandardInput.Close();
        shell.WaitForExit();
        shell.Dispose();
    }
}
