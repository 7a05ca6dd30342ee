using System.Globalization;

namespace ContentFactory.Domain.Data.Embedded;

/// <summary>What postmaster.pid says about the server of a cluster.</summary>
internal sealed record EmbeddedPostgresPidFile(int Pid, string Folder, string SocketFolder, bool Ready)
{
    private const int ReadyLines = 8;

    public static EmbeddedPostgresPidFile? Read(string cluster)
    {
        try
        {
            var lines = File.ReadAllLines(PathIn(cluster));
            return lines.Length >= 5 && int.TryParse(lines[0], CultureInfo.InvariantCulture, out var pid)
                ? new(pid, lines[1], lines[4], lines.Length >= ReadyLines && lines[7].Trim() == "ready")
                : null;
        }
        catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>
    /// The server that still runs on this cluster, if one does. PostgreSQL clears a file of a dead process itself, but refuses to start
    /// when the number now belongs to another process (a restarted container, a copied folder): that file is removed here.
    /// </summary>
    public static async Task<EmbeddedPostgresPidFile?> FindRunningAsync(string cluster, CancellationToken ct)
    {
        var found = Read(cluster);
        if (found is null || !Directory.Exists($"/proc/{found.Pid}"))
        {
            return null;
        }

        if (found.IsRunning && await SameFolderAsync(found.Folder, cluster, ct))
        {
            return found;
        }

        File.Delete(PathIn(cluster));
        return null;
    }

    /// <summary>A process with this number exists and was started on this folder; a zombie has no command line.</summary>
    public bool IsRunning
    {
        get
        {
            try
            {
                return File.ReadAllText($"/proc/{Pid}/cmdline").Split('\0').Contains(Folder);
            }
            catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
            {
                return false;
            }
        }
    }

    private static string PathIn(string cluster) => Path.Combine(cluster, "postmaster.pid");

    private static async Task<bool> SameFolderAsync(string one, string other, CancellationToken ct)
    {
        var answer = await EmbeddedPostgresCommand.RunAsync(["stat", "-L", "-c", "%d:%i", "--", one, other], null, ct);
        return answer.Ok && answer.Output.Split('\n') is [var first, var second] && first == second;
    }
}
