using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace ContentFactory.Tests.Support;

/// <summary>The embedded PostgreSQL of a running program, seen from outside: its connection strings and its process.</summary>
internal sealed class EmbeddedDatabase(string dataFolder)
{
    private string[] PidFile => File.ReadAllLines(Path.Combine(dataFolder, "postgres", "postmaster.pid"));

    public Dictionary<string, string?> Settings() => new()
    {
        ["ConnectionStrings:Default"] = ConnectionString("cf_app"),
        ["ConnectionStrings:System"] = ConnectionString("cf_system"),
        ["ConnectionStrings:Owner"] = ConnectionString("cf_owner"),
        ["Keys:Folder"] = Path.Combine(dataFolder, "keys"),
    };

    public string ConnectionString(string role)
    {
        var passwords = JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(Path.Combine(dataFolder, "postgres-secrets.json")))!;
        // lines of postmaster.pid: pid, folder, start, port, socket folder
        var lines = PidFile;
        return $"Host={lines[4].Trim()};Port={lines[3].Trim()};Database=contentfactory;Username={role};Password={passwords[role]};Pooling=false";
    }

    /// <summary>SIGKILL to the server's first process, as a machine out of memory does it.</summary>
    public void Kill()
    {
        using var server = Process.GetProcessById(int.Parse(PidFile[0], CultureInfo.InvariantCulture));
        server.Kill();
        server.WaitForExit();
    }
}
