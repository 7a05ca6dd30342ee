using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging;

namespace ContentFactory.Domain.Data.Embedded;

/// <summary>The files of one cluster: where they lie, who owns them, and how they come to be.</summary>
internal sealed record EmbeddedPostgresCluster(
    string Path, EmbeddedPostgresBinaries Binaries, EmbeddedPostgresAccount Account, EmbeddedPostgresSecrets Secrets, string SocketFolder)
{
    private const string Elsewhere = "/var/lib/contentfactory";
    private const int LongestSocketPath = 107;

    public static async Task<EmbeddedPostgresCluster> PrepareAsync(
        EmbeddedPostgresFolder folder, EmbeddedPostgresOptions options, ILogger log, TimeProvider clock, CancellationToken ct)
    {
        var link = folder.File("postgres");
        var account = await EmbeddedPostgresAccount.ChooseAsync(link, ct);
        var path = await LocateAsync(folder.Path, link, account, log, clock, ct);
        var binaries = await EmbeddedPostgresBinaries.FindAsync(MajorOf(path), ct);
        await account.TakeOverAsync(path, ct);

        var leftover = await EmbeddedPostgresPidFile.FindRunningAsync(path, ct);
        var secretsFile = folder.File("postgres-secrets.json");
        var kept = EmbeddedPostgresSecrets.Read(secretsFile);
        var secrets = kept ?? EmbeddedPostgresSecrets.Create(secretsFile);
        var socket = leftover?.SocketFolder ?? await SocketFolderAsync(path, account, clock, ct);
        var cluster = new EmbeddedPostgresCluster(path, binaries, account, secrets, socket);
        if (MajorOf(path) is null)
        {
            await cluster.InitialiseAsync(options, clock, ct);
        }
        else if (kept is null)
        {
            log.LogWarning("The passwords of the embedded PostgreSQL were lost: new ones are set");
            await cluster.StopAsync(ct);
            await cluster.SetSuperuserPasswordAsync(path, options, ct);
        }

        return cluster;
    }

    /// <summary>Fast shutdown: sessions are ended, nothing is lost. A server that is not running is fine.</summary>
    public Task<EmbeddedPostgresCommand.Outcome> StopAsync(CancellationToken ct) =>
        Account.RunAsync([Binaries.PgCtl, "stop", "-D", Path, "-m", "fast", "-w", "-t", "60", "-s"], null, ct);

    // root's folder may lie where PostgreSQL's user cannot pass; the rights of folders above are not ours to change
    private static async Task<string> LocateAsync(
        string data, string link, EmbeddedPostgresAccount account, ILogger log, TimeProvider clock, CancellationToken ct)
    {
        if (new DirectoryInfo(link).LinkTarget is { } target)
        {
            return target;
        }

        if (await account.CanEnterAsync(data, ct))
        {
            return link;
        }

        if (Directory.Exists(link))
        {
            throw new DataFolderException($"PostgreSQL's user cannot reach {link}. Move the data folder to where other users may pass, or choose another folder with --data.");
        }

        if (!Directory.Exists(Elsewhere))
        {
            Directory.CreateDirectory(Elsewhere);
            File.SetUnixFileMode(Elsewhere, (UnixFileMode)Convert.ToInt32("755", 8));
        }

        target = System.IO.Path.Combine(Elsewhere, Ids.New(clock).ToString("N"));
        Directory.CreateSymbolicLink(link, target);
        log.LogInformation("PostgreSQL's user cannot reach {Data}: the cluster lives in {Target}, and {Link} points there", data, target, link);
        return target;
    }

    private static int? MajorOf(string cluster)
    {
        var file = System.IO.Path.Combine(cluster, "PG_VERSION");
        return File.Exists(file) ? int.Parse(File.ReadAllText(file).Trim(), CultureInfo.InvariantCulture) : null;
    }

    private static async Task<string> SocketFolderAsync(string cluster, EmbeddedPostgresAccount account, TimeProvider clock, CancellationToken ct)
    {
        var beside = cluster + ".socket";
        if (Encoding.UTF8.GetByteCount(beside + "/.s.PGSQL.5432.lock") <= LongestSocketPath)
        {
            await account.MakeFolderAsync(beside, ct);
            return beside;
        }

        // a name nobody can foresee, and mkdir fails where something stands already: /tmp belongs to everyone
        var brief = $"/tmp/cf-{Ids.New(clock):N}";
        var made = await account.RunAsync(["mkdir", "-m", "0700", "--", brief], null, ct);
        return made.Ok ? brief : throw new DataFolderException($"The folder {brief} cannot be made: {made.Output}");
    }

    /// <summary>In a folder of its own first: a cluster that was cut short is never taken for a whole one.</summary>
    private async Task InitialiseAsync(EmbeddedPostgresOptions options, TimeProvider clock, CancellationToken ct)
    {
        RemoveUnfinished();
        var unfinished = $"{Path}.new-{Ids.New(clock):N}";
        await Account.MakeFolderAsync(unfinished, ct);
        var made = await InitdbAsync(unfinished, "C.UTF-8", options, ct);
        made = made.Ok ? made : await InitdbAsync(unfinished, "C", options, ct);
        if (!made.Ok)
        {
            throw new DataFolderException($"PostgreSQL could not be set up in {unfinished}: {made.Output}");
        }

        await File.WriteAllTextAsync(System.IO.Path.Combine(unfinished, "pg_hba.conf"), "local all all scram-sha-256\n", ct);
        await SetSuperuserPasswordAsync(unfinished, options, ct);
        Directory.Move(unfinished, Path);
    }

    private void RemoveUnfinished()
    {
        foreach (var left in Directory.GetDirectories(System.IO.Path.GetDirectoryName(Path)!, $"{System.IO.Path.GetFileName(Path)}.new-*"))
        {
            try
            {
                Directory.Delete(left, recursive: true);
            }
            catch (IOException)
            {
                // an initdb that outlived its application still writes there: the next start removes it
            }
        }
    }

    private Task<EmbeddedPostgresCommand.Outcome> InitdbAsync(string target, string locale, EmbeddedPostgresOptions options, CancellationToken ct)
    {
        string[] sync = options.Durable ? [] : ["--no-sync"];
        return Account.RunAsync(
            [Binaries.Initdb, "-D", target, "-U", EmbeddedPostgresSecrets.Superuser, "--encoding=UTF8", $"--locale={locale}", "--data-checksums", "--auth=reject", .. sync],
            null,
            ct);
    }

    // initdb takes a password only from a file that PostgreSQL's user must be able to read; single-user mode takes it from a pipe
    private async Task SetSuperuserPasswordAsync(string target, EmbeddedPostgresOptions options, CancellationToken ct)
    {
        string[] sync = options.Durable ? [] : ["-F"];
        var statement = $"alter role {EmbeddedPostgresSecrets.Superuser} with login superuser password '{Secrets[EmbeddedPostgresSecrets.Superuser]}'\n";
        var done = await Account.RunAsync(
            [Binaries.Postgres, "--single", "-D", target, .. sync, "-c", "log_min_error_statement=panic", "-c", "password_encryption=scram-sha-256", "postgres"],
            statement,
            ct);
        if (!done.Ok)
        {
            throw new DataFolderException($"PostgreSQL could not be set up in {target}: {done.Output}");
        }
    }
}
