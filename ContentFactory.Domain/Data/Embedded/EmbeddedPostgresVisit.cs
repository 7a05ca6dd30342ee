using Npgsql;

namespace ContentFactory.Domain.Data.Embedded;

/// <summary>Lets a short command (create-admin, migrate) use the PostgreSQL of an application that runs on the same data folder, without owning it.</summary>
public static class EmbeddedPostgresVisit
{
    /// <summary>Connection strings by role; null when nothing runs there. They hold passwords: never log them.</summary>
    public static async Task<Func<string, string>?> FindAsync(string dataFolder, CancellationToken ct)
    {
        var link = new DirectoryInfo(Path.Combine(dataFolder, "postgres"));
        if (EmbeddedPostgresSecrets.Read(Path.Combine(dataFolder, "postgres-secrets.json")) is not { } secrets || !Directory.Exists(link.FullName))
            return null;
        if (await EmbeddedPostgresPidFile.FindRunningAsync(link.LinkTarget ?? link.FullName, ct) is not { Ready: true } running)
            return null;
        return role => new NpgsqlConnectionStringBuilder
        {
            Host = running.SocketFolder, Username = role, Password = secrets[role], Database = EmbeddedPostgresRoles.Database,
        }.ConnectionString;
    }
}
