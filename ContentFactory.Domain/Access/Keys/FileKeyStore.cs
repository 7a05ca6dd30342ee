using System.Globalization;

namespace ContentFactory.Domain.Access.Keys;

/// <summary>A folder with one small file for each generation: <c>{tenant}/{generation}.key</c>. Several nodes must share it.</summary>
internal sealed class FileKeyStore(string folder) : ITenantKeyStore
{
    private const string Ending = ".key";
    private const UnixFileMode Own = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly string root = Path.GetFullPath(folder);

    private string NameFile => Path.Combine(root, "store");

    public Guid? Identity() => Reach(() => Name());

    public Guid Identify(Guid id) => Reach(() =>
    {
        MakeFolder(root);
        Write(NameFile, [id.ToString("N")]);
        return Name() ?? throw new IOException("its name is half written");
    });

    public IReadOnlyList<StoredKey> Read(Guid tenantId) => Reach<IReadOnlyList<StoredKey>>(() =>
    {
        if (Directory.Exists(FolderOf(tenantId)))
            return [.. GenerationsOf(tenantId).Select(g => ReadOne(tenantId, g)).OfType<StoredKey>()];
        // an empty mount point looks like a store without tenants
        return Name() is null ? throw new IOException("the folder is empty") : [];
    });

    public bool Add(Guid tenantId, StoredKey key) => Reach(() =>
    {
        MakeFolder(FolderOf(tenantId));
        return Write(PathOf(tenantId, key.Generation), [key.CreatedAt.ToString("O", CultureInfo.InvariantCulture), Convert.ToBase64String(key.Wrapped)]);
    });

    public void Remove(Guid tenantId, int generation) => Reach(() =>
    {
        File.Delete(PathOf(tenantId, generation));
        return true;
    });

    public void Forget(Guid tenantId) => Reach(() =>
    {
        if (Directory.Exists(FolderOf(tenantId)))
            Directory.Delete(FolderOf(tenantId), recursive: true);
        return true;
    });

    public IReadOnlyList<Guid> Rotated() => Reach<IReadOnlyList<Guid>>(() =>
        [.. Directory.EnumerateDirectories(root).Select(d => Guid.TryParseExact(Path.GetFileName(d), "N", out var id) ? id : Guid.Empty).Where(id => id != Guid.Empty && GenerationsOf(id).Skip(1).Any())]);

    public void Probe() => Reach(() =>
    {
        var probe = Path.Combine(root, $".probe-{Environment.ProcessId}");
        File.WriteAllBytes(probe, [1]);
        File.Delete(probe);
        return true;
    });

    private string FolderOf(Guid tenantId) => Path.Combine(root, tenantId.ToString("N"));

    private string PathOf(Guid tenantId, int generation) => Path.Combine(FolderOf(tenantId), generation.ToString(CultureInfo.InvariantCulture) + Ending);

    private IEnumerable<int> GenerationsOf(Guid tenantId) =>
        Directory.EnumerateFiles(FolderOf(tenantId), "*" + Ending).Select(f => int.TryParse(Path.GetFileNameWithoutExtension(f), NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : 0).Where(n => n > 0);

    /// <summary>Null where its node died while it wrote it: nothing was sealed with that key.</summary>
    private StoredKey? ReadOne(Guid tenantId, int generation) =>
        LinesOf(PathOf(tenantId, generation)) is [var created, var wrapped] ? new(generation, Convert.FromBase64String(wrapped), DateTimeOffset.ParseExact(created, "O", CultureInfo.InvariantCulture)) : null;

    private Guid? Name() => File.Exists(NameFile) && LinesOf(NameFile) is [var id] ? Guid.ParseExact(id, "N") : null;

    /// <summary>Whole lines only; null for a file that was taken away meanwhile.</summary>
    private static string[]? LinesOf(string path)
    {
        try
        {
            return File.ReadAllText(path) is var text && text.EndsWith('\n') ? text.Split('\n', StringSplitOptions.RemoveEmptyEntries) : [];
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>False where the file is there already. It is on the disk before anything is sealed with it.</summary>
    private static bool Write(string path, string[] lines)
    {
        if (Open(path, new() { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.Read, UnixCreateMode = Own }) is not { } opened)
            return false;
        using var file = opened;
        file.Write(System.Text.Encoding.ASCII.GetBytes(string.Concat(lines.Select(l => l + "\n"))));
        file.Flush(flushToDisk: true);
        return true;
    }

    private static FileStream? Open(string path, FileStreamOptions options)
    {
        try
        {
            return new FileStream(path, options);
        }
        catch (IOException) when (File.Exists(path))
        {
            return null;
        }
    }

    private static void MakeFolder(string path) => Directory.CreateDirectory(path, Own | UnixFileMode.UserExecute);

    private static T Reach<T>(Func<T> act)
    {
        try
        {
            return act();
        }
        catch (Exception e) when (e is not KeysAwayException and (IOException or UnauthorizedAccessException or FormatException))
        {
            throw new KeysAwayException(e.Message, e);
        }
    }
}
