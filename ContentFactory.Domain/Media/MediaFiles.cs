using System.Globalization;
using System.Text.RegularExpressions;

namespace ContentFactory.Domain.Media;

/// <summary>The disk of this installation, where uploads wait too. Keys are made here and only keys of that form are opened, so no path leads out of the folder.</summary>
public sealed partial class MediaFiles(MediaOptions options)
{
    private readonly string root = Path.GetFullPath(options.Folder);

    /// <param name="extension">With its dot, as the content says.</param>
    public static string KeyOf(Guid tenantId, Guid id, string extension, DateTimeOffset now) =>
        string.Create(CultureInfo.InvariantCulture, $"{tenantId:N}/{now.UtcDateTime:yyyy}/{now.UtcDateTime:MM}/{id:N}{extension}");

    /// <exception cref="FileNotFoundException">The row outlived its file.</exception>
    public Stream OpenRead(string storeKey) =>
        new FileStream(PathOf(storeKey), new FileStreamOptions { Mode = FileMode.Open, Access = FileAccess.Read, Share = FileShare.Read | FileShare.Delete, Options = FileOptions.Asynchronous });

    /// <summary>Where a tool of this machine finds the file.</summary>
    internal string PathFor(string storeKey) => PathOf(storeKey);

    public bool Exists(string storeKey) => File.Exists(PathOf(storeKey));

    /// <summary>The whole file or nothing: it is written beside its place and moved there.</summary>
    public async Task WriteAsync(string storeKey, Stream content, CancellationToken ct)
    {
        var (target, part) = (PathOf(storeKey), PartOf($"{Guid.Parse(storeKey[..32]):N}-{Path.GetFileNameWithoutExtension(storeKey)}"));
        await using (var file = Create(part))
            await content.CopyToAsync(file, ct);
        Place(part, target);
    }

    /// <summary>Tries it with a file of no tenant.</summary>
    /// <exception cref="IOException">The store takes no file.</exception>
    /// <exception cref="UnauthorizedAccessException">The process may not write there.</exception>
    public void Probe()
    {
        Directory.CreateDirectory(root);
        var probe = Path.Combine(root, $".probe-{Environment.ProcessId}");
        File.WriteAllBytes(probe, [1]);
        File.Delete(probe);
    }

    /// <summary>A file that is gone already is fine: the removal of its row may be repeated.</summary>
    public void Delete(string storeKey)
    {
        if (Exists(storeKey))
            File.Delete(PathOf(storeKey));
    }

    /// <summary>The disk is full, away, or not to be written to.</summary>
    internal static bool IsAway(Exception e) => e is IOException or UnauthorizedAccessException;

    /// <summary>Puts a chunk at its offset and drops what an interrupted one left behind it.</summary>
    internal async Task AppendAsync(Guid tenantId, Guid uploadId, long offset, ReadOnlyMemory<byte> chunk, CancellationToken ct)
    {
        var part = UploadPath(tenantId, uploadId);
        Directory.CreateDirectory(Path.GetDirectoryName(part)!);
        await using var file = new FileStream(part, FileMode.OpenOrCreate, FileAccess.Write, FileShare.None);
        file.SetLength(offset);
        file.Position = offset;
        await file.WriteAsync(chunk, ct);
        await file.FlushAsync(ct);
    }

    /// <summary>Copies a finished file of this machine to where uploads wait.</summary>
    internal async Task CopyInAsync(Guid tenantId, Guid uploadId, string path, CancellationToken ct)
    {
        await using var from = new FileStream(path, new FileStreamOptions { Mode = FileMode.Open, Access = FileAccess.Read, Share = FileShare.Read, Options = FileOptions.Asynchronous });
        await using var to = Create(UploadPath(tenantId, uploadId));
        await from.CopyToAsync(to, ct);
    }

    internal Stream OpenUpload(Guid tenantId, Guid uploadId) => new FileStream(UploadPath(tenantId, uploadId), FileMode.Open, FileAccess.Read, FileShare.Read);

    internal Stream ChangeUpload(Guid tenantId, Guid uploadId) => new FileStream(UploadPath(tenantId, uploadId), FileMode.Open, FileAccess.ReadWrite, FileShare.None);

    internal async Task WriteUploadAsync(Guid tenantId, Guid uploadId, Func<Stream, Task> write)
    {
        await using var file = Create(UploadPath(tenantId, uploadId));
        await write(file);
    }

    /// <summary>Drops parts that nobody has touched since: their uploads have expired, or their node died.</summary>
    internal void DropParts(DateTimeOffset untouchedSince)
    {
        var parts = Path.Combine(root, "parts");
        foreach (var part in Directory.Exists(parts) ? Directory.EnumerateFiles(parts, "*.part") : [])
            if (File.GetLastWriteTimeUtc(part) < untouchedSince)
                File.Delete(part);
    }

    internal bool HasUpload(Guid tenantId, Guid uploadId) => File.Exists(UploadPath(tenantId, uploadId));

    /// <summary>How much of it is on this node.</summary>
    internal long UploadLength(Guid tenantId, Guid uploadId) => new FileInfo(UploadPath(tenantId, uploadId)) is { Exists: true } file ? file.Length : 0;

    internal void Promote(Guid tenantId, Guid uploadId, string storeKey) => Place(UploadPath(tenantId, uploadId), PathOf(storeKey));

    internal void DropUpload(Guid tenantId, Guid uploadId)
    {
        if (HasUpload(tenantId, uploadId))
            File.Delete(UploadPath(tenantId, uploadId));
    }

    internal string UploadPath(Guid tenantId, Guid uploadId) => PartOf($"{tenantId:N}-{uploadId:N}");

    private string PartOf(string name) => Path.Combine(root, "parts", name + ".part");

    private string PathOf(string storeKey) =>
        Key().IsMatch(storeKey) ? Path.Combine(root, storeKey.Replace('/', Path.DirectorySeparatorChar)) : throw new ArgumentException("Not a key of this store.", nameof(storeKey));

    private static FileStream Create(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None);
    }

    private static void Place(string part, string target)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.Move(part, target, overwrite: true);
    }

    [GeneratedRegex(@"\A[0-9a-f]{32}/[0-9]{4}/[0-9]{2}/[0-9a-f]{32}\.[a-z0-9]{2,5}\z")]
    private static partial Regex Key();
}
