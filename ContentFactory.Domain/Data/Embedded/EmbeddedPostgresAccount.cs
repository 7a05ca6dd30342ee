namespace ContentFactory.Domain.Data.Embedded;

/// <summary>The user PostgreSQL runs as. It refuses root, so root hands it to the owner of the cluster or an unprivileged user.</summary>
internal sealed record EmbeddedPostgresAccount(string? Uid, string? Gid)
{
    private const string Root = "0";

    public static async Task<EmbeddedPostgresAccount> ChooseAsync(string cluster, CancellationToken ct)
    {
        if (!Environment.IsPrivilegedProcess)
        {
            return new(null, null);
        }

        var owner = await EmbeddedPostgresCommand.RunAsync(["stat", "-L", "-c", "%u %g", cluster], null, ct);
        return owner.Ok && owner.Output.Split(' ') is [not Root and var uid, var gid]
            ? new(uid, gid)
            : await NamedAsync("postgres", ct) ?? await NamedAsync("nobody", ct)
                ?? throw new DataFolderException("PostgreSQL does not run as root, and neither the user postgres nor nobody exists. Create one: useradd --system postgres");
    }

    public IEnumerable<string> Command(params IEnumerable<string> command) =>
        Uid is null ? command : ["setpriv", "--reuid", Uid, "--regid", Gid!, "--clear-groups", "--", .. command];

    public Task<EmbeddedPostgresCommand.Outcome> RunAsync(IEnumerable<string> command, string? input, CancellationToken ct) =>
        EmbeddedPostgresCommand.RunAsync(Command(command), input, ct);

    public async Task<bool> CanEnterAsync(string folder, CancellationToken ct) =>
        Uid is null || (await RunAsync(["test", "-x", folder], null, ct)).Ok;

    /// <summary>Makes a folder that only this account enters.</summary>
    public async Task MakeFolderAsync(string folder, CancellationToken ct)
    {
        string[] owner = Uid is null ? [] : ["-o", Uid, "-g", Gid!];
        var made = await EmbeddedPostgresCommand.RunAsync(["install", "-d", "-m", "0700", .. owner, "--", folder], null, ct);
        if (!made.Ok)
        {
            throw new DataFolderException($"The folder {folder} cannot be made: {made.Output}");
        }
    }

    /// <summary>A cluster restored from a backup by root belongs to root: it is given back.</summary>
    public async Task TakeOverAsync(string cluster, CancellationToken ct)
    {
        if (Uid is not null)
        {
            await EmbeddedPostgresCommand.RunAsync(["chown", "-R", "--from=0", $"{Uid}:{Gid}", "--", cluster], null, ct);
        }
    }

    private static async Task<EmbeddedPostgresAccount?> NamedAsync(string name, CancellationToken ct)
    {
        var uid = await EmbeddedPostgresCommand.RunAsync(["id", "-u", name], null, ct);
        var gid = await EmbeddedPostgresCommand.RunAsync(["id", "-g", name], null, ct);
        return uid.Ok && gid.Ok ? new(uid.Output, gid.Output) : null;
    }
}
