namespace ContentFactory.Domain.Data.Embedded;

/// <summary>The data folder, held by one running application at a time through a file lock that dies with its process.</summary>
internal sealed class EmbeddedPostgresFolder : IDisposable
{
    private const int WouldBlock = 11;
    private readonly FileStream held;

    private EmbeddedPostgresFolder(string path, FileStream held) => (Path, this.held) = (path, held);

    public string Path { get; }

    public string Log => File("postgres.log");

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public static EmbeddedPostgresFolder Claim(string folder)
    {
        var path = System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(folder));
        try
        {
            Create(path);
            var file = System.IO.Path.Combine(path, "lock");
            return new(path, new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException busy) when (busy.HResult == WouldBlock)
        {
            throw new DataFolderException($"ContentFactory is already running with the data folder {path}. Stop it first, or choose another folder with --data.");
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new DataFolderException($"The data folder {path} cannot be written ({refused.Message}) Give this user the right to write there, or choose another folder with --data.");
        }
    }

    /// <summary>Opens a log that only its owner reads, and puts a big one aside.</summary>
    public void PrepareLog(long limit)
    {
        var log = new FileInfo(Log);
        if (log.Exists && log.Length > limit)
        {
            log.MoveTo(Log + ".1", overwrite: true);
        }

        var mode = new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        };
        using var created = new FileStream(Log, mode);
    }

    public string LogTail(int lines) =>
        System.IO.File.Exists(Log) ? string.Join('\n', System.IO.File.ReadLines(Log).TakeLast(lines)) : "";

    public void Dispose() => held.Dispose();

    // root's PostgreSQL runs as another user, who must be able to pass through
    private static void Create(string path)
    {
        const UnixFileMode own = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        const UnixFileMode pass = UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        if (!Directory.Exists(path))
        {
            Directory.CreateDirectory(path, Environment.IsPrivilegedProcess ? own | pass : own);
        }
    }
}
